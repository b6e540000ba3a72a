import { BUNDLED_MAP, type BaseMapChoice, type BaseMapOutcome } from '@contract/domain/base-map.ts';
import type { Person } from '@contract/domain/person.ts';
import { err, ok, type Result } from '@contract/domain/result.ts';
import type { BaseMap } from './base-map.ts';
import type { Dialogs, FileKind } from './dialogs.ts';
import type { Answer, InputFor } from './handlers/answer.ts';

interface ChoiceEnvironment {
  readonly baseMap: Pick<BaseMap, 'try'>;
  readonly dialogs: Pick<Dialogs, 'chooseOpen'>;
  /** Absolute; where the dialog begins. */
  readonly folder: string;
  /** Who is here now: a dialog and a slow server may outlast who chose, and what they may. */
  readonly person: () => Pick<Person, 'id' | 'rights'> | null;
  /** Shows it at once and keeps it on disk. Codes storage/… */
  readonly keep: (choice: BaseMapChoice) => Promise<Result<null>>;
}

export interface BaseMapDesk {
  /** Takes a base map into use that was really asked for, and no other. `none` also when it was cancelled or another was wished for meanwhile. */
  readonly choose: (input: InputFor<'settings.setBaseMap'>) => Answer<BaseMapOutcome>;
  /** Whatever is being tried is not taken any more. */
  readonly cancel: () => void;
}

const ARCHIVE: FileKind = { name: 'PMTiles', endings: ['pmtiles'] };
/** Where the bundled map begins, for a map that was not looked at yet. */
const HA_NOI = { latDeg: 21.03, lonDeg: 105.85, zoom: 12 };
const NONE: Result<BaseMapOutcome> = ok({ outcome: 'none' });

/** One wish at a time: the newest. */
export function createBaseMapChoice({ baseMap, dialogs, folder, person, keep }: ChoiceEnvironment): BaseMapDesk {
  let turn = 0;
  let endTrial: () => void = () => undefined;
  const cancel = (): void => {
    turn += 1;
    endTrial();
  };
  const tried = (choice: BaseMapChoice, sight: typeof HA_NOI | null): ReturnType<BaseMap['try']>['answer'] => {
    const trial = baseMap.try(choice, sight ?? HA_NOI);
    endTrial = trial.end;
    return trial.answer;
  };
  return {
    choose: async (input) => {
      cancel();
      const own = turn;
      const who = person()?.id;
      // Where the administrator chose, no dialog opens in vain.
      const may = await tried(BUNDLED_MAP, null);
      if (own !== turn) return NONE;
      if (!may.ok) return may;
      const file = input.kind === 'pmtiles' ? await dialogs.chooseOpen(ARCHIVE, folder) : '';
      if (file === null || own !== turn) return NONE;
      const choice = input.kind === 'bundled' ? BUNDLED_MAP : input.kind === 'pmtiles' ? { kind: input.kind, address: file, more: '' } : { kind: input.kind, address: input.address, more: input.more };
      const trial = await tried(choice, input.kind === 'bundled' ? null : input.sight);
      if (own !== turn) return NONE;
      if (!trial.ok) return trial;
      if (trial.value.otherOrigins.length > 0) return ok({ outcome: 'other-servers', origins: trial.value.otherOrigins.slice(0, 16) });
      const now = person();
      if (now === null || now.id !== who) return err('session/not-signed-in');
      if (!now.rights.includes('wall.control')) return err('app/not-allowed');
      const kept = await keep(choice);
      return kept.ok ? ok({ outcome: 'used' }) : kept;
    },
    cancel,
  };
}
