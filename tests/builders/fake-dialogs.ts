import type { Dialogs } from '../../main/app/dialogs.ts';

/** Dialogs in which the operator chooses `chosen`, or (null) nothing; `offered` is where files were suggested to be saved. */
export function createFakeDialogs(chosen: string | null): { readonly dialogs: Dialogs; readonly offered: readonly string[] } {
  const offered: string[] = [];
  const dialogs: Dialogs = {
    chooseSave: async (_kind, folder, suggested) => {
      offered.push(`${folder}/${suggested}`);
      return chosen;
    },
    chooseOpen: async () => chosen,
  };
  return { dialogs, offered };
}
