import type { ProfileName } from '@contract/domain/stream.ts';
import type { CameraId, SurfaceId } from '@contract/domain/units.ts';
import { TileSession, type TileSessionOptions } from './tile-session.ts';

/** What a tile shows. */
export interface TileTarget {
  readonly surface: SurfaceId;
  readonly camera: CameraId;
  readonly profile: ProfileName;
  /** Of the profile (RFC 6381), when the directory knows it. */
  readonly codec?: string;
}

/** A tile's hold on a session. The session is this tile's alone until released; the release may be called twice. */
export interface TileLease {
  readonly session: TileSession;
  readonly release: () => void;
}

interface PooledSession {
  readonly key: string;
  readonly session: TileSession;
  /** Null: held by a tile. */
  freeSinceMonoMs: number | null;
}

type SharedOptions = Omit<TileSessionOptions, 'camera' | 'profile' | 'codec'>;

/** How long a session outlives its tile: a camera dragged to another tile, or a tile that React puts elsewhere, does not reconnect. */
export const LINGER_MS = 1_500;

/**
 * The sessions of one window, by surface and camera, so that a camera that moves to another tile of its surface takes its running
 * picture along. The same camera in two tiles has two sessions.
 */
export class TileSessionPool {
  readonly #shared: SharedOptions;
  readonly #sessions = new Set<PooledSession>();
  readonly #stopTicking: () => void;
  #isVisible = true;

  constructor(shared: SharedOptions) {
    this.#shared = shared;
    this.#stopTicking = shared.ticker.add(() => {
      this.#sweep();
    });
  }

  /** Gives the session of a camera, a lingering one when there is one. Call it in an effect, not while rendering. */
  acquire({ surface, ...target }: TileTarget): TileLease {
    const key = `${surface} ${target.camera}`;
    const found = [...this.#sessions].find((each) => each.key === key && each.freeSinceMonoMs !== null);
    const pooled = found ?? { key, session: new TileSession({ ...this.#shared, ...target }), freeSinceMonoMs: null };
    this.#sessions.add(pooled);
    pooled.freeSinceMonoMs = null;
    pooled.session.setProfile(target.profile);
    pooled.session.setVisible(this.#isVisible);
    let isReleased = false;
    return {
      session: pooled.session,
      release: () => {
        if (isReleased) return;
        isReleased = true;
        pooled.freeSinceMonoMs = this.#shared.clock.monoMs();
      },
    };
  }

  /** Every session, held or lingering. */
  sessions(): readonly TileSession[] {
    return [...this.#sessions].map((each) => each.session);
  }

  /** The server is back, or a person signed in. */
  retryAll(): void {
    for (const { session } of this.#sessions) session.retryNow();
  }

  /** The whole window was hidden or shown. */
  setVisible(visible: boolean): void {
    this.#isVisible = visible;
    for (const { session } of this.#sessions) session.setVisible(visible);
  }

  /** Ends all sessions; may be called twice. */
  destroy(): void {
    this.#stopTicking();
    for (const { session } of this.#sessions) session.destroy();
    this.#sessions.clear();
  }

  #sweep(): void {
    const nowMonoMs = this.#shared.clock.monoMs();
    for (const pooled of [...this.#sessions]) {
      if (pooled.freeSinceMonoMs === null || nowMonoMs - pooled.freeSinceMonoMs < LINGER_MS) continue;
      this.#sessions.delete(pooled);
      pooled.session.destroy();
    }
  }
}
