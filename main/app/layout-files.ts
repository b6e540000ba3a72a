import { err, ok } from '@contract/domain/result.ts';
import type { Files } from '../platform/files.ts';
import { FILE_MAX_BYTES } from '../services/layouts/layout-file.ts';
import type { LayoutsService } from '../services/layouts/layouts-service.ts';
import { PICTURE_MAX_BYTES, type PicturesService } from '../services/pictures/pictures-service.ts';
import { writeChosenFile } from './chosen-file.ts';
import type { Dialogs, FileKind } from './dialogs.ts';
import type { LayoutsHandlerEnvironment } from './handlers/layouts.ts';

export interface LayoutFilesEnvironment {
  readonly dialogs: Dialogs;
  /** Absolute; where dialogs begin. */
  readonly folder: string;
  readonly files: Files;
  readonly layouts: Pick<LayoutsService, 'exportFile' | 'importFile'>;
  readonly pictures: Pick<PicturesService, 'add' | 'serve'>;
  /** Who is here now: a dialog may outlast who opened it. */
  readonly personId: () => string | null;
  readonly uuid: () => string;
  readonly nowUtcMs: () => number;
}

const LAYOUTS: FileKind = { name: 'Vọng Lâu', endings: ['json'] };
const PICTURES: FileKind = { name: 'PNG, JPEG', endings: ['png', 'jpg', 'jpeg'] };

/** Layouts and pictures from and to files the operator chooses. A file that is replaced is replaced as a whole, or not at all. */
export function createLayoutFiles(environment: LayoutFilesEnvironment): LayoutsHandlerEnvironment['layoutFiles'] {
  const { dialogs, folder, files, layouts, pictures } = environment;

  return {
    exportFile: async (wanted) => {
      const bytes = await layouts.exportFile(wanted, async (picture) => (await pictures.serve(picture))?.bytes ?? null);
      if (!bytes.ok) return bytes;
      const file = await dialogs.chooseSave(LAYOUTS, folder, `vong-lau-${new Date(environment.nowUtcMs()).toISOString().slice(0, 10)}.json`);
      if (file === null) return ok({ saved: false, file: null });
      const written = await writeChosenFile(files, environment.uuid, file, bytes.value);
      return written.ok ? ok({ saved: true, file }) : written;
    },
    importFile: async (person) => {
      const file = await dialogs.chooseOpen(LAYOUTS, folder);
      if (file === null) return ok({ imported: 0, skipped: 0 });
      const read = await files.read(file, FILE_MAX_BYTES);
      if (!read.ok) return err('layout/file-unreadable', { detail: read.detail });
      return environment.personId() === person.id ? layouts.importFile(read.value, person.id, pictures.add) : err('session/not-signed-in');
    },
    importPicture: async () => {
      const file = await dialogs.chooseOpen(PICTURES, folder);
      if (file === null) return ok({ picture: null });
      const read = await files.read(file, PICTURE_MAX_BYTES);
      if (!read.ok) return err(read.failure === 'too-large' ? 'picture/too-large' : 'picture/unreadable', { detail: read.detail });
      const added = await pictures.add(read.value);
      return added.ok ? ok({ picture: added.value }) : added;
    },
  };
}
