import type { PtzAsk } from '@contract/domain/ptz.ts';
import type { CameraId } from '@contract/domain/units.ts';
import type { Cancel, Timers } from '../../platform/clock.ts';
import type { Stores } from '../../state/stores.ts';

/** How an ask ended is shown for this long; and an open one that the server never ends is forgotten. ms */
const ENDED_SHOWN_MS = 10_000;
const OPEN_MAX_MS = 75_000;

export interface KnownAsksEnvironment {
  readonly store: Stores['ptzAsks'];
  readonly timers: Timers;
  readonly onDidChange: (ask: PtzAsk) => void;
}

/** Asks for a hand that concern the person here, until a while after they ended. */
export interface KnownAsks {
  readonly take: (ask: PtzAsk) => void;
  /** Forgets those of cameras that fit. */
  readonly forgetOf: (fits: (camera: CameraId) => boolean) => void;
  readonly clear: () => void;
}

export function createKnownAsks({ store, timers, onDidChange }: KnownAsksEnvironment): KnownAsks {
  const forgetting = new Map<string, Cancel>();
  const forget = (id: string): void => {
    forgetting.get(id)?.();
    forgetting.delete(id);
    store.remove(id);
  };
  return {
    take: (ask) => {
      forgetting.get(ask.id)?.();
      forgetting.set(ask.id, timers.after(ask.state === 'open' ? OPEN_MAX_MS : ENDED_SHOWN_MS, () => forget(ask.id)));
      store.put(ask);
      onDidChange(ask);
    },
    forgetOf: (fits) => {
      for (const { id, camera } of [...store.records().values()]) if (fits(camera)) forget(id);
    },
    clear: () => {
      for (const id of [...forgetting.keys()]) forget(id);
    },
  };
}
