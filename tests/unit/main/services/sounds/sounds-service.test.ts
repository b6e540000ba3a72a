import { readFileSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { OWN_SOUND_MAX_BYTES, type AlarmSoundSettings } from '@contract/domain/alarm-sound-settings.ts';
import { err, ok, type Result } from '@contract/domain/result.ts';
import { systemFiles } from '../../../../../main/platform/files.ts';
import { createSoundsService } from '../../../../../main/services/sounds/sounds-service.ts';
import { createStores, only } from '../../../../../main/state/stores.ts';

const bell = new Uint8Array(readFileSync(join(import.meta.dirname, '../../../../../assets/sounds/single.wav')));
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vonglau-own-sounds-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

function desk(answer: Result<null> = ok(null)) {
  const stores = createStores({ address: 'https://tinh.example', language: 'vi', wallOnly: false });
  const saved: AlarmSoundSettings[] = [];
  const document = {
    save: (settings: AlarmSoundSettings) => {
      saved.push(settings);
      return Promise.resolve(answer);
    },
  };
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const sounds = createSoundsService({ document, folder, files: systemFiles, stores, uuid: () => 'draft', log });
  return { sounds, saved, shown: () => only(stores.settings).sounds };
}

describe('the sounds of a PC', () => {
  test('that are added are kept, shown and given to a page', async () => {
    const { sounds, saved, shown } = desk();
    const added = await sounds.add('Còi cơ quan', bell);
    if (!added.ok) throw new Error(added.error.code);
    expect(shown()?.own).toEqual([{ id: added.value.id, name: 'Còi cơ quan' }]);
    expect(saved.at(-1)).toEqual(shown());
    expect(await sounds.serve(added.value.id)).toEqual({ bytes: Buffer.from(bell), mime: 'audio/wav' });
    expect(await sounds.choose(2, 'traffic', { source: { kind: 'own', sound: added.value.id }, volume: 1, isSpoken: false })).toEqual(ok(null));
    expect(await sounds.remove(added.value.id)).toEqual(ok(null));
    expect([shown(), await readdir(folder), await sounds.serve(added.value.id)]).toEqual([{ cells: [], own: [] }, [], null]);
  });

  test('are refused when they are none, or too large', async () => {
    const { sounds, shown } = desk();
    expect(await sounds.add('văn bản', new Uint8Array(500))).toMatchObject({ error: { code: 'sound/unreadable' } });
    const large = new Uint8Array(OWN_SOUND_MAX_BYTES + 1);
    large.set(bell);
    expect(await sounds.add('dài', large)).toMatchObject({ error: { code: 'sound/unreadable' } });
    expect([shown(), await readdir(folder)]).toEqual([undefined, []]);
  });

  test('that were changed on the disk are not given to a page', async () => {
    const { sounds } = desk();
    const added = await sounds.add('Còi', bell);
    if (!added.ok) throw new Error(added.error.code);
    await writeFile(join(folder, added.value.id), bell.subarray(0, bell.length - 1));
    expect(await sounds.serve(added.value.id)).toBeNull();
  });

  test('tell when the disk has them not', async () => {
    const { sounds } = desk(err('storage/write-failed', { retryable: true }));
    expect(await sounds.choose(1, 'fire-flood', null)).toMatchObject({ error: { code: 'storage/write-failed' } });
  });
});
