import type { OwnSound, SoundChoice, SoundGroup } from '@contract/domain/alarm-sound-settings.ts';
import type { AlarmPriority } from '@contract/domain/alarm.ts';
import { err, ok, type Result } from '@contract/domain/result.ts';
import type { SoundId } from '@contract/domain/units.ts';
import type { Bridge } from '@contract/ipc/bridge.ts';
import type { ViewActions } from '../state/view-store.ts';

/** What a person can do with the sounds of this desk. Those that answer a Result leave telling its failure to the caller. */
export interface SoundCommands {
  /** 0: on again. Of priority 1 main holds it to 60 s. */
  readonly mute: (seconds: number) => void;
  /** Null: as usual again. */
  readonly choose: (priority: AlarmPriority, group: SoundGroup, choice: SoundChoice | null) => Promise<Result<null>>;
  /** The operator chooses a file; null: they chose none. One that `canPlay` says cannot be decoded is not kept. Codes sound/unreadable, storage/write-failed. */
  readonly add: (canPlay: (sound: SoundId) => Promise<boolean>) => Promise<Result<OwnSound | null>>;
  readonly remove: (sound: SoundId) => Promise<Result<null>>;
}

/** @param view - where a failed `mute` is shown. */
export function createSoundCommands(requests: Bridge['requests'], { fail }: Pick<ViewActions, 'fail'>): SoundCommands {
  return {
    mute: (seconds) => {
      void requests['alarms.mute']({ seconds }).then((answer) => {
        if (!answer.ok) fail(answer.error);
      });
    },
    choose: (priority, group, choice) => requests['sounds.choose']({ priority, group, choice }),
    add: async (canPlay) => {
      const added = await requests['sounds.add']({});
      if (!added.ok) return added;
      const { sound } = added.value;
      if (sound === null || (await canPlay(sound.id))) return ok(sound);
      await requests['sounds.remove']({ sound: sound.id });
      return err('sound/unreadable');
    },
    remove: (sound) => requests['sounds.remove']({ sound }),
  };
}
