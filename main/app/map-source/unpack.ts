import { gunzip } from 'node:zlib';
import { promisify } from 'node:util';

const MAX_UNPACKED_BYTES = 32 * 1024 * 1024;
const inflate = promisify(gunzip);

export const isPacked = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** Gzip, unpacked. Rejects when it is broken or becomes larger than 32 MiB: a packed tile may name any size. */
export const unpackedWithin = async (bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> => new Uint8Array(await inflate(bytes, { maxOutputLength: MAX_UNPACKED_BYTES }));
