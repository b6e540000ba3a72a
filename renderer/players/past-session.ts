import type { PrivacyMask } from '@contract/domain/privacy-mask.ts';
import { err, type AppError } from '@contract/domain/result.ts';
import type { StreamProfile } from '@contract/domain/stream.ts';
import { pictureCaptureUtcMs } from '@contract/domain/tile-truth.ts';
import type { CameraId } from '@contract/domain/units.ts';
import { createListeners } from '../lib/listeners.ts';
import { ReplaySession, type ReplayState } from './replay-session.ts';
import { TileGlass } from './tile-glass.ts';
import type { Release, TilePlayer } from './tile-player.ts';
import type { TileWindow } from './tile-window.ts';

export interface PastSessionOptions extends Pick<TileWindow, 'replays' | 'players' | 'clock' | 'ticker' | 'later'> {
  readonly camera: CameraId;
  readonly streams: readonly StreamProfile[];
  /** What is covered; lifted ones too. */
  readonly masks: readonly PrivacyMask[];
  readonly fromUtcMs: number;
  readonly untilUtcMs: number;
}

/** How the recording stands. Keeps its identity while nothing changes. */
export type PastState = { readonly kind: 'opening' } | { readonly kind: 'none'; readonly error: AppError } | { readonly kind: 'open'; readonly motion: ReplayState['motion'] };

const OPENING: PastState = { kind: 'opening' };
/** It stands small beside what is live. */
const SMALL_GLASS = { widthPx: 480, heightPx: 270 };
/** Between two turns. */
const AGAIN_MS = 600;
/** Pictures that were still to come when the recording was opened: it is fetched anew for so much of the span. */
const MISSING_MS = 1_000;

/**
 * Recorded pictures of a time, again and again, beside the tiles. Its pictures are never told as live. No React; the owner ends it with
 * `destroy`. Opens at once.
 */
export class PastSession {
  readonly #options: PastSessionOptions;
  readonly #changes = createListeners<null>();
  readonly #times = createListeners<number>();
  readonly #stopTicking: Release;
  #state: PastState = OPENING;
  #running: { readonly session: ReplaySession; readonly player: TilePlayer; readonly glass: TileGlass; readonly untilUtcMs: number } | null = null;
  #mount: { readonly host: HTMLElement; readonly figure: HTMLElement | null } | null = null;
  #cancelAgain: () => void = () => undefined;
  #isDestroyed = false;

  constructor(options: PastSessionOptions) {
    this.#options = options;
    this.#stopTicking = options.ticker.add(() => {
      this.#onTick();
    });
    void this.#open();
  }

  readonly subscribe = (listener: () => void): Release => this.#changes.add(listener);
  readonly getSnapshot = (): PastState => this.#state;
  /** The time of the picture shown, four times a second. */
  readonly onTime = (listener: (captureUtcMs: number) => void): Release => this.#times.add(listener);

  /** Puts the picture into `host` and keeps `data-state` of `figure`; the release takes it out. */
  mount(host: HTMLElement, figure: HTMLElement | null): Release {
    const mount = { host, figure };
    this.#mount = mount;
    this.#running?.glass.mount(host, figure);
    return () => {
      if (this.#mount !== mount) return;
      this.#mount = null;
      this.#running?.glass.unmount();
    };
  }

  pause(): void {
    this.#running?.session.pause();
  }

  play(): void {
    this.#running?.session.play();
  }

  /** After `none`. */
  retry(): void {
    if (this.#state.kind !== 'none' || this.#isDestroyed) return;
    this.#tell(OPENING);
    void this.#open();
  }

  /** May be called twice. */
  destroy(): void {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    this.#stopTicking();
    this.#end();
    this.#changes.clear();
    this.#times.clear();
  }

  async #open(): Promise<void> {
    const { camera, streams, fromUtcMs, untilUtcMs, players, replays } = this.#options;
    const playable = await players.playable(streams, SMALL_GLASS, 'calm');
    if (this.#isDestroyed) return;
    const answer = playable.length === 0 ? err('stream/unsupported') : await replays.past({ camera, fromUtcMs, untilUtcMs, playable: [...playable] });
    if (this.#isDestroyed) {
      if (answer.ok) void replays.close({ stream: answer.value.stream });
      return;
    }
    this.#end();
    if (!answer.ok) {
      this.#tell({ kind: 'none', error: answer.error });
      return;
    }
    const player = players.createPlayer();
    const glass = new TileGlass(player, () => {
      this.#show();
    });
    const session = new ReplaySession({
      ...answer.value,
      player,
      requests: replays,
      clock: this.#options.clock,
      onChange: () => {
        this.#onChange();
      },
      onGone: () => {
        this.#end();
        this.#tell({ kind: 'none', error: { code: 'stream/gateway-down', retryable: true } });
      },
    });
    this.#running = { session, player, glass, untilUtcMs: answer.value.untilUtcMs };
    this.#show();
    if (this.#mount !== null) glass.mount(this.#mount.host, this.#mount.figure);
    this.#onChange();
  }

  #show(): void {
    this.#running?.glass.show({ masks: this.#options.masks, zoom: null, fit: 'contain' });
  }

  #onTick(): void {
    if (this.#running === null) return;
    const { session, glass } = this.#running;
    session.tick();
    glass.write(session.tile);
    const captureUtcMs = pictureCaptureUtcMs(session.tile);
    if (captureUtcMs !== null) this.#times.emit(captureUtcMs);
  }

  #onChange(): void {
    if (this.#running === null) return;
    const { session, glass } = this.#running;
    glass.write(session.tile);
    const { motion } = session.state;
    if (this.#state.kind !== 'open' || this.#state.motion !== motion) this.#tell({ kind: 'open', motion });
    this.#cancelAgain();
    if (motion === 'ended') this.#cancelAgain = this.#options.later(() => { this.#again(); }, AGAIN_MS);
  }

  /** From the first picture; what was still to come is fetched by now. */
  #again(): void {
    if (this.#isDestroyed || this.#running === null) return;
    const { untilUtcMs } = this.#options;
    if (untilUtcMs - this.#running.untilUtcMs > MISSING_MS && this.#options.clock.nowUtcMs() > this.#running.untilUtcMs + MISSING_MS) void this.#open();
    else this.#running.session.play();
  }

  #end(): void {
    this.#cancelAgain();
    const running = this.#running;
    if (running === null) return;
    this.#running = null;
    running.session.destroy();
    running.glass.destroy();
  }

  #tell(state: PastState): void {
    this.#state = state;
    this.#changes.emit(null);
  }
}
