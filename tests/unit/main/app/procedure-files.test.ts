import { expect, test } from 'vitest';
import type { Procedure } from '@contract/domain/procedure.ts';
import { err, ok } from '@contract/domain/result.ts';
import { createProcedureFiles } from '../../../../main/app/procedure-files.ts';
import { decodeProcedureFile, encodeProcedureFile } from '../../../../main/services/procedures/procedure-file.ts';
import { createFakeDialogs } from '../../../builders/fake-dialogs.ts';
import { personWith } from '../../../builders/people.ts';
import { FIRE } from '../../../builders/procedures.ts';
import { createMemoryFiles, type MemoryFilesOptions } from '../storage/memory-files.ts';

const PERSON = personWith({ id: 'p7' });

function scene(chosen: string | null, options: MemoryFilesOptions = {}) {
  let hereId = 'p7';
  const files = createMemoryFiles(options);
  const { dialogs, offered } = createFakeDialogs(chosen);
  const taken: Procedure[] = [];
  const procedureFiles = createProcedureFiles({
    dialogs,
    folder: '/home/tai-lieu',
    files,
    procedures: {
      exportFile: (id, version) => (id === FIRE.id && version === FIRE.version ? ok({ name: FIRE.name, bytes: encodeProcedureFile(FIRE) }) : err('procedure/unknown')),
      importFile: async (bytes) => {
        const content = decodeProcedureFile(bytes);
        if (!content.ok) return content;
        const draft: Procedure = { ...FIRE, ...content.value, state: 'draft' };
        taken.push(draft);
        return ok(draft);
      },
    },
    personId: () => hereId,
    uuid: () => 'u1',
  });
  return { procedureFiles, offered, taken, signIn: (id: string) => (hereId = id), written: () => files.now() };
}

test('a procedure goes where the person says, and can be taken in from there', async () => {
  const { procedureFiles, offered, written } = scene('/usb/chay.json');
  expect(await procedureFiles.exportFile(FIRE.id, FIRE.version)).toEqual(ok({ file: '/usb/chay.json' }));
  expect(offered).toEqual(['/home/tai-lieu/xu-ly-chay-khoi.json']);
  const other = scene('/usb/chay.json', { disk: new Map(written()) });
  expect(await other.procedureFiles.importFile(PERSON)).toMatchObject({ ok: true, value: { name: FIRE.name, steps: FIRE.steps, state: 'draft' } });
});

test('nothing is written or taken when no file was chosen, or somebody else is here by then', async () => {
  const none = scene(null);
  expect([await none.procedureFiles.exportFile(FIRE.id, FIRE.version), await none.procedureFiles.importFile(PERSON)]).toEqual([ok(null), ok(null)]);
  const left = scene('/usb/chay.json', { disk: new Map([['/usb/chay.json', encodeProcedureFile(FIRE)]]) });
  left.signIn('p8');
  expect(await left.procedureFiles.importFile(PERSON)).toMatchObject({ error: { code: 'session/not-signed-in' } });
  expect(left.taken).toEqual([]);
});

test('a file that is gone, or is none, is told as unreadable', async () => {
  expect(await scene('/usb/khong-co.json').procedureFiles.importFile(PERSON)).toMatchObject({ error: { code: 'procedure/file-unreadable' } });
  const text = scene('/usb/a.json', { disk: new Map([['/usb/a.json', new TextEncoder().encode('[]')]]) });
  expect(await text.procedureFiles.importFile(PERSON)).toMatchObject({ error: { code: 'procedure/file-unreadable' } });
});
