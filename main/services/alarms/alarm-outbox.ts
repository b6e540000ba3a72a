import { assertNever, err, ok, type AppError, type Result } from '@contract/domain/result.ts';
import type { AlarmId, UtcMs } from '@contract/domain/units.ts';
import type { OutboxRecord } from '@contract/state/slices.ts';
import { NO_BACK_OFF, nextBackOff } from '../../platform/back-off.ts';
import type { Cancel, Timers } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import type { SliceStore } from '../../state/slice-store.ts';
import type { OutboxItem, WaitingWork } from '../../storage/alarm-record.ts';
import type { AlarmActOutcome } from '../../vms/alarm-ports.ts';
import type { AlarmKeeper } from './alarm-keeper.ts';

/** What was asked in one request; `title`: as it is told, '' for that of its alarm. */
export type WaitingItem = Pick<OutboxItem, 'alarm' | 'version' | 'work' | 'title'>;

export interface AlarmOutboxEnvironment {
  readonly keeper: Pick<AlarmKeeper, 'write'>;
  readonly shown: SliceStore<OutboxRecord>;
  /** Sends what has one key; what became of each. */
  readonly send: (batch: readonly OutboxItem[]) => Promise<Result<readonly Pick<AlarmActOutcome, 'alarm' | 'error'>[]>>;
  readonly uuid: () => string;
  readonly nowUtcMs: () => UtcMs;
  readonly timers: Timers;
  /** Answers 0..1. */
  readonly random: () => number;
  readonly log: Log;
}

/** Work that waits for the server, kept over a restart; sent in the order they were made, one request at a time. */
export interface AlarmOutbox {
  readonly load: (items: readonly OutboxItem[]) => void;
  /** Code app/too-many-requests: more wait already than anybody makes by hand. */
  readonly add: (key: string, items: readonly WaitingItem[]) => Result<null>;
  readonly isWaiting: () => boolean;
  /** Sends what waits, now. */
  readonly flush: () => void;
  /** The person read what became of it. Code app/invalid-input: it waits still, or is not there. */
  readonly read: (id: string) => Result<null>;
  readonly items: () => readonly OutboxItem[];
  readonly clear: () => void;
}

const WAITING_MAX = 5_000;

/** Whether the same request may be taken later. */
export const mayBeTakenLater = ({ code, retryable }: AppError): boolean => retryable || code === 'session/expired' || code === 'session/not-signed-in' || code === 'tier/unreachable';

/** The wait of a step begins for the server when the step before reaches it. */
const maySettleLater = (error: AppError): boolean => mayBeTakenLater(error) || error.code === 'procedure/too-early';

function actOf(work: WaitingWork): OutboxRecord['act'] {
  switch (work.kind) {
    case 'acts':
      return work.acts[0]?.kind ?? 'note';
    case 'run':
      return work.act.kind === 'start' ? 'procedure-start' : 'procedure-step';
    case 'task-state':
      return 'task-answer';
    default:
      return assertNever(work);
  }
}
const recordOf = ({ id, alarm, title, work, madeUtcMs, state, code }: OutboxItem): OutboxRecord => ({ id, alarm, title, act: actOf(work), madeUtcMs, state, code });

export function createAlarmOutbox(environment: AlarmOutboxEnvironment): AlarmOutbox {
  const { keeper, shown, timers, log } = environment;
  let items: readonly OutboxItem[] = [];
  let generation = 0;
  let isSending = false;
  let backOff = NO_BACK_OFF;
  let cancelRetry: Cancel | null = null;

  const put = (changed: readonly OutboxItem[]): void => {
    if (changed.length === 0) return;
    const byId = new Map(changed.map((item) => [item.id, item]));
    const known = new Set(items.map(({ id }) => id));
    items = [...items.map((item) => byId.get(item.id) ?? item), ...changed.filter(({ id }) => !known.has(id))];
    keeper.write((out) => changed.forEach(out.putOutbox));
    shown.put(...changed.map(recordOf));
  };

  const firstWaiting = (): readonly OutboxItem[] => {
    const key = items.find(({ state }) => state === 'waiting')?.key;
    return items.filter((item) => item.state === 'waiting' && item.key === key);
  };

  const retryLater = (error: AppError): void => {
    const next = nextBackOff(backOff, 0, environment.random);
    backOff = next.backOff;
    cancelRetry?.();
    cancelRetry = timers.after(Math.max(error.retryAfterMs ?? 0, next.delayMs), flush);
  };

  const settle = (batch: readonly OutboxItem[], answer: Awaited<ReturnType<AlarmOutboxEnvironment['send']>>): void => {
    const errorOf = (alarm: AlarmId): AppError | null => (answer.ok ? (answer.value.find((outcome) => outcome.alarm === alarm)?.error ?? null) : answer.error);
    put(
      batch.map((item) => {
        const error = errorOf(item.alarm);
        return { ...item, state: error === null ? ('done' as const) : ('refused' as const), code: error?.code ?? null };
      }),
    );
  };

  const sendAll = async (started: number): Promise<void> => {
    for (let batch = firstWaiting(); batch.length > 0; batch = firstWaiting()) {
      const answer = await environment.send(batch);
      if (started !== generation) return;
      if (!answer.ok && maySettleLater(answer.error)) return retryLater(answer.error);
      backOff = NO_BACK_OFF;
      log.info('alarms.outbox-sent', { acts: batch.length, code: answer.ok ? null : answer.error.code });
      settle(batch, answer);
    }
  };

  const flush = (): void => {
    if (isSending) return;
    cancelRetry?.();
    cancelRetry = null;
    isSending = true;
    const started = generation;
    void sendAll(started).finally(() => {
      if (started === generation) isSending = false;
    });
  };

  return {
    load: (kept) => {
      items = kept;
      shown.replaceAll(kept.map(recordOf));
    },
    add: (key, added) => {
      if (items.length + added.length > WAITING_MAX) return err('app/too-many-requests');
      const madeUtcMs = environment.nowUtcMs();
      put(added.map((item) => ({ ...item, id: environment.uuid(), key, madeUtcMs, state: 'waiting', code: null })));
      return ok(null);
    },
    isWaiting: () => items.some(({ state }) => state === 'waiting'),
    flush,
    read: (id) => {
      const item = items.find((one) => one.id === id);
      if (item === undefined || item.state === 'waiting') return err('app/invalid-input');
      items = items.filter((one) => one !== item);
      keeper.write((out) => out.dropOutbox(id));
      shown.remove(id);
      return ok(null);
    },
    items: () => items,
    clear: () => {
      generation += 1;
      isSending = false;
      backOff = NO_BACK_OFF;
      cancelRetry?.();
      cancelRetry = null;
      items = [];
      shown.replaceAll([]);
    },
  };
}
