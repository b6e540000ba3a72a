import type { City } from '../city/make-city.ts';
import { hashText } from '../city/random.ts';
import type { Camera, CameraState } from './api-types.ts';
import type { Clip, ClipProfile } from './clips.ts';
import type { Clock } from './clock.ts';
import type { FaultBoard } from './fault-board.ts';
import type { Pacer } from './pacer.ts';
import type { LoopTiming } from './pacing.ts';
import { suitingClips } from './suiting-clips.ts';

/** What a camera sees: a clip's profile and where in its loop the camera is. */
export interface Footage {
  readonly source: ClipProfile;
  readonly timing: LoopTiming;
}

/** The cameras in the streets, the same ones for every tier that looks at them. */
export interface World {
  /** With the stream profiles of the clip each camera shows. */
  readonly city: City;
  readonly faults: FaultBoard;
  readonly pacer: Pacer;
  readonly footageOf: (camera: Camera, profile: 'main' | 'sub') => Footage;
  /** Null when the camera is not out of service. */
  readonly brokenSinceUtcMs: (cameraId: string) => number | null;
  readonly stateOf: (cameraId: string) => CameraState;
}

export interface WorldParts {
  readonly city: City;
  readonly clips: readonly Clip[];
  /** Clips that belong to one camera only, by camera id. */
  readonly ownClips: ReadonlyMap<string, Clip>;
  readonly clock: Clock;
  readonly faults: FaultBoard;
  readonly pacer: Pacer;
}

/** `clips` must not be empty. */
export function createWorld({ city, clips, ownClips, clock, faults, pacer }: WorldParts): World {
  const startUtcMs = Math.floor(clock.nowUtcMs());
  const clipOf = (camera: Camera): Clip => {
    const choice = suitingClips(camera, clips);
    const clip = ownClips.get(camera.id) ?? choice[hashText(`clip ${camera.id}`) % choice.length];
    if (clip === undefined) throw new Error('no clips');
    return clip;
  };
  const brokenSinceUtcMs = (cameraId: string): number | null => {
    const forMs = city.brokenForMs.get(cameraId);
    return forMs === undefined ? null : startUtcMs - forMs;
  };
  return {
    city: {
      ...city,
      cameras: city.cameras.map((camera) => {
        const clip = clipOf(camera);
        return { ...camera, streams: [clip.main, clip.sub].map(({ profile, codec, widthPx, heightPx, frameRate, bitrateKbps }) => ({ profile, codec, widthPx, heightPx, frameRate, bitrateKbps })) };
      }),
    },
    faults,
    pacer,
    footageOf: (camera, profile) => {
      const clip = clipOf(camera);
      const source = clip[profile];
      const phaseMs = ownClips.has(camera.id) ? 0 : hashText(`phase ${camera.id}`) % Math.round(clip.loopMs);
      return { source, timing: { loopMs: clip.loopMs, frameRate: source.frameRate, units: source.units.length, keyEvery: source.keyEvery, phaseMs } };
    },
    brokenSinceUtcMs,
    stateOf: (cameraId) => {
      const broken = brokenSinceUtcMs(cameraId);
      if (broken !== null) return { cameraId, state: 'broken', sinceUtcMs: broken };
      const fault = faults.of(cameraId);
      if (fault?.kind === 'cut') return { cameraId, state: 'lost', sinceUtcMs: Math.floor(fault.sinceUtcMs) };
      return { cameraId, state: 'working', sinceUtcMs: startUtcMs };
    },
  };
}
