import type { ErrorCode } from '@contract/domain/error-code.ts';
import { PACES, STILL_EVERY_S, type Pace, type ProfileName } from '@contract/domain/stream.ts';
import type { CameraId } from '@contract/domain/units.ts';
import type { Clock } from '../platform/clock.ts';
import { createGopCache } from './gop-cache.ts';
import type { KeptPictures } from './kept-pictures.ts';
import type { LiveTransport, LiveUnit, Pull, PullStatus } from './transports/transport.ts';

/** A tile's side of a shared pull. `preroll` overrules the unit's own. */
export interface Viewer {
  readonly onStatus: (status: PullStatus) => void;
  /** `isNext`: the unit follows the one given before as it does at the server; false where units were left out on purpose. */
  readonly onUnit: (unit: LiveUnit, preroll: boolean, isNext: boolean) => void;
  readonly onAudio: (captureUtcUs: number, data: ArrayBuffer) => void;
}

/** What a viewer takes of the pull. */
export interface Share {
  readonly pace: Pace;
  readonly audio: boolean;
}

/** A viewer's place at a pull. */
export interface Seat {
  readonly set: (share: Share) => void;
  readonly requestKeyFrame: () => void;
  /** The viewer hears nothing more; may be called twice. */
  readonly leave: () => void;
}

/** One camera profile, pulled from the VMS once however many tiles show it, at the fastest pace any of them has. */
export interface SharedPull {
  readonly camera: CameraId;
  /** Tells the viewer the status at once, then the units since the last key frame. */
  readonly add: (viewer: Viewer, share: Share) => Seat;
  readonly viewers: () => number;
  /** Pulls through this transport from now on. */
  readonly connect: (transport: LiveTransport) => void;
  /** Lets go of the transport and of the pictures of now. */
  readonly disconnect: (status: PullStatus) => void;
}

export interface SharedPullOptions {
  readonly camera: CameraId;
  readonly profile: ProfileName;
  /** Why there is no picture before a transport is there. */
  readonly whyNot: ErrorCode;
  /** What the first viewer takes. */
  readonly share: Share;
  readonly clock: Clock;
  readonly kept: KeptPictures;
}

interface Place {
  share: Share;
  /** It has had no key frame yet, or left units out: those after one are of no use to it. */
  waitsForKey: boolean;
  /** Since when it waits for its very first unit; null: it has had one. */
  newSinceMonoMs: number | null;
  /** Units were left out since the last one it got. */
  leftOut: boolean;
  /** When it got its last still. */
  stillMonoMs: number;
}

/** A still may come so much early: key frames come when the camera sends them. */
const STILL_AFTER_MS = STILL_EVERY_S * 1000 - 500;

/** A viewer without its first key frame for this long is shown that pictures come. */
const KEY_PATIENCE_MS = 1_500;

