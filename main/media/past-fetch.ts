import type { ErrorCode } from '@contract/domain/error-code.ts';
import type { ProfileName } from '@contract/domain/stream.ts';
import type { CameraId } from '@contract/domain/units.ts';
import type { Timers } from '../platform/clock.ts';
import type { KeptGroup, OpenStatus, TakenGroups } from './kept-pictures.ts';
import type { LiveTransport, LiveUnit, PastSpan } from './transports/transport.ts';

/** A server that has not sent all by then is not waited for. */
export const FETCH_LIMIT_MS = 5_000;
/** What came by then is all that is shown. */
const MAX_BYTES = 24 * 1024 * 1024;

export interface PastFetch {
  readonly transport: LiveTransport | null;
  readonly camera: CameraId;
  readonly profile: ProfileName;
  readonly span: PastSpan;
  readonly timers: Timers;
  /** Once, unless cancelled; null: the server has nothing of it, or did not answer. */
  readonly onDone: (taken: TakenGroups | null, why: ErrorCode | null) => void;
}

/** Asks the server for recorded pictures and gathers them in groups, as a replay takes them. Answers the cancelling, which may be called late. */
export function fetchPast({ transport, camera, profile, span, timers, onDone }: PastFetch): () => void {
  const groups: { readonly profile: ProfileName; readonly open: OpenStatus; readonly units: LiveUnit[] }[] = [];
  let open: OpenStatus | null = null;
  let nextSequence = -1;
  let bytes = 0;
  let isDone = false;

  const stop = (): void => {
    isDone = true;
    cancelLimit();
    pull?.close();
  };
  const done = (why: ErrorCode | null): void => {
    if (isDone) return;
    stop();
    const taken: readonly KeptGroup[] = groups;
    onDone(taken.length === 0 ? null : { groups: taken, release: () => void groups.splice(0) }, why);
  };
  const onUnit = (unit: LiveUnit): void => {
    if (isDone || open === null) return;
    if (unit.key) groups.push({ profile, open, units: [] });
    const group = groups[groups.length - 1];
    // Of no use without the units before it.
    if (group === undefined || (!unit.key && unit.sequence !== nextSequence)) return;
    nextSequence = unit.sequence + 1;
    group.units.push(unit);
    bytes += unit.data.byteLength;
    if (bytes > MAX_BYTES) done(null);
  };
  const cancelLimit = timers.after(FETCH_LIMIT_MS, () => done('tier/unreachable'));
  let pull: { readonly close: () => void } | null = null;
  if (transport?.openPast === undefined) done('replay/nothing-kept');
  else pull = transport.openPast(camera, profile, span, { onOpen: (status) => void (open = status), onUnit, onEnd: done });
  return () => {
    if (!isDone) stop();
  };
}
