import path from 'node:path';
import { dialog, type BrowserWindow } from 'electron';

/** Endings of the files a dialog offers, without the dot. The name stands in the dialog as it is, in every language. */
export interface FileKind {
  readonly name: string;
  readonly endings: readonly string[];
}

/** Asks the operator for a file; null: they chose none. */
export interface Dialogs {
  /** `suggested`: a file name; it is offered in `folder`. */
  readonly chooseSave: (kind: FileKind, folder: string, suggested: string) => Promise<string | null>;
  readonly chooseOpen: (kind: FileKind, folder: string) => Promise<string | null>;
}

/** The dialogs of this PC, in front of the desk: the one user of electron's `dialog`. One at a time; a second one meanwhile is as if nothing was chosen. */
export function createDialogs(desk: () => BrowserWindow | null): Dialogs {
  let isOpen = false;
  const inTurn = async (ask: (parent: BrowserWindow) => Promise<string | null>): Promise<string | null> => {
    const parent = desk();
    if (isOpen || parent === null) return null;
    isOpen = true;
    try {
      return await ask(parent);
    } finally {
      isOpen = false;
    }
  };
  const filters = ({ name, endings }: FileKind) => [{ name, extensions: [...endings] }];
  return {
    chooseSave: (kind, folder, suggested) =>
      inTurn(async (parent) => {
        const { canceled, filePath } = await dialog.showSaveDialog(parent, { defaultPath: path.join(folder, suggested), filters: filters(kind), properties: ['createDirectory', 'showOverwriteConfirmation', 'dontAddToRecent'] });
        return canceled ? null : filePath || null;
      }),
    chooseOpen: (kind, folder) =>
      inTurn(async (parent) => {
        const { canceled, filePaths } = await dialog.showOpenDialog(parent, { defaultPath: folder, filters: filters(kind), properties: ['openFile', 'dontAddToRecent'] });
        return canceled ? null : (filePaths[0] ?? null);
      }),
  };
}
