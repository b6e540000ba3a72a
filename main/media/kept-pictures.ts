import type { CameraId } from '@contract/domain/units.ts';
import type { ProfileName } from '@contract/domain/stream.ts';
import type { Clock } from '../platform/clock.ts';
import type { LiveUnit, PullStatus } from './transports/transport.ts';

export type OpenStatus = Extract<PullStatus, { readonly kind: 'open' }>;

/** A key unit and what follows it, as they came. Grows at its end while it is the newest. */
export interface KeptGroup {
  readonly profile: ProfileName;
  readonly open: OpenStatus;
  readonly units: readonly LiveUnit[];
}

/** Groups of one camera, taken out for a replay. They stay in memory until released; `release` may be called twice. */
export interface TakenGroups {
  /** As they came: those of two profiles may overlap in time. */
  readonly groups: readonly KeptGroup[];
  readonly release: () => void;
}

/** The last minute of every camera that is pulled, for replay. Units are kept as they came, without a copy. */
export interface KeptPictures {
  readonly add: (camera: CameraId, profile: ProfileName, open: OpenStatus, unit: LiveUnit) => void;
  /** What comes next does not go on from what came before. */
  readonly breakOff: (camera: CameraId, profile: ProfileName) => void;
  /** Cameras nobody looks at are the first to be dropped when memory runs out, the longest unseen before the others. */
  readonly setViewed: (camera: CameraId, isViewed: boolean) => void;
  /** Null: nothing is kept. */
  readonly take: (camera: CameraId) => TakenGroups | null;
  readonly drop: (camera: CameraId) => void;
  readonly dropAll: () => void;
  readonly size: () => { readonly cameras: number; readonly bytes: number };
}

interface Group {
  readonly profile: ProfileName;
  readonly open: OpenStatus;
  readonly units: LiveUnit[];
  bytes: number;
  /** Arrival of its newest unit. */
  newestMonoMs: number;
  isKept: boolean;
  /** Replays that hold it. */
  holders: number;
}

interface KeptCamera {
  readonly groups: Group[];
  /** The group that grows, by profile. */
  readonly growing: Map<ProfileName, Group>;
  isViewed: boolean;
  unseenSinceMonoMs: number;
}

const KEEP_MS = 60_000;
const MAX_BYTES = 256 * 1024 * 1024;
/** A group that grows above this (a source that sends no key frame for minutes) is dropped as a whole. */
const MAX_GROUP_BYTES = 16 * 1024 * 1024;

export function createKeptPictures(clock: Clock, maxBytes = MAX_BYTES, maxGroupBytes = MAX_GROUP_BYTES): KeptPictures {
  const cameras = new Map<CameraId, KeptCamera>();
  let bytes = 0;

  const letGo = (group: Group): void => {
    if (!group.isKept && group.holders === 0) bytes -= group.bytes;
  };

  /** Takes a group out of the camera's list; its memory is free once no replay holds it. */
  const dropGroup = (kept: KeptCamera, index: number): void => {
    const [group] = kept.groups.splice(index, 1);
    if (group === undefined) return;
    if (kept.growing.get(group.profile) === group) kept.growing.delete(group.profile);
    group.isKept = false;
    letGo(group);
  };

  const dropOld = (kept: KeptCamera, nowMonoMs: number): void => {
    for (let oldest = kept.groups[0]; oldest !== undefined && nowMonoMs - oldest.newestMonoMs > KEEP_MS; oldest = kept.groups[0]) dropGroup(kept, 0);
  };

  /** Whose oldest group goes first. */
  const poorest = (): KeptCamera | null => {
    let found: KeptCamera | null = null;
    for (const kept of cameras.values()) {
      if (kept.groups.length > 0 && (found === null || goesBefore(kept, found))) found = kept;
    }
    return found;
  };

  const makeRoom = (): void => {
    while (bytes > maxBytes) {
      const kept = poorest();
      if (kept === null) return;
      dropGroup(kept, 0);
    }
  };

  const dropCamera = (camera: CameraId): void => {
    const kept = cameras.get(camera);
    if (kept === undefined) return;
    while (kept.groups.length > 0) dropGroup(kept, 0);
    cameras.delete(camera);
  };

  const keptOf = (camera: CameraId): KeptCamera => {
    const known = cameras.get(camera);
    if (known !== undefined) return known;
    const kept: KeptCamera = { groups: [], growing: new Map(), isViewed: false, unseenSinceMonoMs: clock.monoMs() };
    cameras.set(camera, kept);
    return kept;
  };

  return {
    add: (camera, profile, open, unit) => {
      const kept = keptOf(camera);
      const nowMonoMs = clock.monoMs();
      let group = kept.growing.get(profile);
      if (unit.key) {
        dropOld(kept, nowMonoMs);
        group = { profile, open, units: [], bytes: 0, newestMonoMs: nowMonoMs, isKept: true, holders: 0 };
        kept.groups.push(group);
        kept.growing.set(profile, group);
      } else if (group === undefined) return;
      const before = group.units[group.units.length - 1];
      // A unit is missing: what follows cannot be decoded before the next key frame.
      if (before !== undefined && unit.sequence !== (before.sequence + 1) >>> 0) return void kept.growing.delete(profile);
      group.units.push(unit);
      group.bytes += unit.data.byteLength;
      group.newestMonoMs = nowMonoMs;
      bytes += unit.data.byteLength;
      if (group.bytes > maxGroupBytes) dropGroup(kept, kept.groups.indexOf(group));
      if (bytes > maxBytes) makeRoom();
    },
    breakOff: (camera, profile) => void cameras.get(camera)?.growing.delete(profile),
    setViewed: (camera, isViewed) => {
      const kept = keptOf(camera);
      kept.isViewed = isViewed;
      kept.unseenSinceMonoMs = clock.monoMs();
    },
    take: (camera) => {
      const kept = cameras.get(camera);
      if (kept === undefined) return null;
      dropOld(kept, clock.monoMs());
      if (kept.groups.length === 0) return null;
      const held = [...kept.groups];
      for (const group of held) group.holders += 1;
      return {
        groups: held,
        release: () => {
          for (const group of held.splice(0)) {
            group.holders -= 1;
            letGo(group);
          }
        },
      };
    },
    drop: dropCamera,
    dropAll: () => {
      for (const camera of [...cameras.keys()]) dropCamera(camera);
    },
    size: () => ({ cameras: [...cameras.values()].filter(({ groups }) => groups.length > 0).length, bytes }),
  };
}

function goesBefore(one: KeptCamera, other: KeptCamera): boolean {
  if (one.isViewed !== other.isViewed) return other.isViewed;
  if (!one.isViewed && one.unseenSinceMonoMs !== other.unseenSinceMonoMs) return one.unseenSinceMonoMs < other.unseenSinceMonoMs;
  return (one.groups[0]?.newestMonoMs ?? 0) < (other.groups[0]?.newestMonoMs ?? 0);
}
