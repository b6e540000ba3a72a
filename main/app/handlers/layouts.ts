import { err, ok, type Result } from '@contract/domain/result.ts';
import type { Person } from '@contract/domain/person.ts';
import type { LayoutId, PictureId } from '@contract/domain/units.ts';
import type { layoutsContract } from '@contract/ipc/layouts-contract.ts';
import type { Handlers } from '../../ipc/router.ts';
import type { LayoutDraft, LayoutsService } from '../../services/layouts/layouts-service.ts';
import type { SurfacesService } from '../../services/surfaces/surfaces-service.ts';
import type { Answer, InputFor } from './answer.ts';

export interface LayoutsHandlerEnvironment {
  readonly surfaces: Pick<SurfacesService, 'get' | 'named'>;
  readonly layouts: Pick<LayoutsService, 'save' | 'resolve' | 'remove'>;
  /** Dialogs of this PC around the files of layouts and pictures; each answers also when the operator chose nothing. */
  readonly layoutFiles: {
    /** Codes storage/write-failed, layout/unknown. */
    readonly exportFile: (layouts: readonly LayoutId[]) => Answer<{ readonly saved: boolean; readonly file: string | null }>;
    /** Each layout of the file comes as a new one of this person's own. Code layout/file-unreadable. */
    readonly importFile: (person: Person) => Answer<{ readonly imported: number; readonly skipped: number }>;
    /** Codes picture/unreadable, picture/too-large. */
    readonly importPicture: () => Answer<{ readonly picture: PictureId | null }>;
  };
}

export function layoutsHandlers({ surfaces, layouts, layoutFiles }: LayoutsHandlerEnvironment): Pick<Handlers, keyof typeof layoutsContract> {
  const draftOf = (from: InputFor<'layouts.save'>['from']): Result<LayoutDraft> => {
    if (!('surface' in from)) return from.contents.length === from.arrangement.tiles.length ? ok(from) : err('app/invalid-input');
    const shown = surfaces.get(from.surface);
    return shown === null ? err('wall/unknown-monitor') : ok({ arrangement: shown.arrangement, contents: shown.contents });
  };
  return {
    'layouts.save': async ({ name, from, shared, locked, replace, baseEtag }, { person }) => {
      if (person === null) return err('session/not-signed-in');
      if (shared && !person.rights.includes('layout.share')) return err('app/not-allowed');
      const draft = draftOf(from);
      if (!draft.ok) return draft;
      const saved = await layouts.save({ name, draft: draft.value, shared, locked, replace, ...(baseEtag !== undefined && { baseEtag }), ownerId: person.id });
      if (saved.ok && 'surface' in from) surfaces.named(from.surface, saved.value.layout, draft.value);
      return saved;
    },
    'layouts.resolve': ({ layout, keep }, { person }) => (person === null ? err('session/not-signed-in') : layouts.resolve(layout, keep, person.id)),
    'layouts.remove': ({ layout }) => layouts.remove(layout),
    'layouts.exportFile': ({ layouts: wanted }) => layoutFiles.exportFile(wanted),
    'layouts.importFile': (_input, { person }) => (person === null ? err('session/not-signed-in') : layoutFiles.importFile(person)),
    'layouts.importPicture': () => layoutFiles.importPicture(),
  };
}
