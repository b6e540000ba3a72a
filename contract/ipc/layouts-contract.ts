import { defineRequest } from './request-contract.ts';
import { done, nothing } from './ipc.schema.ts';
import { exportLayoutsInput, exportLayoutsOutput, importLayoutsOutput, importPictureOutput, layoutInput, resolveConflictInput, saveLayoutInput, saveLayoutOutput } from './wall.schema.ts';

const fromDesk = { windows: ['desk'], right: 'layout.edit', ratePerSecond: 5, maxInputChars: 200_000, audit: 'config' } as const;

/** Saved layouts. */
export const layoutsContract = {
  /** Code layout/conflict: somebody changed it meanwhile; both versions are in the slice `layoutConflicts` until `layouts.resolve`. */
  'layouts.save': defineRequest({ ...fromDesk, input: saveLayoutInput, output: saveLayoutOutput }),
  'layouts.resolve': defineRequest({ ...fromDesk, input: resolveConflictInput, output: done }),
  'layouts.remove': defineRequest({ ...fromDesk, input: layoutInput, output: done }),
  /** To a file the operator chooses. Codes storage/write-failed, layout/unknown. */
  'layouts.exportFile': defineRequest({ ...fromDesk, input: exportLayoutsInput, output: exportLayoutsOutput }),
  /** From a file the operator chooses; each comes as a new layout of the operator's own. Code layout/file-unreadable. */
  'layouts.importFile': defineRequest({ ...fromDesk, input: nothing, output: importLayoutsOutput }),
  /** A picture the operator chooses, for a tile. Codes picture/unreadable, picture/too-large. */
  'layouts.importPicture': defineRequest({ ...fromDesk, input: nothing, output: importPictureOutput }),
} as const;
