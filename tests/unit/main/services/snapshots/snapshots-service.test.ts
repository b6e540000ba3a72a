import { createHash } from 'node:crypto';
import { describe, expect, it, test } from 'vitest';
import { cameraId } from '@contract/domain/units.ts';
import { createSnapshotsService } from '../../../../../main/services/snapshots/snapshots-service.ts';
import { safeName, snapshotName } from '../../../../../main/services/snapshots/snapshot-name.ts';
import { createStores } from '../../../../../main/state/stores.ts';
import { cameraNamed } from '../../../../builders/fake-vms.ts';
import { personWith } from '../../../../builders/people.ts';
import { createRecordingLog } from '../../../../builders/recording-log.ts';
import { giveCameras } from '../../../../builders/known-cameras.ts';
import { createMemoryFiles, type MemoryFilesOptions } from '../../storage/memory-files.ts';
import { PNG_1X1 } from './png-fixture.ts';

const FRAME_UTC_MS = Date.UTC(2026, 6, 31, 23, 59, 58, 7);
const FOLDER = '/pictures';
const FILE = '/pictures/2026-07-31/12_nga-tu-so_20260731T235958.007Z.png';

function scene(options: MemoryFilesOptions = {}, person = personWith()) {
  const stores = createStores({ address: 'https://tier', language: 'vi', wallOnly: false });
  giveCameras(stores.cameras, cameraNamed('c1', { number: 12, name: 'Ngã tư Sở' }));
  const files = createMemoryFiles(options);
  let made = 0;
  const service = createSnapshotsService({ folder: FOLDER, files, stores, person: () => person, nowUtcMs: () => FRAME_UTC_MS + 500, uuid: () => `u${(made += 1)}`, workstation: 'PC-3', log: createRecordingLog() });
  const save = (over = {}) => service.save({ camera: cameraId('c1'), captureUtcMs: FRAME_UTC_MS, isLive: true, png: PNG_1X1, ...over });
  return { files, save, names: () => [...files.now().keys()].toSorted(), text: (file: string) => Buffer.from(files.now().get(file) ?? []).toString('utf8') };
}

describe('a snapshot', () => {
  it('is named by day, camera and the time of its picture, and has its hash beside it', async () => {
    const { save, names, text, files } = scene();
    const sha256 = await save().then((saved) => (saved.ok ? saved.value.sha256 : ''));
    expect(names()).toEqual([FILE, `${FILE}.sha256`]);
    expect(createHash('sha256').update(files.now().get(FILE) ?? '').digest('hex')).toBe(sha256);
    expect(text(`${FILE}.sha256`)).toBe(`${sha256}  12_nga-tu-so_20260731T235958.007Z.png\n`);
  });

  it('tells what it is', async () => {
    const { save, text } = scene();
    await save({ isLive: false });
    for (const part of ['Camera ID\0c1', 'Camera Number\x0012', 'Ngã tư Sở', 'Capture Time UTC\x002026-07-31T23:59:58.007Z', 'Trần Văn Minh (minh)', 'Source\0replay', 'PC-3']) expect(text(FILE)).toContain(part);
  });

  it('never takes the place of another', async () => {
    const { save, names } = scene();
    const all = await Promise.all([save(), save(), save()]);
    expect(new Set(all.map((saved) => (saved.ok ? saved.value.file : ''))).size).toBe(3);
    expect(names()).toHaveLength(6);
    expect(names()).toContain(FILE.replace('.png', '_3.png'));
  });

  it('does not take the name of a file of others that differs in case only', async () => {
    const { save } = scene({ disk: new Map([[FILE.replace('nga', 'NGA'), new Uint8Array([1])]]) });
    expect(await save()).toMatchObject({ value: { file: FILE.replace('.png', '_2.png') } });
  });

  it('of a camera that is not granted, or by nobody, is refused', async () => {
    expect(await scene().save({ camera: cameraId('c9') })).toMatchObject({ error: { code: 'camera/unknown' } });
  });

  it('of bytes that are no picture, or of a time that cannot be, is refused and leaves nothing', async () => {
    const { save, names } = scene();
    expect(await save({ png: new TextEncoder().encode('<svg onload=x>') })).toMatchObject({ error: { code: 'picture/unreadable' } });
    expect(await save({ captureUtcMs: 9e15 })).toMatchObject({ error: { code: 'app/invalid-input' } });
    expect(await save({ captureUtcMs: FRAME_UTC_MS + 48 * 3_600_000 })).toMatchObject({ error: { code: 'app/invalid-input' } });
    expect(names()).toEqual([]);
  });

  it('is there in full, or not at all, wherever the disk fails', async () => {
    const counted = scene();
    await counted.save();
    for (let step = 0; step < counted.files.steps(); step += 1) {
      const { save, names } = scene({ fault: (at, operation) => (at === step && operation !== 'remove' ? 'full' : null) });
      const saved = await save();
      if (saved.ok) expect(names()).toHaveLength(2);
      else {
        expect(saved.error.code).toBe('snapshot/write-failed');
        expect(names()).toEqual([]);
      }
    }
  });

  it('goes to a folder whose rights are not ours to change', async () => {
    const { save } = scene({ fault: (_at, operation) => (operation === 'makeFolder' ? 'refused' : null) });
    expect(await save()).toMatchObject({ ok: true });
  });
});

describe('a name in a file name', () => {
  test.for([
    ['Ngã tư Sở', 'nga-tu-so'],
    ['../../etc/passwd', 'etc-passwd'],
    ['a\\b:c*d?e"f<g>h|i\0j', 'a-b-c-d-e-f-g-h-i-j'],
    ['CON', 'con'],
    ['  ', 'camera'],
    ['监控', 'camera'],
    ['x'.repeat(200), 'x'.repeat(60)],
  ] as const)('%s is safe', ([name, safe]) => {
    expect(safeName(name)).toBe(safe);
  });

  it('goes by the time of the picture', () => {
    expect(snapshotName({ number: 7, name: 'A' }, Date.UTC(2026, 0, 2, 3, 4, 5, 6))).toEqual({ day: '2026-01-02', stem: '7_a_20260102T030405.006Z' });
  });
});
