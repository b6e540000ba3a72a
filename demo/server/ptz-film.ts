import type { Shot } from '../ptz/film/crop.ts';
import { FILM_RATE, KEY_EVERY } from '../ptz/film/encoder.ts';
import type { Lens } from '../ptz/head.ts';
import type { ClipProfile } from './clips.ts';
import type { Clock } from './clock.ts';
import { captureUtcMs, pictureAt, type LoopTiming } from './pacing.ts';
import type { Studio } from './ptz-studio.ts';
import type { Footage } from './world.ts';

/** Pictures kept: a few seconds, so that whoever comes gets the newest key picture and all after it. */
const KEPT = 4 * FILM_RATE;
/** Pictures on their way through the studio from which on none is drawn anew, and from which on it is given up. */
const LATE = 3;
const HOPELESS = 2 * FILM_RATE;

export const FILM_SIZES = { main: { widthPx: 1280, heightPx: 720, kbps: 2200, codec: 'avc1.4d401f' }, sub: { widthPx: 640, heightPx: 360, kbps: 700, codec: 'avc1.4d401e' } } as const;

export interface FilmParts {
  readonly studio: Studio;
  readonly clock: Clock;
  readonly profile: 'main' | 'sub';
  readonly name: string;
  /** Where the head looks at this moment, and through what. */
  readonly look: () => { readonly shot: Shot; readonly lens: Lens } | null;
  /** There is a new picture. */
  readonly onUnit: () => void;
  /** It is over without having been closed. */
  readonly onFailed: (reason: string) => void;
}

/** What a head sees, drawn and encoded as it happens, one for all viewers of a camera's profile. */
export interface Film {
  /** Null until there is a picture. */
  readonly footage: () => Footage | null;
  /** May be called twice. */
  readonly close: () => void;
}

export function startFilm({ studio, clock, profile, name, look, onUnit, onFailed }: FilmParts): Film {
  const { widthPx, heightPx, kbps, codec } = FILM_SIZES[profile];
  const units: Uint8Array[] = Array.from({ length: KEPT }, () => new Uint8Array(0));
  const source: ClipProfile = { profile, codec, format: 'annexb', widthPx, heightPx, frameRate: FILM_RATE, bitrateKbps: kbps, units, keyEvery: KEY_EVERY };
  let footage: Footage | null = null;
  let newest: number | null = null;
  let timer: NodeJS.Timeout | null = null;
  let closed = false;

  const close = (): void => {
    if (closed) return;
    closed = true;
    if (timer !== null) clearTimeout(timer);
    studio.close(film);
  };
  const fail = (reason: string): void => {
    if (closed) return;
    close();
    onFailed(reason);
  };
  /** Takes pictures from now on; the first is a key one. */
  const begin = (): void => {
    if (closed) return;
    const timing = timingFrom(clock.nowUtcMs());
    const first = pictureAt(timing, clock.nowUtcMs());
    let next = first;
    footage = { source, timing, newest: () => newest };
    const shoot = (): void => {
      const seen = look();
      const nowUtcMs = clock.nowUtcMs();
      while (captureUtcMs(timing, next) <= nowUtcMs && !closed) {
        const onTheWay = next - (newest ?? first - 1) - 1;
        if (onTheWay > HOPELESS) return fail('drawing is too slow');
        const isNewest = captureUtcMs(timing, next + 1) > nowUtcMs;
        const isDrawn = next === first || (isNewest && onTheWay <= LATE);
        studio.draw({ film, picture: next, utcMs: captureUtcMs(timing, next), shot: isDrawn ? (seen?.shot ?? null) : null, lens: seen?.lens ?? CLEAR });
        next += 1;
      }
      if (!closed) timer = setTimeout(shoot, Math.max(1, captureUtcMs(timing, next) - clock.nowUtcMs()));
    };
    shoot();
  };
  const film = studio.open(
    { widthPx, heightPx, kbps, name },
    {
      onReady: begin,
      onUnit: (picture, bytes) => {
        units[((picture % KEPT) + KEPT) % KEPT] = bytes;
        newest = picture;
        onUnit();
      },
      onFailed: fail,
    },
  );
  return { footage: () => (newest === null ? null : footage), close };
}

/** A loop whose turn, and with it a key picture, begins at a moment. */
function timingFrom(utcMs: number): LoopTiming {
  const loopMs = (KEPT * 1000) / FILM_RATE;
  return { loopMs, frameRate: FILM_RATE, units: KEPT, keyEvery: KEY_EVERY, phaseMs: loopMs - (utcMs % loopMs) };
}

const CLEAR: Lens = { focus: 0, iris: 0, wiper: false, light: false, held: { focus: 0, iris: 0 } };
