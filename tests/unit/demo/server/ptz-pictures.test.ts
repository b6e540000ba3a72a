import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Camera } from '../../../../demo/server/api-types.ts';
import { createHeads, type Heads } from '../../../../demo/server/ptz-heads.ts';
import { createPtzPictures, FILMS_MAX, type PtzPictures } from '../../../../demo/server/ptz-pictures.ts';
import type { FilmListener, Studio } from '../../../../demo/server/ptz-studio.ts';
import { createStreamBoard } from '../../../../demo/server/stream-board.ts';
import { ABILITIES, aSteerer } from '../ptz/places.ts';

const clock = { nowUtcMs: () => Date.now() };
const cameras = Array.from({ length: FILMS_MAX + 2 }, (_, index): Camera => ({ id: `c${String(index)}`, number: index + 1, name: `Phố ${String(index)}`, kind: 'ptz', unitId: 'u', streams: [], ptz: ABILITIES }));
const fixed: Camera = { id: 'f', number: 99, name: 'Cố định', kind: 'fixed', unitId: 'u', streams: [] };
const junction: Camera = { id: 'j', number: 98, name: 'Nút giao Cầu Giấy – cầu vượt', kind: 'ptz', unitId: 'u', streams: [], ptz: ABILITIES };
const AN = aSteerer('an');

interface Scene {
  readonly heads: Heads;
  readonly pictures: PtzPictures;
  readonly films: ReadonlyMap<number, FilmListener>;
  readonly changed: readonly string[];
  readonly lines: readonly string[];
  readonly drawn: () => number;
  readonly watch: (cameraId: string) => () => void;
}

let scene: Scene;
beforeEach(() => {
  vi.useFakeTimers();
  const byId = new Map([...cameras, fixed, junction].map((camera) => [camera.id, camera]));
  const heads = createHeads({ cameraOf: (id) => byId.get(id) ?? null, clock, places: { of: () => null, save: () => undefined }, isReachable: () => true });
  heads.join({ connection: AN.connection, sees: () => false, onChanged: () => undefined, onTaken: () => undefined, onAsked: () => undefined });
  const films = new Map<number, FilmListener>();
  const asked: { film: number; picture: number }[] = [];
  let last = 0;
  const studio: Studio = {
    open: (_film, listener) => {
      last += 1;
      films.set(last, listener);
      return last;
    },
    draw: (order) => {
      asked.push(order);
      films.get(order.film)?.onUnit(order.picture, new Uint8Array([0, 0, 0, 1]));
    },
    close: (film) => void films.delete(film),
    still: () => Promise.resolve('AAAA'),
    destroy: () => films.clear(),
  };
  const streams = createStreamBoard(clock);
  const lines: string[] = [];
  const pictures = createPtzPictures({ heads, world: { streams, pacer: { add: () => () => undefined, wake: () => undefined, destroy: () => undefined } }, clock, isOn: true, say: (line) => lines.push(line), studio });
  const changed: string[] = [];
  pictures.onDidChange((cameraId) => changed.push(cameraId));
  const viewer = { id: 'p', username: 'an', name: 'An', role: 'operator', rights: [] } as const;
  scene = { heads, pictures, films, changed, lines, drawn: () => asked.length, watch: (cameraId) => streams.enter(cameraId, 'sub', viewer) };
});
afterEach(() => {
  scene.pictures.destroy();
  scene.heads.destroy();
  vi.useRealTimers();
});

const at = (index: number): Camera => cameras[index] ?? fixed;
const ready = (): void => {
  for (const film of scene.films.values()) film.onReady();
};
/** Uses a head and opens its picture. */
const use = (index: number): void => {
  scene.heads.claim(AN, at(index).id);
  scene.pictures.footageOf(at(index), 'sub');
};

describe('what a camera that turns shows', () => {
  it('is its clip until its head is used, then its clip until there is a picture, then what the head sees', () => {
    expect(scene.pictures.footageOf(at(0), 'sub')).toBeNull();
    expect(scene.films.size).toBe(0);
    scene.heads.claim(AN, 'c0');
    expect(scene.changed).toEqual(['c0']);
    expect(scene.pictures.footageOf(at(0), 'sub')).toBeNull();
    ready();
    expect(scene.changed.at(-1)).toBe('c0');
    const footage = scene.pictures.footageOf(at(0), 'sub');
    expect(footage?.source).toMatchObject({ widthPx: 640, heightPx: 360, frameRate: 15, keyEvery: 15 });
    expect(footage?.newest?.()).not.toBeNull();
    expect(scene.pictures.footageOf(fixed, 'sub')).toBeNull();
  });

  it('is drawn fifteen times a second while anybody watches, and is the clip again 30 s after the last viewer and hand are gone', () => {
    const leave = scene.watch('c0');
    use(0);
    ready();
    const before = scene.drawn();
    vi.advanceTimersByTime(2000);
    expect(scene.drawn() - before).toBe(30);
    vi.advanceTimersByTime(58_000 + 35_000);
    expect(scene.heads.isActive('c0')).toBe(false);
    expect(scene.pictures.footageOf(at(0), 'sub')).not.toBeNull();
    leave();
    vi.advanceTimersByTime(33_000);
    expect(scene.films.size).toBe(0);
    expect(scene.pictures.footageOf(at(0), 'sub')).toBeNull();
    expect(scene.films.size).toBe(0);
  });

  it('is drawn of the junction at all times it is watched', () => {
    scene.pictures.footageOf(junction, 'sub');
    ready();
    expect(scene.pictures.footageOf(junction, 'sub')).not.toBeNull();
  });

  it('is drawn of a few at a time: beyond, the clip goes on and the head moves all the same; an unused one makes way', () => {
    scene.pictures.footageOf(junction, 'sub');
    for (let index = 0; index < FILMS_MAX; index += 1) use(index);
    ready();
    expect(scene.films.size).toBe(FILMS_MAX);
    expect(scene.changed).toContain('j');
    expect(scene.pictures.footageOf(junction, 'sub')).toBeNull();
    use(FILMS_MAX);
    expect(scene.films.size).toBe(FILMS_MAX);
    expect(scene.heads.move(AN, at(FILMS_MAX).id, { pan: 1, tilt: 0, zoom: 0 }, 1)).toBeNull();
    scene.heads.release(AN, 'c0');
    use(FILMS_MAX);
    ready();
    expect(scene.pictures.footageOf(at(FILMS_MAX), 'sub')).not.toBeNull();
    expect(scene.changed.at(-1)).toBe(at(FILMS_MAX).id);
  });

  it('is the clip for good, with one line, where nothing encodes', () => {
    use(0);
    use(1);
    for (const film of [...scene.films.values()]) film.onFailed('spawn ffmpeg ENOENT');
    expect(scene.lines.filter((line) => line.includes('ffmpeg is missing'))).toHaveLength(1);
    vi.advanceTimersByTime(60_000);
    use(0);
    expect(scene.films.size).toBe(0);
  });
});
