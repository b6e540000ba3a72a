import type { CameraId, SurfaceId } from '@contract/domain/units.ts';
import { PastSession, type PastSessionOptions } from './past-session.ts';
import { TileSession } from './tile-session.ts';
import type { TileWants } from './tile-wants.ts';
import type { TileWindow } from './tile-window.ts';

/** What a tile shows. */
export interface TileTarget {
  readonly surface: SurfaceId;
  readonly camera: CameraId;
  /** Index of the tile in its arrangement; null: in none (a picture beside it), it is not reported. */
  readonly tile: number | null;
  /** As known now; `session.want` changes it later. */
  readonly wants?: Partial<TileWants>;
}

/** A tile's hold on a session. The session is this tile's alone until released; the release may be called twice. */
export interface TileLease {
  readonly session: TileSession;
  /** The tile now stands elsewhere in the arrangement. */
  readonly setTile: (tile: number | null) => void;
  readonly release: () => void;
}

/** A session and the tile that holds it. */
export interface PooledSession {
  /** Of this session alone. */
  readonly id: number;
  readonly session: TileSession;
  readonly tile: number | null;
}

interface Entry {
  readonly id: number;
  readonly key: string;
  readonly session: TileSession;
  tile: number | null;
  /** Null: held by a tile. */
  freeSinceMonoMs: number | null;
  cancelRest: () => void;
}

/** How long a session outlives its tile: a camera dragged to another tile, or a tile that React puts elsewhere, does not reconnect. */
export const LINGER_MS = 1_500;
/** From then on it decodes nothing: a scene just called needs the machine for its own pictures. */
export const REST_AFTER_MS = 100;

/**
 * The sessions of one window, by surface and camera, so that a camera that moves to another tile of its surface takes its running
 * picture along. The same camera in two tiles has two sessions.
 */
export class TileSessionPool {
  readonly #window: TileWindow;
  readonly #entries = new Set<Entry>();
  readonly #stopTicking: () => void;
  #nextId = 1;
  #isVisible = true;

  constructor(window: TileWindow) {
    this.#window = window;
    this.#stopTicking = window.ticker.add(() => {
      this.#sweep();
    });
  }

  /** Gives the session of a camera, a lingering one when there is one. Call it in an effect, not while rendering. */
  acquire({ surface, camera, tile, wants = {} }: TileTarget): TileLease {
    const key = `${surface} ${camera}`;
    const found = [...this.#entries].find((each) => each.key === key && each.freeSinceMonoMs !== null);
    const entry = found ?? this.#create(key, camera, wants);
    entry.freeSinceMonoMs = null;
    entry.cancelRest();
    entry.tile = tile;
    if (found !== undefined) {
      entry.session.setResting(false);
      entry.session.setVisible(true);
      entry.session.want(wants);
    }
    let isReleased = false;
    return {
      session: entry.session,
      setTile: (next) => {
        if (!isReleased) entry.tile = next;
      },
      release: () => {
        if (isReleased) return;
        isReleased = true;
        entry.freeSinceMonoMs = this.#window.clock.monoMs();
        entry.tile = null;
        entry.cancelRest = this.#window.later(() => {
          entry.session.setResting(true);
        }, REST_AFTER_MS);
        entry.session.endReplay();
        entry.session.want({ importance: 'rest', audio: false, zoom: null });
      },
    };
  }

  /** Recorded pictures of a time, in no tile; the caller destroys it. Call it in an effect. */
  openPast(asked: Pick<PastSessionOptions, 'camera' | 'streams' | 'masks' | 'fromUtcMs' | 'untilUtcMs'>): PastSession {
    return new PastSession({ ...this.#window, ...asked });
  }

  /** Every session, held or lingering. */
  sessions(): readonly TileSession[] {
    return [...this.#entries].map(({ session }) => session);
  }

  /** The sessions that tiles hold now. */
  held(): readonly PooledSession[] {
    return [...this.#entries].filter(({ freeSinceMonoMs }) => freeSinceMonoMs === null);
  }

  /** The server is back, or a person signed in: tiles without a stream try at once. Those with one do not notice. */
  retryAll(): void {
    for (const { session } of this.#entries) session.retryNow();
  }

  /** The whole window was hidden or shown. */
  readonly setVisible = (visible: boolean): void => {
    this.#isVisible = visible;
    for (const { session } of this.#entries) session.setVisible(visible, 'window');
  };

  /** Ends all sessions; may be called twice. */
  destroy(): void {
    this.#stopTicking();
    for (const { session, cancelRest } of this.#entries) {
      cancelRest();
      session.destroy();
    }
    this.#entries.clear();
  }

  #create(key: string, camera: CameraId, wants: Partial<TileWants>): Entry {
    const entry: Entry = { id: this.#nextId, key, session: new TileSession({ ...this.#window, camera, wants }), tile: null, freeSinceMonoMs: null, cancelRest: () => undefined };
    this.#nextId += 1;
    this.#entries.add(entry);
    if (!this.#isVisible) entry.session.setVisible(false, 'window');
    return entry;
  }

  #sweep(): void {
    const nowMonoMs = this.#window.clock.monoMs();
    for (const entry of [...this.#entries]) {
      if (entry.freeSinceMonoMs === null || nowMonoMs - entry.freeSinceMonoMs < LINGER_MS) continue;
      this.#entries.delete(entry);
      entry.cancelRest();
      entry.session.destroy();
    }
  }
}
