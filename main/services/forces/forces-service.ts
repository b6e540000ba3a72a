import type { Force } from '@contract/domain/force.ts';
import { NO_BACK_OFF, nextBackOff } from '../../platform/back-off.ts';
import type { Cancel, Timers } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import type { Stores } from '../../state/stores.ts';
import type { ForcesPort } from '../../vms/adapter.ts';

export interface ForcesEnvironment {
  /** Null while the server is not known to tell of forces. */
  readonly port: () => ForcesPort | null;
  /** Whether the person here may see them. */
  readonly maySee: () => boolean;
  readonly stores: Pick<Stores, 'forces'>;
  readonly timers: Timers;
  /** Answers 0..1. */
  readonly random: () => number;
  readonly log: Log;
}

export interface ForcesService {
  /** A force moved, by an event. */
  readonly take: (force: Force) => void;
  /** Loads all; tried again until the server gives them. Call whenever events may have been missed. */
  readonly sync: () => Promise<void>;
  readonly close: () => void;
}

/** Windows are given all that moved within so long together. */
const SHOW_EVERY_MS = 500;

const lastFix = ({ trail }: Force): number => trail.at(-1)?.utcMs ?? 0;

/** Patrols and vehicles as the server has them: from a list, then by events. */
export function createForcesService(environment: ForcesEnvironment): ForcesService {
  const { stores, timers, log } = environment;
  const known = new Map<string, Force>();
  let generation = 0;
  let backOff = NO_BACK_OFF;
  let cancelRetry: Cancel | null = null;
  let cancelShow: Cancel | null = null;

  const show = (): void => {
    cancelShow = null;
    const shown = stores.forces.records();
    const moved = [...known.values()].filter((force) => shown.get(force.id) !== force);
    const gone = [...shown.keys()].filter((id) => !known.has(id));
    if (moved.length > 0) stores.forces.put(...moved);
    if (gone.length > 0) stores.forces.remove(...gone);
  };
  const showSoon = (): void => {
    cancelShow ??= timers.after(SHOW_EVERY_MS, show);
  };

  const sync = async (): Promise<void> => {
    const port = environment.port();
    if (port === null || !environment.maySee()) return;
    const started = generation;
    cancelRetry?.();
    const answer = await port.list();
    if (started !== generation) return;
    if (!answer.ok) {
      log.warn('forces.not-loaded', { code: answer.error.code });
      const next = nextBackOff(backOff, 0, environment.random);
      backOff = next.backOff;
      cancelRetry = timers.after(answer.error.retryAfterMs ?? next.delayMs, () => void sync());
      return;
    }
    backOff = NO_BACK_OFF;
    // An event that came while the list was on its way knows more than the list.
    const listed = new Map(answer.value.map((force) => [force.id as string, force]));
    for (const [id, force] of known) {
      const told = listed.get(id);
      if (told !== undefined && lastFix(force) > lastFix(told)) listed.set(id, force);
    }
    known.clear();
    for (const [id, force] of listed) known.set(id, force);
    cancelShow?.();
    show();
  };

  return {
    take: (force) => {
      if (!environment.maySee()) return;
      const before = known.get(force.id);
      if (before !== undefined && lastFix(before) > lastFix(force)) return;
      known.set(force.id, force);
      showSoon();
    },
    sync,
    close: () => {
      generation += 1;
      backOff = NO_BACK_OFF;
      cancelRetry?.();
      cancelShow?.();
      cancelShow = null;
      known.clear();
      stores.forces.replaceAll([]);
    },
  };
}
