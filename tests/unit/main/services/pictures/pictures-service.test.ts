import { createHash } from 'node:crypto';
import { describe, expect, it, test } from 'vitest';
import { READY } from '@contract/domain/arrangement.ts';
import { err, ok, type Result } from '@contract/domain/result.ts';
import { DESK_SURFACE, pictureId, type PictureId } from '@contract/domain/units.ts';
import { emptySurface } from '@contract/domain/wall.ts';
import { createPicturesService, PICTURE_MAX_BYTES, UNUSED_KEPT_MS } from '../../../../../main/services/pictures/pictures-service.ts';
import { createStores } from '../../../../../main/state/stores.ts';
import { createFakeTime } from '../../../../builders/fake-time.ts';
import { createAsked, layoutNamed, settled } from '../../../../builders/fake-vms.ts';
import { createRecordingLog } from '../../../../builders/recording-log.ts';
import { createMemoryFiles, type MemoryFilesOptions } from '../../storage/memory-files.ts';
import { JPEG_3X2, pngSized } from './picture-fixtures.ts';

const idOf = (bytes: Uint8Array): PictureId => pictureId(createHash('sha256').update(bytes).digest('hex'));
const PNG = pngSized(640, 360);
const NOW = Date.UTC(2026, 0, 5);
const fileOf = (id: PictureId) => `/data/pictures/${id}`;

function scene(options: MemoryFilesOptions = {}, held: ReadonlySet<PictureId> | null = new Set()) {
  const stores = createStores({ address: 'https://tier', language: 'vi', wallOnly: false });
  const time = createFakeTime();
  const files = createMemoryFiles(options);
  const gets = createAsked<[PictureId], Result<Uint8Array>>();
  const puts = createAsked<[PictureId, Uint8Array], Result<null>>();
  let made = 0;
  const service = createPicturesService({ port: () => ({ get: gets.call, put: puts.call }), folder: '/data/pictures', files, stores, heldOnDisk: async () => held, uuid: () => `u${(made += 1)}`, clock: { utcMs: () => NOW }, timers: time.timers, random: () => 0.5, log: createRecordingLog() });
  const show = (id: PictureId) => stores.surfaces.put({ ...emptySurface(DESK_SURFACE, READY['1']), contents: [{ kind: 'picture', picture: id }] });
  const waited = async () => {
    for (let turn = 0; turn < 20; turn += 1) await settled();
  };
  return { stores, time, files, gets, puts, service, show, waited };
}

describe('an imported picture', () => {
  it('is kept under its hash and given to pages', async () => {
    const { service, files } = scene();
    expect(await service.add(PNG)).toEqual({ ok: true, value: idOf(PNG) });
    expect([...files.now().keys()]).toEqual([fileOf(idOf(PNG))]);
    expect(await service.serve(idOf(PNG))).toEqual({ bytes: PNG, mime: 'image/png' });
    await service.add(JPEG_3X2);
    expect(await service.serve(idOf(JPEG_3X2))).toMatchObject({ mime: 'image/jpeg' });
  });

  test.for([
    ['no picture', new TextEncoder().encode('<svg onload="x">'), 'picture/unreadable'],
    ['a picture without size', pngSized(0, 10), 'picture/unreadable'],
    ['too wide', pngSized(8193, 10), 'picture/too-large'],
    ['too high', pngSized(10, 8193), 'picture/too-large'],
    ['too many bytes', Uint8Array.from({ length: PICTURE_MAX_BYTES + 1 }, (_, index) => PNG[index] ?? 0), 'picture/too-large'],
  ] as const)('is refused when it is %s', async ([, bytes, code]) => {
    const { service, files } = scene();
    expect(await service.add(bytes)).toMatchObject({ error: { code } });
    expect(files.now().size).toBe(0);
  });

  it('that the disk does not take is none', async () => {
    const { service, files } = scene({ fault: (_step, operation) => (operation === 'create' ? 'full' : null) });
    expect(await service.add(PNG)).toMatchObject({ error: { code: 'storage/write-failed' } });
    expect(files.now().size).toBe(0);
  });
});

