import { assertNever, type AppError, type Result } from '@contract/domain/result.ts';
import type { ProfileName } from '@contract/domain/stream.ts';
import { pictureCaptureUtcMs, type Tile } from '@contract/domain/tile-truth.ts';
import type { CameraId, StreamId } from '@contract/domain/units.ts';
import type { ServerClock } from '../lib/server-clock.ts';
import type { PlayerEvent } from './player-events.ts';
import type { Release, TilePlayer } from './tile-player.ts';
import { TruthKeeper } from './truth-keeper.ts';

/** What an operator does with a replay. `utcMs`: the server's clock. */
export type ReplayAct = { readonly kind: 'pause' } | { readonly kind: 'play' } | { readonly kind: 'step' } | { readonly kind: 'seek'; readonly utcMs: number };

/** The requests of a replay; `window.vonglau.requests` gives them in the console, to a desk only. */
export interface ReplayRequests {
  readonly start: (input: { readonly camera: CameraId; readonly secondsBack: number }) => Promise<Result<ReplaySpan & { readonly stream: StreamId }>>;
  /** Recorded pictures of a time. Codes replay/nothing-kept, stream/profile-missing. */
  readonly past: (input: { readonly camera: CameraId; readonly fromUtcMs: number; readonly untilUtcMs: number; readonly playable: ProfileName[] }) => Promise<Result<ReplaySpan & { readonly stream: StreamId }>>;
  readonly act: (input: { readonly stream: StreamId; readonly act: ReplayAct }) => Promise<Result<null>>;
  readonly close: (input: { readonly stream: StreamId }) => Promise<Result<null>>;
}

/** What of the camera is kept, server's clock. */
export interface ReplaySpan {
  readonly fromUtcMs: number;
  readonly untilUtcMs: number;
}

/** How a replay stands, for its controls. Keeps its identity while nothing changes. */
export interface ReplayState extends ReplaySpan {
  /** `ended`: the last kept picture stands; `play` or `seek` go on from there. */
  readonly motion: 'playing' | 'paused' | 'ended';
}

export interface ReplaySessionOptions extends ReplaySpan {
  readonly stream: StreamId;
  readonly player: TilePlayer;
  readonly requests: ReplayRequests;
  readonly clock: ServerClock;
  /** `tile` or `state` changed. */
  readonly onChange: () => void;
  /** The stream is gone (gateway restarted, server's leave withdrawn): the owner destroys this. */
  readonly onGone: () => void;
}

/**
 * The last minute of a camera, played in a tile on top of its live picture. Its truth is of its own and says `playback`, never live.
 * The owner ends it with `destroy`.
 */
export class ReplaySession {
  readonly player: TilePlayer;
  readonly #options: ReplaySessionOptions;
  readonly #releases: Release[];
  readonly #truth: TruthKeeper;
  #state: ReplayState;
  /** The time of the pictures may go back: the operator asked for it. */
  #mayGoBack = false;
  #isDestroyed = false;

  constructor(options: ReplaySessionOptions) {
    this.#options = options;
    this.player = options.player;
    this.#truth = new TruthKeeper(options.clock, options.onChange);
    this.#state = { fromUtcMs: options.fromUtcMs, untilUtcMs: options.untilUtcMs, motion: 'playing' };
    this.#releases = [
      this.player.onEvidence(({ captureUtcMs, mediaTimeUs, nowMonoMs }) => {
        this.#onPicture(captureUtcMs, mediaTimeUs, nowMonoMs);
      }),
      this.player.onEvent((event) => {
        this.#onEvent(event);
      }),
    ];
    this.#truth.tell({ kind: 'assigned', isReplay: true });
    this.player.play({ stream: options.stream });
  }

  get tile(): Tile {
    return this.#truth.tile;
  }

  get state(): ReplayState {
    return this.#state;
  }

  pause(): void {
    this.#act({ kind: 'pause' }, 'paused');
  }

  /** Goes on; from the first picture kept when it had come to the end. */
  play(): void {
    if (this.#state.motion === 'ended') this.seek(this.#state.fromUtcMs);
    else this.#act({ kind: 'play' }, 'playing');
  }

  /** The next picture; stands there. */
  step(): void {
    this.#act({ kind: 'step' }, 'paused');
  }

  /** To a moment of what is kept; goes on playing if it did, or had come to the end. */
  seek(utcMs: number): void {
    this.#mayGoBack = true;
    const { fromUtcMs, untilUtcMs, motion } = this.#state;
    const within = Math.min(untilUtcMs, Math.max(fromUtcMs, utcMs));
    this.#act({ kind: 'seek', utcMs: within }, motion);
    // The other side stands still at the end, and a seek alone does not start it.
    if (motion === 'ended' && within < untilUtcMs) this.#act({ kind: 'play' }, 'playing');
  }

  /** Seconds from the picture shown, backward below zero. */
  skip(seconds: number): void {
    this.seek((pictureCaptureUtcMs(this.tile) ?? this.#state.fromUtcMs) + seconds * 1_000);
  }

  tick(): void {
    this.#truth.tell({ kind: 'tick' });
  }

  /** Gives the stream back and releases the player; may be called twice. */
  destroy(): void {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    for (const release of this.#releases) release();
    this.player.destroy();
    void this.#options.requests.close({ stream: this.#options.stream });
  }

  #onPicture(captureUtcMs: number, mediaTimeUs: number, nowMonoMs: number): void {
    const picture = { kind: 'presented', captureUtcMs, mediaTimeUs } as const;
    // Begins anew and shows at once: nothing is said in between.
    const isBack = this.#mayGoBack && captureUtcMs <= this.tile.floorCaptureUtcMs;
    this.#truth.tell(isBack ? [{ kind: 'assigned', isReplay: true }, picture] : picture, nowMonoMs);
  }

  #onEvent(event: PlayerEvent): void {
    switch (event.kind) {
      case 'status':
        if (event.status.kind === 'closed' || event.status.kind === 'refused' || event.status.kind === 'unreachable') this.#options.onGone();
        else this.#truth.tell({ kind: 'status', status: event.status });
        return;
      case 'decoder':
        this.#truth.tell({ kind: 'decoder', report: event.report });
        return;
      case 'restarted':
        this.#truth.tell({ kind: 'restarted' });
        return;
      case 'replay-ended':
        this.#move('ended');
        return;
      case 'reopen-needed':
        this.#options.onGone();
        return;
      case 'stillness':
      case 'audio':
        return;
      default:
        assertNever(event);
    }
  }

  #act(act: ReplayAct, motion: ReplayState['motion']): void {
    if (this.#isDestroyed) return;
    this.#move(motion);
    void this.#options.requests.act({ stream: this.#options.stream, act }).then((answer) => {
      if (!answer.ok && isOver(answer.error) && !this.#isDestroyed) this.#options.onGone();
    });
  }

  #move(motion: ReplayState['motion']): void {
    if (motion === this.#state.motion) return;
    this.#state = { ...this.#state, motion };
    this.#options.onChange();
  }
}

/** Nothing of this replay is left on the other side. */
const isOver = ({ code }: AppError): boolean => code === 'replay/nothing-kept' || code === 'stream/gateway-down' || code === 'session/not-signed-in';
