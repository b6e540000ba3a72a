import { isAtJunction } from '../city/junction.ts';
import type { Shot } from '../ptz/film/crop.ts';
import type { Camera } from './api-types.ts';
import type { Clock } from './clock.ts';
import { startFilm, type Film } from './ptz-film.ts';
import type { Heads } from './ptz-heads.ts';
import { createStudio, type Studio } from './ptz-studio.ts';
import type { Footage, World } from './world.ts';

/** Pictures drawn and encoded at the same time, of all cameras together. */
export const FILMS_MAX = 4;
/** So long after the last viewer and the last hand are gone a camera shows its clip again, and a film that nobody watches ends. */
const KEPT_MS = 30_000;
const SWEEP_MS = 1000;
/** After an encoder failed. */
const AGAIN_MS = 10_000;

type Profile = 'main' | 'sub';

/** What cameras whose heads are in use show: the panorama round them, as it happens. */
export interface PtzPictures {
  /** Null: the camera shows its clip, because its head is not in use, too many others are, or nothing here encodes. */
  readonly footageOf: (camera: Camera, profile: Profile) => Footage | null;
  /** A camera shows something else from now on. */
  readonly onDidChange: (listener: (cameraId: string) => void) => () => void;
  /** JPEG of what a head sees from one of its saved places, base64; null: no picture. */
  readonly stillOf: (cameraId: string, preset: number) => Promise<string | null>;
  /** Ends all films; may be called twice. */
  readonly destroy: () => void;
}

export interface PtzPicturesParts {
  readonly heads: Heads;
  readonly world: Pick<World, 'streams' | 'pacer'>;
  readonly clock: Clock;
  /** False: clips only, and no pictures of places. */
  readonly isOn: boolean;
  readonly say: (line: string) => void;
  readonly studio?: Studio;
}

interface Running {
  readonly film: Film;
  readonly cameraId: string;
  readonly profile: Profile;
  watchedUtcMs: number;
}

export function createPtzPictures({ heads, world, clock, isOn, say, studio = createStudio() }: PtzPicturesParts): PtzPictures {
  const inUse = new Map<string, number>();
  const films = new Map<string, Running>();
  const stills = new Map<string, Promise<string | null>>();
  const listeners = new Set<(cameraId: string) => void>();
  let notBeforeUtcMs = isOn ? 0 : Infinity;

  const tell = (cameraId: string): void => {
    for (const listener of listeners) listener(cameraId);
  };
  const shotOf = (cameraId: string): { readonly shot: Shot; readonly lens: NonNullable<ReturnType<Heads['viewOf']>>['lens'] } | null => {
    const view = heads.viewOf(cameraId);
    if (view === null) return null;
    const { abilities, position, lens } = view;
    return { shot: { bearingDeg: (abilities.zeroBearingDeg ?? 0) + position.panDeg, elevationDeg: position.tiltDeg, zoom: position.zoom, wideAngleDeg: abilities.wideAngleDeg }, lens };
  };
  const end = (key: string): void => {
    const running = films.get(key);
    if (running === undefined) return;
    films.delete(key);
    running.film.close();
    tell(running.cameraId);
  };
  /** Room for one more: an unused head's film makes way for a used one. */
  const hasRoom = (forUsed: boolean): boolean => {
    if (films.size < FILMS_MAX) return true;
    const idle = [...films].filter(([, { cameraId }]) => !heads.isActive(cameraId)).sort(([, one], [, other]) => one.watchedUtcMs - other.watchedUtcMs)[0];
    if (!forUsed || idle === undefined) return false;
    end(idle[0]);
    return true;
  };
  const begin = (camera: Camera, profile: Profile, key: string): Running => {
    let isFirst = true;
    const film = startFilm({
      studio,
      clock,
      profile,
      name: camera.name,
      look: () => shotOf(camera.id),
      onUnit: () => {
        if (isFirst) tell(camera.id);
        isFirst = false;
        world.pacer.wake();
      },
      onFailed: (reason) => {
        const isMissing = reason.includes('ENOENT');
        if (notBeforeUtcMs !== Infinity) say(isMissing ? 'Cameras that turn show their clips only: the program ffmpeg is missing (Debian: apt-get install ffmpeg).' : `The picture of ${camera.name} could not be drawn: ${reason}`);
        notBeforeUtcMs = isMissing ? Infinity : clock.nowUtcMs() + AGAIN_MS;
        films.delete(key);
        tell(camera.id);
      },
    });
    const running = { film, cameraId: camera.id, profile, watchedUtcMs: clock.nowUtcMs() };
    films.set(key, running);
    return running;
  };

  const stopUses = heads.onDidUse((cameraId) => {
    inUse.set(cameraId, clock.nowUtcMs());
    if (!films.has(`${cameraId} main`) || !films.has(`${cameraId} sub`)) tell(cameraId);
  });
  const sweep = setInterval(() => {
    if (films.size === 0 && inUse.size === 0) return;
    const nowUtcMs = clock.nowUtcMs();
    const watched = new Set(world.streams.list().flatMap(({ cameraId, profile }) => [`${cameraId} ${profile}`, cameraId]));
    for (const [key, running] of [...films]) {
      if (watched.has(key)) running.watchedUtcMs = nowUtcMs;
      else if (nowUtcMs - running.watchedUtcMs > KEPT_MS) end(key);
    }
    for (const [cameraId, usedUtcMs] of [...inUse]) {
      if (heads.isActive(cameraId) || watched.has(cameraId)) inUse.set(cameraId, nowUtcMs);
      else if (nowUtcMs - usedUtcMs > KEPT_MS) inUse.delete(cameraId);
    }
  }, SWEEP_MS);
  sweep.unref();

  return {
    footageOf: (camera, profile) => {
      const always = isAtJunction(camera);
      if (camera.ptz === undefined || clock.nowUtcMs() < notBeforeUtcMs || !(always || inUse.has(camera.id))) return null;
      const key = `${camera.id} ${profile}`;
      const running = films.get(key) ?? (hasRoom(heads.isActive(camera.id)) ? begin(camera, profile, key) : null);
      if (running === null) return null;
      running.watchedUtcMs = clock.nowUtcMs();
      // The clip goes on until there is a picture to change to.
      return running.film.footage();
    },
    onDidChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stillOf: (cameraId, preset) => {
      const view = heads.viewOf(cameraId);
      const position = heads.positionOf(cameraId, preset);
      if (!isOn || view === null || position === null) return Promise.resolve(null);
      const { zeroBearingDeg = 0, wideAngleDeg } = view.abilities;
      const shot = { bearingDeg: zeroBearingDeg + position.panDeg, elevationDeg: position.tiltDeg, zoom: position.zoom, wideAngleDeg };
      const key = `${cameraId} ${String(preset)} ${JSON.stringify(position)}`;
      const there = stills.get(key) ?? studio.still(shot, clock.nowUtcMs());
      if (stills.size > 500) stills.clear();
      stills.set(key, there);
      return there;
    },
    destroy: () => {
      clearInterval(sweep);
      stopUses();
      listeners.clear();
      for (const { film } of films.values()) film.close();
      films.clear();
      studio.destroy();
    },
  };
}