describe('a page', () => {
  it('is given only what is on something that is shown', async () => {
    const { service, show } = scene({ disk: new Map([[fileOf(idOf(PNG)), PNG]]) });
    expect(await service.serve(idOf(PNG))).toBeNull();
    show(idOf(PNG));
    expect(await service.serve(idOf(PNG))).not.toBeNull();
  });

  it('is not given a file that is not what its name says', async () => {
    const id = idOf(PNG);
    const { service, show, files } = scene({ disk: new Map([[fileOf(id), pngSized(1, 1)]]) });
    show(id);
    expect(await service.serve(id)).toBeNull();
    expect(files.now().has(fileOf(id))).toBe(false);
  });
});

describe('with the server', () => {
  it('a picture that is missing is fetched when a surface shows it, and kept', async () => {
    const { service, show, gets, files, waited } = scene();
    service.follow();
    show(idOf(PNG));
    await waited();
    const asked = service.serve(idOf(PNG));
    await waited();
    expect(gets.args).toEqual([[idOf(PNG)]]);
    await gets.answer(ok(PNG));
    expect(await asked).toEqual({ bytes: PNG, mime: 'image/png' });
    expect(files.now().has(fileOf(idOf(PNG)))).toBe(true);
  });

  it('what is not what was asked for is not kept, and asked for again later', async () => {
    const { service, show, gets, files, waited, time } = scene();
    service.follow();
    show(idOf(PNG));
    await waited();
    await gets.answer(ok(JPEG_3X2));
    await waited();
    expect(files.now().size).toBe(0);
    time.advance(60_000);
    await waited();
    expect(gets.waiting()).toBe(1);
  });

  it('is given the pictures its layouts hold, once, and again when it could not take them', async () => {
    const { service, stores, puts, waited, time } = scene({ disk: new Map([[fileOf(idOf(PNG)), PNG]]) });
    service.follow();
    stores.layouts.put(layoutNamed('l1', { shared: true, arrangement: READY['1'], contents: [{ kind: 'picture', picture: idOf(PNG) }] }));
    await waited();
    expect(puts.args).toEqual([[idOf(PNG), PNG]]);
    await puts.answer(err('tier/unreachable', { retryable: true }));
    await waited();
    time.advance(60_000);
    await waited();
    await puts.answer(ok(null));
    service.follow();
    await waited();
    expect(puts.args).toHaveLength(2);
  });

  it('is given nothing of a layout it does not have yet', async () => {
    const { service, stores, puts, waited } = scene({ disk: new Map([[fileOf(idOf(PNG)), PNG]]) });
    service.follow();
    stores.layouts.put(layoutNamed('l1', { sync: 'waiting', arrangement: READY['1'], contents: [{ kind: 'picture', picture: idOf(PNG) }] }));
    await waited();
    expect(puts.args).toEqual([]);
  });

  it('is asked nothing more when nobody is here', async () => {
    const { service, show, gets, waited, time } = scene();
    service.follow();
    show(idOf(PNG));
    await waited();
    service.close();
    await gets.answer(err('tier/unreachable', { retryable: true }));
    await waited();
    expect(time.waiting()).toBe(0);
  });
});

describe('pictures that nothing holds', () => {
  const [shown, kept, unused, young] = [pngSized(1, 1), pngSized(2, 2), pngSized(3, 3), pngSized(4, 4)];
  const disk = new Map([...[shown, kept, unused, young].map((bytes) => [fileOf(idOf(bytes)), bytes] as const), ['/data/pictures/notes.txt', PNG] as const]);
  const writtenUtcMs = (path: string) => (path === fileOf(idOf(young)) ? NOW - UNUSED_KEPT_MS : NOW - UNUSED_KEPT_MS - 1);
  const left = (files: { readonly now: () => ReadonlyMap<string, unknown> }) => [...files.now().keys()].toSorted();

  it('go after ninety days; what is shown, kept by anybody, younger or no picture stays', async () => {
    const { service, show, files } = scene({ disk, writtenUtcMs }, new Set([idOf(kept)]));
    show(idOf(shown));
    await service.prune();
    expect(left(files)).toEqual([...disk.keys()].filter((path) => path !== fileOf(idOf(unused))).toSorted());
  });

  it('stay while it cannot be read what this PC keeps', async () => {
    const { service, files } = scene({ disk, writtenUtcMs }, null);
    await service.prune();
    expect(left(files)).toEqual([...disk.keys()].toSorted());
  });

  it('stay when they are brought again meanwhile', async () => {
    const { service, files } = scene({ disk, writtenUtcMs });
    await Promise.all([service.prune(), service.add(unused)]);
    expect(files.now().has(fileOf(idOf(unused)))).toBe(true);
  });
});
