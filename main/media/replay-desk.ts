import { err, ok, type Result } from '@contract/domain/result.ts';
import type { StreamId } from '@contract/domain/units.ts';
import type { Cancel, Timers } from '../platform/clock.ts';

export interface ReplayStarted {
  readonly stream: StreamId;
  readonly fromUtcMs: number;
  readonly untilUtcMs: number;
}

type Place = { readonly window: number; readonly waiting: null } | { readonly window: number; readonly waiting: { readonly settle: (result: Result<ReplayStarted>) => void; readonly cancel: Cancel } };

/** Replays asked of the gateway and not let go of, by stream. */
export interface ReplayDesk {
  /** Resolves with the gateway's answer, 2 s being the limit unless told otherwise. Codes: replay/nothing-kept, stream/gateway-down. */
  readonly ask: (stream: StreamId, window: number, limitMs?: number) => Promise<Result<ReplayStarted>>;
  readonly answer: (stream: StreamId, span: { readonly fromUtcMs: number; readonly untilUtcMs: number } | null) => void;
  readonly has: (window: number, stream: StreamId) => boolean;
  /** False: not a replay of this window. */
  readonly remove: (window: number, stream: StreamId) => boolean;
  readonly removeWindow: (window: number) => void;
  readonly clear: () => void;
  readonly countOf: (window: number) => number;
}

const ANSWER_LIMIT_MS = 2000;

export function createReplayDesk(timers: Timers): ReplayDesk {
  const places = new Map<StreamId, Place>();

  const settle = (stream: StreamId, result: Result<ReplayStarted>): void => {
    const waiting = places.get(stream)?.waiting ?? null;
    if (waiting === null) return;
    waiting.cancel();
    waiting.settle(result);
  };
  const drop = (stream: StreamId): boolean => {
    settle(stream, err('stream/gateway-down', { retryable: true }));
    return places.delete(stream);
  };
  const streamsOf = (window: number): readonly StreamId[] => [...places].flatMap(([stream, place]) => (place.window === window ? [stream] : []));

  return {
    ask: (stream, window, limitMs = ANSWER_LIMIT_MS) =>
      new Promise((resolve) => {
        places.set(stream, { window, waiting: { settle: resolve, cancel: timers.after(limitMs, () => drop(stream)) } });
      }),
    answer: (stream, span) => {
      const place = places.get(stream);
      if (place === undefined || place.waiting === null) return;
      settle(stream, span === null ? err('replay/nothing-kept') : ok({ stream, ...span }));
      if (span === null) places.delete(stream);
      else places.set(stream, { window: place.window, waiting: null });
    },
    has: (window, stream) => places.get(stream)?.window === window,
    remove: (window, stream) => places.get(stream)?.window === window && drop(stream),
    removeWindow: (window) => streamsOf(window).forEach(drop),
    clear: () => [...places.keys()].forEach(drop),
    countOf: (window) => streamsOf(window).length,
  };
}
