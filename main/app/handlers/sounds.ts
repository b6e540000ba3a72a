import { ok } from '@contract/domain/result.ts';
import type { OwnSound } from '@contract/domain/alarm-sound-settings.ts';
import type { soundsContract } from '@contract/ipc/sounds-contract.ts';
import type { Handlers } from '../../ipc/router.ts';
import type { SoundsService } from '../../services/sounds/sounds-service.ts';
import type { Answer } from './answer.ts';

export interface SoundsHandlerEnvironment {
  readonly sounds: Pick<SoundsService, 'choose' | 'remove'> & {
    /** Asks the operator for a file; null: they chose none. */
    readonly addFile: () => Answer<OwnSound | null>;
  };
}

export const soundsHandlers = ({ sounds }: SoundsHandlerEnvironment): Pick<Handlers, keyof typeof soundsContract> => ({
  'sounds.choose': ({ priority, group, choice }) => sounds.choose(priority, group, choice),
  'sounds.add': async () => {
    const added = await sounds.addFile();
    return added.ok ? ok({ sound: added.value }) : added;
  },
  'sounds.remove': ({ sound }) => sounds.remove(sound),
});
