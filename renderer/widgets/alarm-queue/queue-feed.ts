import { isInQueue, type Alarm } from '@contract/domain/alarm.ts';
import type { AlarmFilter, AlarmQueuePage, Grouping } from '@contract/domain/alarm-queue.ts';
import { restAfterMs, type RestRule } from '@contract/domain/rest-after.ts';
import type { Result } from '@contract/domain/result.ts';
import type { AlarmDeskRecord } from '@contract/state/slices.ts';
import type { QueueAsk } from '../../commands/alarm-commands.ts';
import type { AlarmId } from '@contract/domain/units.ts';
import type { Later } from '../../lib/later.ts';
import { createListeners } from '../../lib/listeners.ts';
import { freeze, NO_ROWS, refreshed, shown, withAlarms, type QueueView } from './queue-view.ts';

/** What is listed, and how. */
export interface QueueSpec {
  readonly filter: AlarmFilter;
  readonly groupBy: Grouping;
  readonly opened: readonly string[];
}

export interface QueueState {
  readonly view: QueueView;
  /** `asking`: nothing was answered yet for what is wanted. */
  readonly answered: 'asking' | 'failed' | 'answered';
  /** The alarm that is watched, as it is now, listed or not; null: none, or not known. */
  readonly watched: Alarm | null;
}

/** Keeps the rows in sight as main has them: asks when told that something changed, one question at a time, five a second at most. */
export interface QueueFeed {
  readonly subscribe: (listener: () => void) => () => void;
  readonly getSnapshot: () => QueueState;
  /** Another list altogether: its order is taken whatever stands still. */
  readonly want: (spec: QueueSpec) => void;
  /** Rows in sight, by index in the whole list. */
  readonly look: (first: number, last: number) => void;
  /** While true the order stands; rows say how their alarms are. */
  readonly keepStill: (still: boolean) => void;
  /** Takes the order of now once, though the list is to stand still. */
  readonly letGo: () => void;
  /** This one is told whether it is listed or not; null: none is. */
  readonly watch: (alarm: AlarmId | null) => void;
  /** Something about some alarm changed. */
  readonly changed: () => void;
  /** Alarms as the answer to an act has them. */
  readonly take: (alarms: readonly Alarm[]) => void;
  /** Every alarm of a group, at most `most`; null: main did not answer. `near`: index of the group's row. */
  readonly alarmsOf: (group: string, near: number, most: number) => Promise<readonly Alarm[] | null>;
  /** Nothing is asked before. The answer stops it; it may be started again. */
  readonly start: () => () => void;
}

interface QueueFeedOptions {
  readonly ask: (ask: QueueAsk) => Promise<Result<AlarmQueuePage>>;
  readonly desk: () => Pick<AlarmDeskRecord, 'raised' | 'counts'>;
  readonly later: Later;
  /** Counted from any moment, ms. */
  readonly monoMs: () => number;
}

const PAGE = 200;
/** Rows fetched above those in sight. */
const ABOVE = 60;
/** Between two questions: a quiet desk is answered at once, a storm does not take the window's time. */
const REST: RestRule = { leastMs: 30, mostMs: 200, times: 4 };
const RETRY_MS = 2_000;

/** Whether an alarm still belongs into a list; the other parts of the filter are main's to judge. */
const fitsInto =
  (show: AlarmFilter['show']) =>
  (alarm: Alarm): boolean => {
    const isOpen = alarm.life.kind !== 'closed' && alarm.life.kind !== 'merged';
    if (show === 'queue') return isInQueue(alarm);
    if (show === 'closed') return alarm.life.kind === 'closed';
    return isOpen && (show === 'shelved' ? alarm.shelved !== null : alarm.suppressed !== null);
  };