export function createSharedPull({ camera, profile, whyNot, share: firstShare, clock, kept }: SharedPullOptions): SharedPull {
  const cache = createGopCache();
  const viewers = new Map<Viewer, Place>();
  let status: PullStatus = { kind: 'unreachable', code: whyNot };
  let pull: Pull | null = null;
  let asked = firstShare;
  /** The source left units out until now: nothing before the next key unit can be decoded. */
  let needsKey = false;

  const leaveOut = (): void => {
    for (const place of viewers.values()) {
      place.waitsForKey = true;
      place.leftOut = true;
    }
  };

  const setStatus = (now: PullStatus): void => {
    if (now.kind !== 'open') {
      cache.clear();
      kept.breakOff(camera, profile);
      needsKey = false;
      leaveOut();
    }
    if (sameStatus(now, status)) return;
    status = now;
    for (const viewer of [...viewers.keys()]) viewer.onStatus(now);
  };

  const give = (viewer: Viewer, place: Place, unit: LiveUnit, preroll: boolean): void => {
    const isNext = !place.leftOut;
    place.leftOut = false;
    place.newSinceMonoMs = null;
    viewer.onUnit(unit, preroll, isNext);
  };

  /** True: the viewer would like a key frame before its time. */
  const offer = (viewer: Viewer, place: Place, unit: LiveUnit): boolean => {
    const { pace } = place.share;
    if (!unit.key && pace === 'full' && place.newSinceMonoMs !== null && clock.monoMs() - place.newSinceMonoMs > KEY_PATIENCE_MS) {
      // Of no use, but it tells a viewer who begins here that pictures come, and that what lacks is a whole one.
      viewer.onUnit(unit, false, false);
      return true;
    }
    if (!unit.key && (pace !== 'full' || place.waitsForKey)) {
      place.leftOut = true;
      place.waitsForKey = true;
      return pace === 'full';
    }
    if (pace === 'stills' && clock.monoMs() - place.stillMonoMs < STILL_AFTER_MS) {
      place.leftOut = true;
      place.waitsForKey = true;
      return false;
    }
    if (unit.key) {
      place.waitsForKey = false;
      place.stillMonoMs = clock.monoMs();
    }
    give(viewer, place, unit, unit.preroll && pace === 'full');
    return false;
  };

  const onUnit = (unit: LiveUnit): void => {
    if (unit.key) needsKey = false;
    else if (needsKey) {
      leaveOut();
      return pull?.requestKeyFrame();
    }
    cache.add(unit);
    if (status.kind === 'open') kept.add(camera, profile, status, unit);
    let wantsKey = false;
    for (const [viewer, place] of viewers) if (offer(viewer, place, unit)) wantsKey = true;
    if (wantsKey) pull?.requestKeyFrame();
  };

  const onAudio = (captureUtcUs: number, data: ArrayBuffer): void => {
    for (const [viewer, place] of viewers) if (place.share.audio) viewer.onAudio(captureUtcUs, data);
  };

  /** Asks the source for what the viewers take together; as before while there are none, for one may come back. */
  const ask = (): void => {
    if (viewers.size === 0) return;
    const places = [...viewers.values()];
    const wanted: Share = { pace: PACES.find((pace) => places.some(({ share }) => share.pace === pace)) ?? 'full', audio: places.some(({ share }) => share.audio) };
    const before = asked;
    asked = wanted;
    if (wanted.pace !== before.pace) {
      pull?.setPace(wanted.pace);
      if (wanted.pace === 'full' && pull !== null && status.kind === 'open') {
        needsKey = true;
        kept.breakOff(camera, profile);
        pull.requestKeyFrame();
      }
    }
    if (wanted.audio !== before.audio) pull?.setAudio(wanted.audio);
  };

  const release = (): void => {
    pull?.close();
    pull = null;
    cache.clear();
    kept.breakOff(camera, profile);
  };

  /** Brings a new viewer up to now. */
  const catchUp = (viewer: Viewer, place: Place): void => {
    const units = cache.units();
    if (place.share.pace === 'full') units.forEach((unit, index) => give(viewer, place, unit, index < units.length - 1));
    else if (units[0] !== undefined) give(viewer, place, units[0], false);
    if (units.length > 0) place.stillMonoMs = clock.monoMs();
    place.leftOut = units.length === 0 || (units.length > 1 && place.share.pace !== 'full');
    place.waitsForKey = place.leftOut;
    if (units.length === 0 && status.kind === 'open') pull?.requestKeyFrame();
  };

  return {
    camera,
    add: (viewer, share) => {
      const place: Place = { share, waitsForKey: true, newSinceMonoMs: clock.monoMs(), leftOut: true, stillMonoMs: Number.NEGATIVE_INFINITY };
      viewer.onStatus(status);
      viewers.set(viewer, place);
      ask();
      catchUp(viewer, place);
      return {
        set: (next) => {
          place.share = next;
          if (viewers.has(viewer)) ask();
        },
        requestKeyFrame: () => pull?.requestKeyFrame(),
        leave: () => {
          if (viewers.delete(viewer)) ask();
        },
      };
    },
    viewers: () => viewers.size,
    connect: (transport) => {
      release();
      needsKey = false;
      pull = transport.open(camera, profile, asked.pace, { onStatus: setStatus, onUnit, onAudio });
      if (asked.audio) pull.setAudio(true);
    },
    disconnect: (now) => {
      release();
      setStatus(now);
    },
  };
}

function sameStatus(a: PullStatus, b: PullStatus): boolean {
  if (a.kind !== b.kind || a.kind === 'open') return false;
  return ('code' in a ? a.code : null) === ('code' in b ? b.code : null);
}
