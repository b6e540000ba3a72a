import { idleTile, pictureAgeMs, pictureCaptureUtcMs, reduceTile, type Tile, type TileInput, type TileInstant, type TileState } from '@contract/domain/tile-state.ts';
import type { Result } from '@contract/domain/result.ts';
import type { ProfileName } from '@contract/domain/stream.ts';
import type { CameraId, StreamId } from '@contract/domain/units.ts';
import { createListeners } from '../lib/listeners.ts';
import type { ServerClock } from '../lib/server-clock.ts';
import type { Ticker } from '../lib/ticker.ts';
import type { PlayerEvent, PlayerStats } from './player-events.ts';
import { nextReopen, NO_REOPENS, type ReopenHistory } from './reopen-plan.ts';
import type { PortNews, Release, TilePlayer } from './tile-player.ts';

/** The two requests a tile makes; `window.vonglau.requests` gives them in the console. */
export interface StreamRequests {
  readonly open: (input: { readonly camera: CameraId; readonly profile: ProfileName }) => Promise<Result<{ readonly stream: StreamId }>>;
  readonly close: (input: { readonly stream: StreamId }) => Promise<Result<null>>;
}

/** Gives players, and tells of the window's media ports. */
export interface PlayerSource {
  readonly createPlayer: () => TilePlayer;
  /** Whether some player of this PC shows the codec (RFC 6381). Never rejects. */
  readonly canPlay: (codec: string) => Promise<boolean>;
  readonly onPort: (listener: (news: PortNews) => void) => Release;
}

export interface TileSessionOptions {
  readonly camera: CameraId;
  readonly profile: ProfileName;
  /** Of the profile, when known: what cannot be shown is not even asked for. */
  readonly codec?: string;
  readonly requests: StreamRequests;
  readonly players: PlayerSource;
  readonly clock: ServerClock;
  /** Every 250 ms; one for all tiles of a window. */
  readonly ticker: Ticker;
}

/** What changes too often for React; read it or have it written. */
export interface TileMeter {
  /** Age of the picture on the glass, whole ms; null without a picture. */
  readonly ageMs: number | null;
  /** Capture time of the picture on the glass (server's clock), ms since 1970; the clock drawn on a tile is this. */
  readonly captureUtcMs: number | null;
}

type Link =
  | { readonly kind: 'closed' }
  | { readonly kind: 'opening'; readonly attempt: number }
  | { readonly kind: 'open'; readonly stream: StreamId; readonly sinceMonoMs: number }
  | { readonly kind: 'waiting'; readonly untilMonoMs: number };

/**
 * One camera in one tile: asks for its stream, drives its player, and keeps the tile's truth. No React: a component subscribes,
 * mounts and releases. Opens at once when made; the owner (a pool) calls `destroy`.
 */
export class TileSession {
  readonly camera: CameraId;
  readonly #options: TileSessionOptions;
  readonly #player: TilePlayer;
  readonly #changes = createListeners<null>();
  readonly #meters = createListeners<TileMeter>();
  readonly #pictures = createListeners<number>();
  readonly #figures = new Set<HTMLElement>();
  readonly #releases: Release[] = [];
  #tile: Tile = idleTile();
  #link: Link = { kind: 'closed' };
  #profile: ProfileName;
  #attempts = 0;
  #reopens: ReopenHistory = NO_REOPENS;
  #isDestroyed = false;

