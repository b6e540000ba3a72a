import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ALARM_KINDS } from '@contract/domain/alarm-kind.ts';
import { soundKindOf } from '../../../../../main/services/sounds/sound-kind.ts';

const folder = join(import.meta.dirname, '../../../../../assets/sounds');
const read = (file: string): Uint8Array => new Uint8Array(readFileSync(join(folder, file)));
const mp3 = Uint8Array.of(0xff, 0xfb, 0x90, 0x64, ...new Uint8Array(400));

describe('a sound file', () => {
  test('is known by its bytes', () => {
    expect(['triple.wav', 'double.wav', 'single.wav'].map((file) => soundKindOf(read(file)))).toEqual(['audio/wav', 'audio/wav', 'audio/wav']);
    expect(soundKindOf(read('spoken/fire-smoke.ogg'))).toBe('audio/ogg');
    expect(soundKindOf(mp3)).toBe('audio/mpeg');
    expect(soundKindOf(Uint8Array.of(0x49, 0x44, 0x33, 4, 0, 0, 0, 0, 0, 5, 1, 2, 3, 4, 5, ...mp3))).toBe('audio/mpeg');
  });

  test.each([
    ['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, ...new Uint8Array(60))],
    ['a WAV without samples', read('single.wav').subarray(0, 40)],
    ['an Ogg page of something else', Uint8Array.from(read('spoken/fire-smoke.ogg'), (byte, at) => (at === 29 ? 0 : byte))],
    ['text', new TextEncoder().encode('RIFF of nothing that is a sound, only words and words')],
    ['nothing', new Uint8Array(0)],
  ])('that is %s is none', (_name, bytes) => {
    expect(soundKindOf(bytes)).toBeNull();
  });

  test('of any bytes is judged, never thrown at', () => {
    const begins = fc.constantFrom('RIFF', 'OggS', 'ID3', '');
    fc.assert(
      fc.property(begins, fc.uint8Array({ maxLength: 200 }), (begin, bytes) => {
        expect([null, 'audio/wav', 'audio/ogg', 'audio/mpeg']).toContain(soundKindOf(Uint8Array.of(...new TextEncoder().encode(begin), ...bytes)));
      }),
    );
  });
});

test('every kind of alarm and every priority has its words', () => {
  const spoken = new Set(readdirSync(join(folder, 'spoken')).map((file) => file.replace('.ogg', '')));
  expect([...ALARM_KINDS, 'priority-1', 'priority-2', 'priority-3', 'priority-4'].filter((name) => !spoken.has(name))).toEqual([]);
  for (const file of readdirSync(join(folder, 'spoken'))) expect(soundKindOf(read(`spoken/${file}`))).toBe('audio/ogg');
});