export function createQueueFeed(first: QueueSpec, { ask, desk, later, monoMs }: QueueFeedOptions): QueueFeed {
  const listeners = createListeners<void>();
  let spec = first;
  let state: QueueState = { view: NO_ROWS, answered: 'asking', watched: null };
  let watched: AlarmId | null = null;
  let sight = { first: 0, last: 0 };
  let isStill = false;
  /** The order of now is wanted, whatever stands still. */
  let wantsOrder = true;
  let isAsking = false;
  let isDue = false;
  let isRunning = false;
  let cancel: () => void = () => undefined;
  let isResting = false;

  const set = (next: QueueState): void => {
    if (next === state) return;
    state = next;
    listeners.emit();
  };
  const rest = (ms: number): void => {
    isResting = true;
    cancel = later(() => {
      isResting = false;
      if (isDue) run();
    }, ms);
  };
  const isInSight = ({ offset, rows, totalRows }: QueueView): boolean => sight.first >= offset && Math.min(sight.last, totalRows - 1) < offset + rows.length;
  const page = (): Pick<QueueAsk, 'offset' | 'limit' | 'also'> => {
    const offset = Math.max(0, sight.first - ABOVE);
    const isKept = state.view.frozen !== null && !wantsOrder && isInSight(state.view);
    const from = isKept ? state.view.offset : offset;
    const kept = isKept ? state.view.rows.flatMap((row) => (row.kind === 'alarm' ? [row.alarm.id] : [])) : [];
    return { offset: from, limit: PAGE, also: watched === null || kept.includes(watched) ? kept : [watched, ...kept] };
  };
  function run(): void {
    if (!isRunning) return;
    isDue = true;
    if (isAsking || isResting) return;
    void askOnce();
  }
  async function askOnce(): Promise<void> {
    isAsking = true;
    isDue = false;
    const asked = spec;
    const part = page();
    const before = desk();
    const hadOrder = !wantsOrder;
    const askedMs = monoMs();
    const answer = await ask({ filter: asked.filter, groupBy: asked.groupBy, opened: asked.opened, ...part });
    isAsking = false;
    if (!isRunning) return;
    if (asked !== spec || (hadOrder && wantsOrder)) isDue = true;
    if (asked === spec) taken(answer, part, before, hadOrder);
    rest(answer.ok ? restAfterMs(monoMs() - askedMs, REST) : RETRY_MS);
  }
  function taken(answer: Result<AlarmQueuePage>, part: Pick<QueueAsk, 'offset' | 'also'>, before: Pick<AlarmDeskRecord, 'raised' | 'counts'>, hadOrder: boolean): void {
    if (!answer.ok) {
      isDue = true;
      set({ ...state, answered: 'failed' });
      return;
    }
    const watchedNow = answer.value.also?.find(({ id }) => id === watched) ?? state.watched;
    if (hadOrder && state.view.frozen !== null && isStill && isInSight(state.view)) {
      set({ view: refreshed(state.view, answer.value, fitsInto(spec.filter.show)), answered: 'answered', watched: watchedNow });
      return;
    }
    // Asked as a page of the standing order, and no longer wanted so.
    if (!hadOrder) wantsOrder = false;
    const view = shown(answer.value, part.offset);
    set({ view: isStill ? freeze(view, before) : view, answered: 'answered', watched: watchedNow });
    if (!isInSight(state.view)) isDue = true;
  }
  return {
    subscribe: (listener) => listeners.add(listener),
    getSnapshot: () => state,
    want: (next) => {
      if (next === spec) return;
      const isOther = next.filter !== spec.filter || next.groupBy !== spec.groupBy;
      spec = next;
      wantsOrder = true;
      if (isOther) {
        sight = { first: 0, last: 0 };
        set({ ...state, answered: 'asking' });
      }
      run();
    },
    look: (from, to) => {
      sight = { first: from, last: to };
      if (!isInSight(state.view)) run();
    },
    keepStill: (still) => {
      if (still === isStill) return;
      isStill = still;
      if (still) set({ ...state, view: freeze(state.view, desk()) });
      else run();
    },
    letGo: () => {
      wantsOrder = true;
      run();
    },
    watch: (alarm) => {
      if (alarm === watched) return;
      watched = alarm;
      set({ ...state, watched: null });
      if (alarm !== null) run();
    },
    changed: run,
    take: (alarms) => {
      set({ ...state, view: withAlarms(state.view, alarms, fitsInto(spec.filter.show)), watched: alarms.find(({ id }) => id === watched) ?? state.watched });
    },
    alarmsOf: async (group, near, most) => {
      const { filter, groupBy } = spec;
      const opened = [...spec.opened.filter((key) => key !== group), group].slice(-100);
      for (const start of [Math.max(0, near - 50), 0]) {
        const found: Alarm[] = [];
        let hasBegun = false;
        for (let offset = start; found.length < most; offset += 300) {
          const answer = await ask({ filter, groupBy, opened, offset, limit: 300, also: [] });
          if (!answer.ok) return null;
          const own = answer.value.rows.flatMap((row) => (row.kind === 'alarm' && row.group === group ? [row.alarm] : []));
          found.push(...own);
          hasBegun ||= own.length > 0 || answer.value.rows.some((row) => row.kind === 'group' && row.key === group);
          const last = answer.value.rows.at(-1);
          const goesOn = hasBegun ? last?.kind === 'alarm' && last.group === group : start === 0;
          if (last === undefined || answer.value.rows.length < 300 || (!goesOn && !(last.kind === 'group' && last.key === group))) break;
        }
        if (found.length > 0) return found.slice(0, most);
      }
      return [];
    },
    start: () => {
      isRunning = true;
      run();
      return () => {
        isRunning = false;
        isResting = false;
        cancel();
      };
    },
  };
}
