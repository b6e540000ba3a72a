import type { GatewayToWindow } from '@contract/ipc/media-port.ts';
import { assertNever } from '@contract/domain/result.ts';
import type { StreamId } from '@contract/domain/units.ts';
import type { Cancel, Clock, Timers } from '../platform/clock.ts';
import type { ReplayAct } from './gateway-protocol.ts';
import type { OpenStatus, TakenGroups } from './kept-pictures.ts';
import type { PastSpan } from './transports/transport.ts';
import { replayTimeline, type ReplayUnit } from './replay-timeline.ts';

export interface ReplayOptions {
  readonly stream: StreamId;
  /** Released by `close`. */
  readonly taken: TakenGroups;
  /** The last seconds of what was taken, or the pictures of a time. */
  readonly part: { readonly secondsBack: number } | PastSpan;
  readonly post: (message: GatewayToWindow) => void;
  readonly clock: Clock;
  readonly timers: Timers;
}

/** Kept pictures on their way to one window, in their own time. */
export interface Replay {
  readonly span: { readonly fromUtcMs: number; readonly untilUtcMs: number };
  readonly act: (act: ReplayAct) => void;
  /** The window's decoder needs the picture at hand anew, from its key frame. */
  readonly requestKeyFrame: () => void;
  /** Lets go of the pictures; may be called twice. */
  readonly close: () => void;
}

const REPEAT_PAUSE_MS = 500;

/** Starts playing at once. Null: none of what was taken can be shown; it is released then. */
export function startReplay(options: ReplayOptions): Replay | null {
  const { stream, taken, post, clock, timers } = options;
  const line = replayTimeline(taken.groups);
  const span = 'secondsBack' in options.part ? null : options.part;
  const last = lastAt(line, line.length - 1, ({ unit, isShown }) => isShown && (span === null || unit.captureUtcUs <= span.untilUtcMs * 1000));
  const untilUtcUs = line[last]?.unit.captureUtcUs;
  const fromUtcUs = 'secondsBack' in options.part ? (untilUtcUs ?? 0) - options.part.secondsBack * 1e6 : options.part.fromUtcMs * 1000;
  const first = untilUtcUs === undefined ? -1 : line.findIndex(({ unit, isShown }) => isShown && unit.captureUtcUs >= fromUtcUs);
  const start = line[first];
  if (start === undefined || untilUtcUs === undefined || first > last) {
    taken.release();
    return null;
  }

  let told: OpenStatus | null = null;
  let sequence = 0;
  /** The picture at hand. */
  let at = first;
  /** Playing: the line's time `anchorOffsetMs` was at `anchorMonoMs`. */
  let playing: { anchorMonoMs: number; anchorOffsetMs: number; cancel: Cancel } | null = null;
  let repeatedMonoMs = Number.NEGATIVE_INFINITY;
  let isClosed = false;

  const send = ({ unit, profile, open }: ReplayUnit, preroll: boolean): void => {
    if (told !== open) {
      told = open;
      const { codec, format, widthPx, heightPx, frameRate } = open;
      post({ kind: 'status', stream, status: { kind: 'open', profile, codec, format, widthPx, heightPx, frameRate, pace: 'full', lowered: null, audio: null } });
    }
    post({ kind: 'unit', stream, key: unit.key, preroll, captureUtcUs: unit.captureUtcUs, sequence, data: unit.data });
    sequence = (sequence + 1) >>> 0;
  };

  /** Brings the picture at `index` from its key frame. */
  const show = (index: number): void => {
    at = index;
    const key = lastAt(line, index, ({ unit }) => unit.key);
    for (let place = Math.max(0, key); place <= index; place += 1) {
      const unit = line[place];
      if (unit !== undefined) send(unit, place < index);
    }
  };

  /** Sends on to the next picture that is shown. False: there is none. */
  const next = (): boolean => {
    if (at >= last) return false;
    do {
      at += 1;
      const unit = line[at];
      if (unit === undefined) return false;
      send(unit, !unit.isShown);
      if (unit.isShown) return true;
    } while (at < last);
    return false;
  };

  const pause = (): void => {
    playing?.cancel();
    playing = null;
  };

  const dueMs = (index: number): number => line[index]?.offsetMs ?? 0;

  const nextShown = (): number => {
    let index = at + 1;
    while (index < last && line[index]?.isShown === false) index += 1;
    return index;
  };

  const run = (): void => {
    if (playing === null) return;
    const playedMs = clock.monoMs() - playing.anchorMonoMs + playing.anchorOffsetMs;
    while (at < last && dueMs(nextShown()) <= playedMs) next();
    if (at < last) playing.cancel = timers.after(Math.max(1, dueMs(nextShown()) - playedMs), run);
    else {
      playing = null;
      post({ kind: 'replay-ended', stream });
    }
  };

  const play = (): void => {
    if (playing !== null) return;
    if (at >= last) show(first);
    playing = { anchorMonoMs: clock.monoMs(), anchorOffsetMs: dueMs(at), cancel: () => undefined };
    run();
  };

  const seek = (utcMs: number): void => {
    const wasPlaying = playing !== null;
    pause();
    const target = lastAt(line, last, ({ unit, isShown }) => isShown && unit.captureUtcUs <= utcMs * 1000);
    show(Math.max(first, target));
    if (wasPlaying && at < last) play();
    else if (wasPlaying) post({ kind: 'replay-ended', stream });
  };

  show(first);
  play();

  return {
    span: { fromUtcMs: start.unit.captureUtcUs / 1000, untilUtcMs: untilUtcUs / 1000 },
    act: (act) => {
      if (isClosed) return;
      switch (act.kind) {
        case 'pause':
          return pause();
        case 'play':
          return play();
        case 'step':
          pause();
          if (!next()) post({ kind: 'replay-ended', stream });
          return;
        case 'seek':
          return seek(act.utcMs);
        default:
          assertNever(act);
      }
    },
    requestKeyFrame: () => {
      if (isClosed || clock.monoMs() - repeatedMonoMs < REPEAT_PAUSE_MS) return;
      repeatedMonoMs = clock.monoMs();
      show(at);
    },
    close: () => {
      isClosed = true;
      pause();
      taken.release();
    },
  };
}

/** The last place, `from` or before it, of which `test` is true; -1: none. */
function lastAt(line: readonly ReplayUnit[], from: number, test: (unit: ReplayUnit) => boolean): number {
  for (let index = from; index >= 0; index -= 1) {
    const unit = line[index];
    if (unit !== undefined && test(unit)) return index;
  }
  return -1;
}
