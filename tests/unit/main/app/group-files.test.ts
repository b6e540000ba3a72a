import { describe, expect, it } from 'vitest';
import { err, ok } from '@contract/domain/result.ts';
import { cameraId, groupId, unitId } from '@contract/domain/units.ts';
import { createGroupFiles } from '../../../../main/app/group-files.ts';
import { createStores } from '../../../../main/state/stores.ts';
import { createFakeDialogs } from '../../../builders/fake-dialogs.ts';
import { cameraNamed, unitNamed } from '../../../builders/fake-vms.ts';
import { personWith } from '../../../builders/people.ts';
import { cams, groupNamed } from '../services/groups/shared-list-scene.ts';
import { giveCameras } from '../../../builders/known-cameras.ts';
import { createMemoryFiles, type MemoryFilesOptions } from '../storage/memory-files.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const GROUP = groupId('g');
const PERSON = personWith({ id: 'p7' });

/** The operator chooses `chosen`, or nothing; the group `g` holds cameras 1 and 2, of which 2 is not known any more. */
function scene(chosen: string | null, options: MemoryFilesOptions = {}) {
  let hereId = 'p7';
  const files = createMemoryFiles(options);
  const stores = createStores({ address: '', language: 'vi', wallOnly: false });
  stores.groups.put(groupNamed('g', { name: 'Cầu Giấy – sáng', cameras: cams('c1', 'c2') }));
  stores.units.put(unitNamed('u1'));
  const camera = cameraNamed('c1', { number: 12, name: '=Hồ', unitId: unitId('u1'), position: { latDeg: 21, lonDeg: 105 } });
  giveCameras(stores.cameras, camera);
  const { dialogs, offered } = createFakeDialogs(chosen);
  const added: string[] = [];
  const groupFiles = createGroupFiles({
    dialogs,
    folder: '/home/tai-lieu',
    files,
    stores,
    groups: {
      add: async (group, name, cameras) => {
        added.push(`${group ?? 'new'} ${name}: ${cameras.join(' ')}`);
        return group === groupId('full') ? err('group/too-many-cameras') : ok({ id: group ?? groupId('g9'), sync: 'stored' });
      },
    },
    find: async ({ number }) => (number !== null && number < 10 ? cameraId(`c${String(number)}`) : null),
    personId: () => hereId,
    uuid: () => 'u1',
  });
  return { signIn: (id: string) => (hereId = id), groupFiles, stores, offered, added, written: () => [...files.now()].map(([file, content]) => [file, new TextDecoder().decode(content)]) };
}
const table = (text: string) => ({ disk: new Map([['/usb/Ca sáng.csv', bytes(text)]]) });

describe('a group to a table', () => {
  it('goes where the operator says, with the cameras that exist for them', async () => {
    const { groupFiles, offered, written } = scene('/usb/a.csv');
    expect(await groupFiles.exportFile(GROUP)).toEqual(ok({ file: '/usb/a.csv', cameras: 1 }));
    expect(written()).toEqual([['/usb/a.csv', "number,code,name,unit,address,lat,lon\r\n12,,'=Hồ,Unit u1,,21,105\r\n"]]);
    expect(offered).toEqual(['/home/tai-lieu/cau-giay-sang.csv']);
  });

  it('goes nowhere when no file was chosen, the group is gone, the disk is full or somebody else signed in', async () => {
    const none = scene(null);
    expect(await none.groupFiles.exportFile(GROUP)).toEqual(ok(null));
    expect(await none.groupFiles.exportFile(groupId('none'))).toMatchObject({ error: { code: 'group/unknown' } });
    const full = scene('/usb/a.csv', { disk: new Map([['/usb/a.csv', bytes('before')]]), fault: (_step, operation) => (operation === 'create' ? 'full' : null) });
    expect(await full.groupFiles.exportFile(GROUP)).toMatchObject({ error: { code: 'storage/write-failed' } });
    expect(full.written()).toEqual([['/usb/a.csv', 'before']]);
    const left = scene('/usb/a.csv');
    const asked = left.groupFiles.exportFile(GROUP);
    left.signIn('p8');
    expect(await asked).toMatchObject({ error: { code: 'session/not-signed-in' } });
    expect([...none.written(), ...left.written()]).toEqual([]);
  });
});

describe('a table to a group', () => {
  it('makes a new one named after the file', async () => {
    const { groupFiles, added } = scene('/usb/Ca sáng.csv', table('số\n3\n44\n5\n'));
    expect(await groupFiles.importFile(null, PERSON)).toEqual(ok({ group: 'g9', taken: 2, skipped: [{ line: 3, text: '44', reason: 'unknown' }] }));
    expect(added).toEqual(['new Ca sáng: c3 c5']);
  });

  it('adds to one that is there, without what it has already', async () => {
    const { groupFiles, added } = scene('/usb/Ca sáng.csv', table('1\n3'));
    expect(await groupFiles.importFile(GROUP, PERSON)).toEqual(ok({ group: 'g', taken: 1, skipped: [{ line: 1, text: '1', reason: 'repeated' }] }));
    expect(added).toEqual(['g Ca sáng: c3']);
  });

  it('of no camera makes no group', async () => {
    const { groupFiles, added } = scene('/usb/Ca sáng.csv', table('44'));
    expect(await groupFiles.importFile(null, PERSON)).toEqual(ok({ group: null, taken: 0, skipped: [{ line: 1, text: '44', reason: 'unknown' }] }));
    expect(added).toEqual([]);
  });

  it('says why not', async () => {
    expect(await scene(null).groupFiles.importFile(null, PERSON)).toEqual(ok(null));
    expect(await scene('/usb/gone.csv').groupFiles.importFile(null, PERSON)).toMatchObject({ error: { code: 'group/file-unreadable' } });
    expect(await scene('/usb/Ca sáng.csv', table('')).groupFiles.importFile(null, PERSON)).toMatchObject({ error: { code: 'group/file-unreadable' } });
    expect(await scene('/usb/Ca sáng.csv', table('3')).groupFiles.importFile(groupId('none'), PERSON)).toMatchObject({ error: { code: 'group/unknown' } });
    const full = scene('/usb/Ca sáng.csv', table('3'));
    full.stores.groups.put(groupNamed('full'));
    expect(await full.groupFiles.importFile(groupId('full'), PERSON)).toMatchObject({ error: { code: 'group/too-many-cameras' } });
  });

  it('is not put down to somebody else who signed in while the dialog was open', async () => {
    const { groupFiles, added, signIn } = scene('/usb/Ca sáng.csv', table('3'));
    const asked = groupFiles.importFile(null, PERSON);
    signIn('p8');
    expect(await asked).toMatchObject({ error: { code: 'session/not-signed-in' } });
    expect(added).toEqual([]);
  });
});
