import type { Refusal, Steerer } from '../ptz/hand.ts';
import type { HeadNote } from '../ptz/head.ts';
import type { PtzHolder } from '../ptz/wire.ts';
import type { Clock } from './clock.ts';

const KEPT_MAX = 20_000;

/** One thing that was done to a head, refused, or that happened to it. Times with a fraction, the server's clock. */
export interface PtzRecordEntry {
  /** Rises by one. */
  readonly seq: number;
  readonly receivedUtcMs: number;
  readonly cameraId: string;
  /** The act, or what happened by itself: dead-man, idle, taken, gone, loan-ended, ask-expired. */
  readonly what: string;
  readonly detail?: object;
  readonly personId: string | null;
  readonly level: number | null;
  readonly connection?: string;
  /** Why it was refused; absent: done. */
  readonly code?: string;
}

/** Everything done to heads since the start, newest last; the oldest of very many are let go. */
export interface PtzRecord {
  readonly act: (cameraId: string, who: Steerer, what: string, detail: object, refused: Refusal | null) => void;
  readonly note: (cameraId: string, note: HeadNote, who: PtzHolder | null) => void;
  readonly after: (seq: number) => readonly PtzRecordEntry[];
}

export function createPtzRecord(clock: Clock): PtzRecord {
  const entries: PtzRecordEntry[] = [];
  let seq = 0;
  const keep = (entry: Omit<PtzRecordEntry, 'seq' | 'receivedUtcMs'>): void => {
    seq += 1;
    entries.push({ seq, receivedUtcMs: clock.nowUtcMs(), ...entry });
    if (entries.length > KEPT_MAX) entries.splice(0, entries.length - KEPT_MAX / 2);
  };
  return {
    act: (cameraId, { holder, connection }, what, detail, refused) =>
      keep({ cameraId, what, detail, personId: holder.personId, level: holder.level, connection, ...(refused === null ? {} : { code: refused.code }) }),
    note: (cameraId, note, who) => keep({ cameraId, what: note, personId: who?.personId ?? null, level: who?.level ?? null }),
    after: (from) => entries.filter((entry) => entry.seq > from),
  };
}
