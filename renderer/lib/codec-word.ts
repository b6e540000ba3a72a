const WORDS: Readonly<Record<string, string>> = { avc1: 'H.264', avc3: 'H.264', hvc1: 'H.265', hev1: 'H.265', mp1v: 'MPEG-1', jpeg: 'JPEG' };

/** What people call a codec (RFC 6381). */
export function codecWord(codec: string): string {
  const [name = codec] = codec.split('.', 1);
  return WORDS[name] ?? name;
}
