import { describe, expect, it } from 'vitest';
import { err, ok } from '@contract/domain/result.ts';
import { layoutId, pictureId } from '@contract/domain/units.ts';
import { createLayoutFiles } from '../../../../main/app/layout-files.ts';
import { createFakeDialogs } from '../../../builders/fake-dialogs.ts';
import { personWith } from '../../../builders/people.ts';
import { createMemoryFiles, type MemoryFilesOptions } from '../storage/memory-files.ts';
import { pngSized } from '../services/pictures/picture-fixtures.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const PICTURE = pictureId('ab'.repeat(32));

/** The operator chooses `chosen`, or nothing. */
function scene(chosen: string | null, options: MemoryFilesOptions = {}) {
  let hereId = 'p7';
  const files = createMemoryFiles(options);
  const { dialogs, offered } = createFakeDialogs(chosen);
  const imported: string[] = [];
  const layoutFiles = createLayoutFiles({
    dialogs,
    folder: '/home/tai-lieu',
    files,
    layouts: {
      exportFile: async (ids) => (ids.includes(layoutId('none')) ? err('layout/unknown') : ok(bytes(`layouts ${ids.join()}`))),
      importFile: async (content, ownerId) => {
        imported.push(`${new TextDecoder().decode(content)} for ${ownerId}`);
        return ok({ imported: 2, skipped: 1 });
      },
    },
    pictures: { add: async () => ok(PICTURE), serve: async () => null },
    personId: () => hereId,
    uuid: () => 'u1',
    nowUtcMs: () => Date.UTC(2026, 0, 2),
  });
  return { signIn: (id: string) => (hereId = id), layoutFiles, offered, imported, written: () => [...files.now()].map(([file, content]) => [file, new TextDecoder().decode(content)]) };
}

describe('layouts to a file', () => {
  it('go where the operator says', async () => {
    const { layoutFiles, offered, written } = scene('/usb/a.json');
    expect(await layoutFiles.exportFile([layoutId('l1'), layoutId('l2')])).toEqual({ ok: true, value: { saved: true, file: '/usb/a.json' } });
    expect(written()).toEqual([['/usb/a.json', 'layouts l1,l2']]);
    expect(offered).toEqual(['/home/tai-lieu/vong-lau-2026-01-02.json']);
  });

  it('go nowhere when the operator chose no file, or a layout is gone', async () => {
    const none = scene(null);
    expect(await none.layoutFiles.exportFile([layoutId('l1')])).toEqual({ ok: true, value: { saved: false, file: null } });
    expect(none.written()).toEqual([]);
    const gone = scene('/usb/a.json');
    expect(await gone.layoutFiles.exportFile([layoutId('none')])).toMatchObject({ error: { code: 'layout/unknown' } });
    expect(gone.offered).toEqual([]);
  });

  it('leave the file that was there when the disk is full', async () => {
    const { layoutFiles, written } = scene('/usb/a.json', { disk: new Map([['/usb/a.json', bytes('before')]]), fault: (_step, operation) => (operation === 'create' ? 'full' : null) });
    expect(await layoutFiles.exportFile([layoutId('l1')])).toMatchObject({ error: { code: 'storage/write-failed' } });
    expect(written()).toEqual([['/usb/a.json', 'before']]);
  });
});

describe('layouts from a file', () => {
  it('come as those of the person who is here', async () => {
    const { layoutFiles, imported } = scene('/usb/a.json', { disk: new Map([['/usb/a.json', bytes('file')]]) });
    expect(await layoutFiles.importFile(personWith({ id: 'p7' }))).toEqual({ ok: true, value: { imported: 2, skipped: 1 } });
    expect(imported).toEqual(['file for p7']);
  });

  it('are not put down to somebody else who signed in while the dialog was open', async () => {
    const { layoutFiles, imported, signIn } = scene('/usb/a.json', { disk: new Map([['/usb/a.json', bytes('file')]]) });
    const asked = layoutFiles.importFile(personWith({ id: 'p7' }));
    signIn('p8');
    expect(await asked).toMatchObject({ error: { code: 'session/not-signed-in' } });
    expect(imported).toEqual([]);
  });

  it('are none when no file was chosen; one that cannot be read says so', async () => {
    expect(await scene(null).layoutFiles.importFile(personWith())).toEqual({ ok: true, value: { imported: 0, skipped: 0 } });
    expect(await scene('/usb/gone.json').layoutFiles.importFile(personWith())).toMatchObject({ error: { code: 'layout/file-unreadable' } });
  });
});

describe('a picture from a file', () => {
  it('is taken, or none, or says why not', async () => {
    expect(await scene('/usb/a.png', { disk: new Map([['/usb/a.png', pngSized(1, 1)]]) }).layoutFiles.importPicture()).toEqual({ ok: true, value: { picture: PICTURE } });
    expect(await scene(null).layoutFiles.importPicture()).toEqual({ ok: true, value: { picture: null } });
    expect(await scene('/usb/gone.png').layoutFiles.importPicture()).toMatchObject({ error: { code: 'picture/unreadable' } });
    expect(await scene('/usb/a.png', { disk: new Map([['/usb/a.png', new Uint8Array(3 * 1024 * 1024)]]) }).layoutFiles.importPicture()).toMatchObject({ error: { code: 'picture/too-large' } });
  });
});
