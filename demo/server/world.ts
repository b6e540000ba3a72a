import type { CameraSource } from '../city/camera-source.ts';
import type { City } from '../city/make-city.ts';
import { hashText } from '../city/random.ts';
import { streetsOf } from '../city/streets.ts';
import { buildingsOf, type Building } from '../city/walls.ts';
import type { Camera, CameraState, StateChange } from './api-types.ts';
import type { Clip, ClipProfile, Sound } from './clips.ts';
import type { Clock } from './clock.ts';
import type { FaultBoard } from './fault-board.ts';
import { createForces, type Forces } from './forces.ts';
import type { Pacer } from './pacer.ts';
import type { LoopTiming } from './pacing.ts';
import { createStateBoard, HISTORY_MAX, historyBefore, type StateBoard } from './state-board.ts';
import { createStreamBoard, type StreamBoard } from './stream-board.ts';
import { suitingClips } from './suiting-clips.ts';

/** What a camera sees: a clip's profile and where in its loop the camera is. */
export interface Footage {
  readonly source: ClipProfile;
  readonly timing: LoopTiming;
  /** Of footage that is made as it happens, the number of the newest picture there is; null: none yet. Whoever makes it wakes the pacer. */
  readonly newest?: () => number | null;
}

/** The cameras in the streets, the same ones for every tier that looks at them. */
export interface World {
  /** With the stream profiles of the clip each camera shows. */
  readonly city: City;
  /** The cameras of the country beyond the city, made when asked for. */
  readonly country: CameraSource;
  readonly faults: FaultBoard;
  readonly pacer: Pacer;
  readonly streams: StreamBoard;
  readonly states: StateBoard;
  readonly forces: Forces;
  /** Made at the first call. */
  readonly buildings: () => readonly Building[];
  /** Throws for a profile that is not among the camera's streams. */
  readonly footageOf: (camera: Camera, profile: 'main' | 'sub') => Footage;
  /** Null: the camera has no sound. */
  readonly soundOf: (camera: Camera) => Sound | null;
  /** Null when the camera is not out of service. */
  readonly brokenSinceUtcMs: (cameraId: string) => number | null;
  readonly stateOf: (cameraId: string) => CameraState;
  /** Newest first, at most 100. */
  readonly historyOf: (cameraId: string) => readonly StateChange[];
}

export interface WorldParts {
  readonly city: City;
  readonly country: CameraSource;
  readonly clips: readonly Clip[];
  /** Clips of single cameras, by camera id. */
  readonly ownClips: ReadonlyMap<string, Clip>;
  readonly clock: Clock;
  readonly faults: FaultBoard;
  readonly pacer: Pacer;
  /** Pause between two steps of the patrols and vehicles, ms; 0: they stand. */
  readonly forceStepMs: number;
}

/** `clips` must not be empty. */
export function createWorld({ city, country, clips, ownClips, clock, faults, pacer, forceStepMs }: WorldParts): World {
  const startUtcMs = Math.floor(clock.nowUtcMs());
  const states = createStateBoard(clock);
  const streets = streetsOf();
  const clipOf = (camera: Camera): Clip => {
    const choice = suitingClips(camera, clips);
    const clip = ownClips.get(camera.id) ?? choice[hashText(`clip ${camera.id}`) % choice.length];
    if (clip === undefined) throw new Error('no clips');
    return clip;
  };
  const profiles = new Map([...clips, ...ownClips.values()].map((clip) => [clip, [clip.main, clip.sub].flatMap((profile) => (profile === undefined ? [] : [offered(profile)]))]));
  const filmed = (camera: Camera): Camera => {
    const clip = clipOf(camera);
    return { ...camera, streams: profiles.get(clip) ?? [], ...(clip.sound === undefined ? {} : { hasAudio: true }) };
  };
  const brokenSinceUtcMs = (cameraId: string): number | null => {
    const forMs = city.brokenForMs.get(cameraId) ?? country.brokenForMs(cameraId);
    return forMs === undefined ? null : startUtcMs - forMs;
  };
  const atStart = (cameraId: string): CameraState => {
    const broken = brokenSinceUtcMs(cameraId);
    return broken === null ? { cameraId, state: 'working', sinceUtcMs: startUtcMs } : { cameraId, state: 'broken', sinceUtcMs: broken };
  };
  faults.onDidChange((cameraId, now, before) => {
    const cut = now?.kind === 'cut';
    if (cut === (before?.kind === 'cut') || brokenSinceUtcMs(cameraId) !== null) return;
    if (cut) states.set(cameraId, 'lost', 'mất tín hiệu', Math.floor(now.sinceUtcMs));
    else states.set(cameraId, 'working', 'có tín hiệu lại');
  });
  let buildings: readonly Building[] | null = null;
  return {
    city: { ...city, cameras: city.cameras.map(filmed) },
    country: { ...country, at: (index) => filmed(country.at(index)) },
    faults,
    pacer,
    streams: createStreamBoard(clock),
    states,
    forces: createForces(streets, clock, forceStepMs),
    buildings: () => (buildings ??= buildingsOf(streets, city.cameras)),
    footageOf: (camera, profile) => {
      const clip = clipOf(camera);
      const source = clip[profile];
      if (source === undefined) throw new Error(`camera ${camera.id} has no ${profile} stream`);
      const phaseMs = ownClips.has(camera.id) ? 0 : hashText(`phase ${camera.id}`) % Math.round(clip.loopMs);
      return { source, timing: { loopMs: clip.loopMs, frameRate: source.frameRate, units: source.units.length, keyEvery: source.keyEvery, phaseMs } };
    },
    soundOf: (camera) => clipOf(camera).sound ?? null,
    brokenSinceUtcMs,
    stateOf: (cameraId) => states.of(cameraId) ?? atStart(cameraId),
    historyOf: (cameraId) => [...states.changes(cameraId), ...historyBefore(cameraId, atStart(cameraId))].slice(0, HISTORY_MAX),
  };
}

/** A profile as the directory lists it. */
function offered({ profile, codec, format, widthPx, heightPx, frameRate, bitrateKbps }: ClipProfile): Camera['streams'][number] {
  return { profile, codec, ...(format === 'annexb' ? {} : { format }), widthPx, heightPx, frameRate, bitrateKbps };
}
