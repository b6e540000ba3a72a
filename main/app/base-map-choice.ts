import { BUNDLED_MAP, type BaseMapChoice, type BaseMapOutcome } from '@contract/domain/base-map.ts';
import { err, ok, type Result } from '@contract/domain/result.ts';
import type { BaseMap } from './base-map.ts';
import type { Dialogs, FileKind } from './dialogs.ts';
import type { Answer, InputFor } from './handlers/answer.ts';

interface ChoiceEnvironment {
  readonly baseMap: Pick<BaseMap, 'try'>;
  readonly dialogs: Pick<Dialogs, 'chooseOpen'>;
  /** Absolute; where the dialog begins. */
  readonly folder: string;
  /** Who is here now: a dialog and a slow server may outlast who chose. */
  readonly personId: () => string | null;
  /** Shows it at once and keeps it on disk. Codes storage/… */
  readonly keep: (choice: BaseMapChoice) => Promise<Result<null>>;
}

const ARCHIVE: FileKind = { name: 'PMTiles', endings: ['pmtiles'] };
/** Where the bundled map begins, for a map that was not looked at yet. */
const HA_NOI = { latDeg: 21.03, lonDeg: 105.85, zoom: 12 };

/** Takes a base map into use that was really asked for, and no other. */
export function createBaseMapChoice({ baseMap, dialogs, folder, personId, keep }: ChoiceEnvironment): (input: InputFor<'settings.setBaseMap'>) => Answer<BaseMapOutcome> {
  return async (input) => {
    const person = personId();
    // Where the administrator chose, no dialog opens in vain.
    const may = await baseMap.try(BUNDLED_MAP, HA_NOI);
    if (!may.ok) return may;
    const file = input.kind === 'pmtiles' ? await dialogs.chooseOpen(ARCHIVE, folder) : '';
    if (file === null) return ok({ outcome: 'none' });
    const choice = input.kind === 'bundled' ? BUNDLED_MAP : input.kind === 'pmtiles' ? { kind: input.kind, address: file, more: '' } : { kind: input.kind, address: input.address, more: input.more };
    const tried = await baseMap.try(choice, 'sight' in input && input.sight !== null ? input.sight : HA_NOI);
    if (!tried.ok) return tried;
    if (tried.value.otherOrigins.length > 0) return ok({ outcome: 'other-servers', origins: tried.value.otherOrigins.slice(0, 16) });
    if (personId() !== person) return err('session/not-signed-in');
    const kept = await keep(choice);
    return kept.ok ? ok({ outcome: 'used' }) : kept;
  };
}
