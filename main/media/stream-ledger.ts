import { planStreams, type StreamGrant, type StreamPlan, type StreamWish } from '@contract/domain/stream-plan.ts';
import type { StreamDemand, StreamProfile } from '@contract/domain/stream.ts';
import type { CameraId, StreamId } from '@contract/domain/units.ts';

interface Line {
  readonly window: number;
  readonly camera: CameraId;
  demand: StreamDemand;
  grant: StreamGrant;
}

export interface ChangedGrant {
  readonly window: number;
  readonly stream: StreamId;
  readonly grant: StreamGrant;
}

/** How the link is used, as planned. */
export interface PlannedUse {
  readonly wantedKbps: number;
  readonly plannedKbps: number;
  readonly streams: number;
  readonly loweredByLink: number;
  readonly loweredByMachine: number;
}

/** Streams of all windows: what their tiles ask, and what they were given last. */
export interface StreamLedger {
  /** Writes a new stream down with its first grant; null when its tile can show nothing of the camera. The others wait for `replan`. */
  readonly enter: (stream: StreamId, window: number, camera: CameraId, demand: StreamDemand) => StreamGrant | null;
  /** False: not a stream of this window. */
  readonly setDemand: (window: number, stream: StreamId, demand: StreamDemand) => boolean;
  /** False: not a stream of this window. */
  readonly remove: (window: number, stream: StreamId) => boolean;
  readonly removeWindow: (window: number) => void;
  readonly clear: () => void;
  readonly countOf: (window: number) => number;
  /** Plans anew for this budget; answers what changed. */
  readonly replan: (budgetKbps: number) => readonly ChangedGrant[];
  readonly use: () => PlannedUse;
}

/** `budgetKbps` is read at each entry. */
export function createStreamLedger(profilesOf: (camera: CameraId) => readonly StreamProfile[], budgetKbps: () => number): StreamLedger {
  const lines = new Map<StreamId, Line>();
  let wantedKbps = 0;
  let plannedKbps = 0;

  const wishOf = (stream: StreamId, camera: CameraId, demand: StreamDemand): StreamWish => ({ stream, camera, profiles: profilesOf(camera), demand });
  const plan = (more: readonly StreamWish[], budget: number): StreamPlan => {
    const inForce = new Map([...lines].map(([stream, { grant }]) => [stream, grant]));
    const made = planStreams([...[...lines].map(([stream, { camera, demand }]) => wishOf(stream, camera, demand)), ...more], budget, inForce);
    ({ wantedKbps, plannedKbps } = made);
    return made;
  };

  return {
    enter: (stream, window, camera, demand) => {
      const grant = plan([wishOf(stream, camera, demand)], budgetKbps()).grants.get(stream);
      if (grant === undefined) return null;
      lines.set(stream, { window, camera, demand, grant });
      return grant;
    },
    setDemand: (window, stream, demand) => {
      const line = lines.get(stream);
      if (line?.window !== window) return false;
      line.demand = demand;
      return true;
    },
    remove: (window, stream) => lines.get(stream)?.window === window && lines.delete(stream),
    removeWindow: (window) => {
      for (const [stream, line] of lines) if (line.window === window) lines.delete(stream);
    },
    clear: () => lines.clear(),
    countOf: (window) => {
      let count = 0;
      for (const line of lines.values()) if (line.window === window) count += 1;
      return count;
    },
    replan: (budget) => {
      const changed: ChangedGrant[] = [];
      const { grants } = plan([], budget);
      for (const [stream, line] of lines) {
        // A camera that offers nothing playable any more stays as it was: the server refuses what it no longer has.
        const grant = grants.get(stream);
        if (grant === undefined || sameGrant(grant, line.grant)) continue;
        line.grant = grant;
        changed.push({ window: line.window, stream, grant });
      }
      return changed;
    },
    use: () => {
      const grants = [...lines.values()].map(({ grant }) => grant);
      const loweredBy = (cause: StreamGrant['lowered']) => grants.filter(({ lowered }) => lowered === cause).length;
      return { wantedKbps: lines.size === 0 ? 0 : wantedKbps, plannedKbps: lines.size === 0 ? 0 : plannedKbps, streams: lines.size, loweredByLink: loweredBy('link'), loweredByMachine: loweredBy('machine') };
    },
  };
}

const sameGrant = (one: StreamGrant, other: StreamGrant): boolean => one.profile === other.profile && one.pace === other.pace && one.lowered === other.lowered && one.audio === other.audio;
