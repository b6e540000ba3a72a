import { describe, expect, it } from 'vitest';
import { readHeldPictures } from '../../../../main/app/held-pictures.ts';
import { createMemoryFiles } from '../storage/memory-files.ts';

const idOf = (digit: string): string => digit.repeat(64);
const holding = (...digits: readonly string[]): Uint8Array => new TextEncoder().encode(JSON.stringify({ payload: digits.map((digit) => ({ kind: 'picture', picture: idOf(digit) })) }));
const DISK = new Map([
  ['/data/surfaces.3.json', holding('a')],
  ['/data/surfaces.4.json', holding('b')],
  ['/data/scenes.1.json', holding('c')],
  ['/data/settings.1.json', holding('1')],
  ['/data/cache/p1/layouts/directory-cache.1.json', holding('d')],
  ['/data/cache/p2/layouts/directory-cache.7.json', holding('e', 'f')],
]);

describe('what this PC keeps', () => {
  it('holds the pictures of surfaces, scenes and of the layouts of everybody who was here', async () => {
    expect([...((await readHeldPictures(createMemoryFiles({ disk: DISK }), '/data')) ?? [])].toSorted()).toEqual(['a', 'b', 'c', 'd', 'e', 'f'].map(idOf));
  });

  it('is not known when a part of it cannot be read', async () => {
    for (const operation of ['read', 'list', 'folders'] as const) {
      const files = createMemoryFiles({ disk: DISK, fault: (_step, now) => (now === operation ? 'failed' : null) });
      expect(await readHeldPictures(files, '/data')).toBeNull();
    }
  });

  it('is nothing on a new PC', async () => {
    expect(await readHeldPictures(createMemoryFiles(), '/data')).toEqual(new Set());
  });
});
