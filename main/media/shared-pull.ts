import type { ErrorCode } from '@contract/domain/error-code.ts';
import type { ProfileName, StreamStatus } from '@contract/domain/stream.ts';
import type { CameraId } from '@contract/domain/units.ts';
import { createGopCache } from './gop-cache.ts';
import type { LiveTransport, LiveUnit, Pull } from './transports/transport.ts';

/** A tile's side of a shared pull. */
export interface Viewer {
  readonly onStatus: (status: StreamStatus) => void;
  readonly onUnit: (unit: LiveUnit) => void;
}

/** One camera profile, pulled from the VMS once however many tiles show it. */
export interface SharedPull {
  /** Tells the viewer the status at once, then the units since the last key frame. Answers the release. */
  readonly add: (viewer: Viewer) => () => void;
  readonly viewers: () => number;
  /** Pulls through this transport from now on. */
  readonly connect: (transport: LiveTransport) => void;
  /** Lets go of the transport and of all pictures. */
  readonly disconnect: (status: StreamStatus) => void;
  readonly requestKeyFrame: () => void;
}

export function createSharedPull(camera: CameraId, profile: ProfileName, whyNot: ErrorCode): SharedPull {
  const cache = createGopCache();
  /** True: the viewer has not had a key frame yet, so units after one are of no use to it. */
  const viewers = new Map<Viewer, { waitsForKey: boolean }>();
  let status: StreamStatus = { kind: 'unreachable', code: whyNot };
  let pull: Pull | null = null;

  const setStatus = (now: StreamStatus): void => {
    if (now.kind !== 'open') {
      cache.clear();
      for (const place of viewers.values()) place.waitsForKey = true;
    }
    if (sameStatus(now, status)) return;
    status = now;
    for (const viewer of viewers.keys()) viewer.onStatus(now);
  };

  const onUnit = (unit: LiveUnit): void => {
    cache.add(unit);
    let useless = false;
    for (const [viewer, place] of viewers) {
      if (unit.key) place.waitsForKey = false;
      if (place.waitsForKey) useless = true;
      else viewer.onUnit(unit);
    }
    if (useless) pull?.requestKeyFrame();
  };

  const release = (): void => {
    pull?.close();
    pull = null;
    cache.clear();
  };

  return {
    add: (viewer) => {
      viewer.onStatus(status);
      const units = cache.units();
      for (const unit of units) viewer.onUnit(unit);
      viewers.set(viewer, { waitsForKey: units.length === 0 });
      if (units.length === 0 && status.kind === 'open') pull?.requestKeyFrame();
      return () => void viewers.delete(viewer);
    },
    viewers: () => viewers.size,
    connect: (transport) => {
      release();
      pull = transport.open(camera, profile, { onStatus: setStatus, onUnit });
    },
    disconnect: (now) => {
      release();
      setStatus(now);
    },
    requestKeyFrame: () => pull?.requestKeyFrame(),
  };
}

function sameStatus(a: StreamStatus, b: StreamStatus): boolean {
  if (a.kind !== b.kind || a.kind === 'open') return false;
  return ('code' in a ? a.code : null) === ('code' in b ? b.code : null);
}