  constructor(options: TileSessionOptions) {
    this.#options = options;
    this.camera = options.camera;
    this.#profile = options.profile;
    this.#player = options.players.createPlayer();
    this.#releases.push(
      this.#player.onEvidence(({ captureUtcMs, mediaTimeUs, nowMonoMs, displayDelayMs }) => {
        const now = this.#now();
        this.#reduce({ kind: 'presented', captureUtcMs, mediaTimeUs, ...now, nowMonoMs });
        this.#pictures.emit(now.serverNowUtcMs - captureUtcMs + displayDelayMs);
      }),
      this.#player.onEvent((event) => {
        this.#onPlayerEvent(event);
      }),
      options.ticker.add(() => {
        this.#onTick();
      }),
      options.players.onPort((news) => {
        if (news === 'replaced') this.#reopen();
        else this.retryNow();
      }),
    );
    this.#reduce({ kind: 'assigned', ...this.#now() });
    if (options.codec === undefined) this.#open();
    else void this.#openIfPlayable(options.codec);
  }

  /** For `useSyncExternalStore`; told of changes of `getSnapshot` only. */
  readonly subscribe = (listener: () => void): Release => this.#changes.add(listener);
  readonly getSnapshot = (): TileState => this.#tile.state;

  /** Every tick (250 ms), and at once: the numbers that change all the time. */
  readonly onMeter = (listener: (meter: TileMeter) => void): Release => {
    listener(this.meter());
    return this.#meters.add(listener);
  };

  /** Every picture drawn, with its age when it reaches the glass, ms; for measurements. */
  readonly onPicture = (listener: (ageMs: number) => void): Release => this.#pictures.add(listener);

  readonly meter = (): TileMeter => ({ ageMs: pictureAgeMs(this.#tile), captureUtcMs: pictureCaptureUtcMs(this.#tile) });
  readonly stats = (): PlayerStats => ({ ...this.#player.stats(), reopens: this.#reopens.count });

  /**
   * Puts the picture into `host` and keeps `data-state` and `data-age-ms` of `figure` (which React must then leave alone). The
   * stream goes on when released.
   */
  mount(host: HTMLElement, figure: HTMLElement): Release {
    const detach = this.#player.attach(host);
    this.#figures.add(figure);
    this.#writeTo(figure);
    return () => {
      this.#figures.delete(figure);
      detach();
    };
  }

  /** A tile nobody can see is not decoded, and says so. */
  setVisible(visible: boolean): void {
    if (this.#isDestroyed || this.#tile.paused === !visible) return;
    this.#player.setVisible(visible);
    this.#reduce({ kind: visible ? 'resumed' : 'paused', ...this.#now() });
  }

  /** Takes the other profile of the camera, as when the tile's size changed. The picture before stays until the new one comes. */
  setProfile(profile: ProfileName): void {
    if (profile === this.#profile) return;
    this.#profile = profile;
    this.#reopen();
  }

  /** Something changed for the better (server back, signed in): tries at once instead of waiting. */
  retryNow(): void {
    if (this.#isDestroyed) return;
    this.#attempts = 0;
    if (this.#link.kind === 'waiting' || this.#link.kind === 'closed') this.#open();
  }

  /** Closes the stream and releases the player; may be called twice. */
  destroy(): void {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    for (const release of this.#releases) release();
    this.#close();
    this.#player.destroy();
    this.#reduce({ kind: 'cleared', ...this.#now() });
    this.#changes.clear();
    this.#meters.clear();
    this.#pictures.clear();
    this.#figures.clear();
  }

  #now(): TileInstant {
    return { nowMonoMs: this.#options.clock.monoMs(), serverNowUtcMs: this.#options.clock.nowUtcMs() };
  }

  #reduce(input: TileInput): void {
    const before = this.#tile.state;
    this.#tile = reduceTile(this.#tile, input);
    if (this.#tile.state === before) return;
    for (const figure of this.#figures) this.#writeTo(figure);
    this.#changes.emit(null);
  }

  #writeTo(figure: HTMLElement): void {
    const ageMs = pictureAgeMs(this.#tile);
    figure.dataset['state'] = this.#tile.state.kind;
    if (ageMs === null) delete figure.dataset['ageMs'];
    else figure.dataset['ageMs'] = String(ageMs);
  }

  #onTick(): void {
    const now = this.#now();
    this.#reduce({ kind: 'tick', ...now });
    for (const figure of this.#figures) this.#writeTo(figure);
    this.#meters.emit(this.meter());
    if (this.#link.kind === 'waiting' && now.nowMonoMs >= this.#link.untilMonoMs) this.#open();
    if (this.#link.kind === 'open' && this.#tile.state.kind === 'lost' && this.#tile.state.cause === 'no-frames') this.#reopenWithinBudget();
  }

  #onPlayerEvent(event: PlayerEvent): void {
    switch (event.kind) {
      case 'status':
        this.#reduce({ kind: 'status', status: event.status, ...this.#now() });
        if (event.status.kind === 'open') this.#attempts = 0;
        if (event.status.kind === 'closed' || event.status.kind === 'refused') this.#retryLater();
        return;
      case 'decoder':
        this.#reduce({ kind: 'decoder', report: event.report, ...this.#now() });
        return;
      case 'stillness':
        this.#reduce({ kind: 'stillness', isStill: event.isStill, ...this.#now() });
        return;
      case 'restarted':
        this.#reduce({ kind: 'restarted', ...this.#now() });
        return;
      case 'reopen-needed':
        this.#reopenWithinBudget();
        return;
    }
  }

  async #openIfPlayable(codec: string): Promise<void> {
    if (await this.#options.players.canPlay(codec)) this.#open();
    else this.#reduce({ kind: 'decoder', report: 'unsupported', ...this.#now() });
  }

  #open(): void {
    if (this.#isDestroyed || this.#link.kind === 'opening') return;
    this.#attempts += 1;
    const link: Link = { kind: 'opening', attempt: this.#attempts };
    this.#link = link;
    void this.#options.requests.open({ camera: this.camera, profile: this.#profile }).then((answer) => {
      if (this.#link !== link) {
        // Closed or reopened while the answer was on its way.
        if (answer.ok) void this.#options.requests.close(answer.value);
        return;
      }
      if (!answer.ok) {
        this.#reduce({ kind: 'request-failed', code: answer.error.code, ...this.#now() });
        this.#retryLater(answer.error.retryAfterMs);
        return;
      }
      this.#link = { kind: 'open', stream: answer.value.stream, sinceMonoMs: this.#now().nowMonoMs };
      this.#reduce({ kind: 'restarted', ...this.#now() });
      this.#player.play(answer.value);
    });
  }

  #close(): void {
    const link = this.#link;
    this.#link = { kind: 'closed' };
    if (link.kind !== 'open') return;
    this.#player.stop();
    void this.#options.requests.close({ stream: link.stream });
  }

  #reopen(): void {
    if (this.#isDestroyed) return;
    this.#close();
    this.#open();
  }

  /** A camera that stays silent is asked for again, ever less often. */
  #reopenWithinBudget(): void {
    if (this.#link.kind !== 'open') return;
    const { nowMonoMs } = this.#now();
    const plan = nextReopen(this.#reopens, { nowMonoMs, openSinceMonoMs: this.#link.sinceMonoMs, lastPictureUtcMs: pictureCaptureUtcMs(this.#tile) });
    if (plan === null) return;
    this.#reopens = plan;
    this.#reopen();
  }

  #retryLater(retryAfterMs = 0): void {
    if (this.#isDestroyed) return;
    this.#close();
    const backOffMs = Math.min(RETRY_MAX_MS, RETRY_MIN_MS * 2 ** Math.min(10, this.#attempts - 1));
    this.#link = { kind: 'waiting', untilMonoMs: this.#now().nowMonoMs + Math.max(backOffMs, retryAfterMs) };
  }
}

const RETRY_MIN_MS = 1_000;
const RETRY_MAX_MS = 15_000;
