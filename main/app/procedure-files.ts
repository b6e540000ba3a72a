import { err, ok } from '@contract/domain/result.ts';
import { foldText } from '@contract/domain/text-fold.ts';
import type { Files } from '../platform/files.ts';
import { PROCEDURE_FILE_MAX_BYTES } from '../services/procedures/procedure-file.ts';
import type { ProceduresService } from '../services/procedures/procedures-service.ts';
import { writeChosenFile } from './chosen-file.ts';
import type { Dialogs, FileKind } from './dialogs.ts';
import type { ProceduresHandlerEnvironment } from './handlers/procedures.ts';

export interface ProcedureFilesEnvironment {
  readonly dialogs: Dialogs;
  /** Absolute; where dialogs begin. */
  readonly folder: string;
  readonly files: Files;
  readonly procedures: Pick<ProceduresService, 'exportFile' | 'importFile'>;
  /** Who is here now: a dialog may outlast who opened it. */
  readonly personId: () => string | null;
  readonly uuid: () => string;
}

const KIND: FileKind = { name: 'JSON', endings: ['json'] };

/** ASCII, so that the file goes by any stick and any mail. */
const fileName = (name: string): string => `${foldText(name).replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 60) || 'quy-trinh'}.json`;

/** Procedures to and from files the person chooses. */
export function createProcedureFiles({ dialogs, folder, files, procedures, personId, uuid }: ProcedureFilesEnvironment): ProceduresHandlerEnvironment['procedureFiles'] {
  return {
    exportFile: async (id, version) => {
      const person = personId();
      const carried = procedures.exportFile(id, version);
      if (!carried.ok) return carried;
      const file = await dialogs.chooseSave(KIND, folder, fileName(carried.value.name));
      if (file === null) return ok(null);
      if (personId() !== person) return err('session/not-signed-in');
      const written = await writeChosenFile(files, uuid, file, carried.value.bytes);
      return written.ok ? ok({ file }) : written;
    },
    importFile: async (person) => {
      const file = await dialogs.chooseOpen(KIND, folder);
      if (file === null) return ok(null);
      const read = await files.read(file, PROCEDURE_FILE_MAX_BYTES);
      if (!read.ok) return err('procedure/file-unreadable', { detail: read.detail });
      return personId() === person.id ? procedures.importFile(read.value) : err('session/not-signed-in');
    },
  };
}
