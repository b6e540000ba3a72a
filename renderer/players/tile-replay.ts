import { err, ok, type Result } from '@contract/domain/result.ts';
import type { CameraId } from '@contract/domain/units.ts';
import type { ServerClock } from '../lib/server-clock.ts';
import { ReplaySession, type ReplayRequests } from './replay-session.ts';
import type { Release, TilePlayer } from './tile-player.ts';
import type { TileGlass } from './tile-glass.ts';

export interface TileReplayOptions {
  readonly camera: CameraId;
  readonly requests: ReplayRequests;
  readonly createPlayer: () => TilePlayer;
  readonly clock: ServerClock;
  readonly glass: TileGlass;
  /** The tile is seen, and what is to be covered is known. */
  readonly mayShow: () => boolean;
  /** A replay began, changed or ended. */
  readonly onChange: () => void;
}

/** The one replay a tile may have on top of its live picture. */
export class TileReplay {
  readonly #options: TileReplayOptions;
  #running: { readonly session: ReplaySession; readonly lift: Release } | null = null;
  #starting: Promise<Result<null>> | null = null;

  constructor(options: TileReplayOptions) {
    this.#options = options;
  }

  get session(): ReplaySession | null {
    return this.#running?.session ?? null;
  }

  /** A replay that runs goes back in itself. Code replay/nothing-kept. */
  start(secondsBack: number): Promise<Result<null>> {
    const { session } = this;
    if (session !== null) {
      session.seek(session.state.untilUtcMs - secondsBack * 1_000);
      session.play();
      return Promise.resolve(ok(null));
    }
    this.#starting ??= this.#begin(secondsBack).finally(() => {
      this.#starting = null;
    });
    return this.#starting;
  }

  end(): void {
    const running = this.#running;
    if (running === null) return;
    this.#running = null;
    running.lift();
    running.session.destroy();
    this.#options.onChange();
  }

  async #begin(secondsBack: number): Promise<Result<null>> {
    const { camera, requests, createPlayer, clock, glass, mayShow, onChange } = this.#options;
    if (!mayShow()) return err('replay/nothing-kept');
    const answer = await requests.start({ camera, secondsBack });
    if (!answer.ok) return answer;
    if (!mayShow()) {
      void requests.close({ stream: answer.value.stream });
      return err('replay/nothing-kept');
    }
    const session = new ReplaySession({
      ...answer.value,
      player: createPlayer(),
      requests,
      clock,
      onChange,
      onGone: () => {
        this.end();
      },
    });
    this.#running = { session, lift: glass.lay(session.player) };
    onChange();
    return ok(null);
  }
}
