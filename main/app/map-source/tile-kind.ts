const ASCII = (text: string): readonly number[] => [...text].map((letter) => letter.charCodeAt(0));
const SIGNATURES: readonly (readonly [mime: string, at: number, bytes: readonly number[]])[] = [
  ['image/png', 0, [0x89, 0x50, 0x4e, 0x47]],
  ['image/jpeg', 0, [0xff, 0xd8, 0xff]],
  ['image/webp', 0, ASCII('RIFF')],
  ['image/gif', 0, ASCII('GIF8')],
  ['image/avif', 4, ASCII('ftypavif')],
];
const PROTOBUF = 'application/x-protobuf';

/** What a tile is, by its first bytes: no service's word is passed on to the page. */
export const mimeOf = (bytes: Uint8Array): string => SIGNATURES.find(([, at, signature]) => signature.every((byte, index) => bytes[at + index] === byte))?.[0] ?? PROTOBUF;

export const isPicture = (bytes: Uint8Array): boolean => mimeOf(bytes) !== PROTOBUF;
