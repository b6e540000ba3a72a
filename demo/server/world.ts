import type { City } from '../city/make-city.ts';
import { hashText } from '../city/random.ts';
import type { Camera, CameraState } from './api-types.ts';
import type { Clip, ClipProfile, Sound } from './clips.ts';
import type { Clock } from './clock.ts';
import type { FaultBoard } from './fault-board.ts';
import type { Pacer } from './pacer.ts';
import type { LoopTiming } from './pacing.ts';
import { createStreamBoard, type StreamBoard } from './stream-board.ts';
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
  readonly streams: StreamBoard;
  /** Throws for a profile that is not among the camera's streams. */
  readonly footageOf: (camera: Camera, profile: 'main' | 'sub') => Footage;
  /** Null: the camera has no sound. */
  readonly soundOf: (camera: Camera) => Sound | null;
  /** Null when the camera is not out of service. */
  readonly brokenSinceUtcMs: (cameraId: string) => number | null;
  readonly stateOf: (cameraId: string) => CameraState;
}

export interface WorldParts {
  readonly city: City;
  readonly clips: readonly Clip[];
  /** Clips of single cameras, by camera id. */
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
        const streams = [clip.main, clip.sub].flatMap((profile) => (profile === undefined ? [] : [offered(profile)]));
        return { ...camera, streams, ...(clip.sound === undefined ? {} : { hasAudio: true }) };
      }),
    },
    faults,
    pacer,
    streams: createStreamBoard(clock),
    footageOf: (camera, profile) => {
      const clip = clipOf(camera);
      const source = clip[profile];
      if (source === undefined) throw new Error(`camera ${camera.id} has no ${profile} stream`);
      const phaseMs = ownClips.has(camera.id) ? 0 : hashText(`phase ${camera.id}`) % Math.round(clip.loopMs);
      return { source, timing: { loopMs: clip.loopMs, frameRate: source.frameRate, units: source.units.length, keyEvery: source.keyEvery, phaseMs } };
    },
    soundOf: (camera) => clipOf(camera).sound ?? null,
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

/** A profile as the directory lists it. */
function offered({ profile, codec, format, widthPx, heightPx, frameRate, bitrateKbps }: ClipProfile): Camera['streams'][number] {
  return { profile, codec, ...(format === 'annexb' ? {} : { format }), widthPx, heightPx, frameRate, bitrateKbps };
}
