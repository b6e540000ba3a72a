/** What the first bytes of a file say of the sound in it. */
export type SoundMime = 'audio/wav' | 'audio/ogg' | 'audio/mpeg';

const ascii = (bytes: Uint8Array, at: number, length: number): string => String.fromCharCode(...bytes.subarray(at, at + length));

/** RIFF WAVE with both parts a player needs: format and samples. */
function isWave(bytes: Uint8Array): boolean {
  if (ascii(bytes, 0, 4) !== 'RIFF' || ascii(bytes, 8, 4) !== 'WAVE') return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let hasFormat = false;
  for (let at = 12; at + 8 <= bytes.length; ) {
    const name = ascii(bytes, at, 4);
    const length = view.getUint32(at + 4, true);
    if (name === 'fmt ') hasFormat = length >= 16;
    if (name === 'data') return hasFormat && length > 0;
    at += 8 + length + (length % 2);
  }
  return false;
}

/** An Ogg page that begins a stream of Vorbis or Opus. */
function isOgg(bytes: Uint8Array): boolean {
  if (ascii(bytes, 0, 4) !== 'OggS' || bytes[4] !== 0 || ((bytes[5] ?? 0) & 2) === 0) return false;
  const segments = bytes[26] ?? 0;
  const at = 27 + segments;
  return ascii(bytes, at, 8) === 'OpusHead' || (bytes[at] === 1 && ascii(bytes, at + 1, 6) === 'vorbis');
}

const ID3_HEADER_BYTES = 10;

/** An MPEG audio frame of layer III, after an ID3 tag or at once. */
function isMp3(bytes: Uint8Array): boolean {
  const tagBytes = ascii(bytes, 0, 3) === 'ID3' ? ID3_HEADER_BYTES + [6, 7, 8, 9].reduce((sum, at) => sum * 128 + ((bytes[at] ?? 0) & 0x7f), 0) : 0;
  const [first = 0, second = 0, third = 0] = bytes.subarray(tagBytes);
  const isSync = first === 0xff && (second & 0xe0) === 0xe0;
  const isKnownVersion = (second & 0x18) !== 0x08;
  const isLayer3 = (second & 0x06) === 0x02;
  const hasRates = (third & 0xf0) !== 0xf0 && (third & 0x0c) !== 0x0c;
  return isSync && isKnownVersion && isLayer3 && hasRates;
}

/** WAV, Ogg or MP3 by its own bytes, never by its name; null: none of them. */
export function soundKindOf(bytes: Uint8Array): SoundMime | null {
  if (bytes.length < 32) return null;
  if (isWave(bytes)) return 'audio/wav';
  if (isOgg(bytes)) return 'audio/ogg';
  return isMp3(bytes) ? 'audio/mpeg' : null;
}
