import { assertNever, type Result } from '@contract/domain/result.ts';
import type { ProfileName, StreamStatus } from '@contract/domain/stream.ts';
import type { TileState } from '@contract/domain/tile-state.ts';
import { pictureAgeMs, pictureCaptureUtcMs, type Tile } from '@contract/domain/tile-truth.ts';
import type { CameraId } from '@contract/domain/units.ts';
import { createListeners } from '../lib/listeners.ts';
import { HideWatch, type HiddenBy } from './hide-watch.ts';
import { LEVEL_MEANS, loadOf, type LoadLevel } from './load-ladder.ts';
import { PlayableWatch } from './playable-watch.ts';
import type { AudioState, PictureEvidence, PlayerEvent, PlayerStats } from './player-events.ts';
import { nextReopen, NO_REOPENS, type ReopenHistory } from './reopen-plan.ts';
import type { ReplaySession, ReplayState } from './replay-session.ts';
import { takeSnapshot, type Snapshot, type SnapshotCaption } from './snapshot.ts';
import { StreamLink } from './stream-link.ts';
import type { TileInfo, TileMeter } from './tile-info.ts';
import { TileGlass } from './tile-glass.ts';
import type { Cadence, Release, TilePlayer } from './tile-player.ts';
import { TileReplay } from './tile-replay.ts';
import { bearableCadence, demandOf, fitFor, glassOf, missingCodec, shownMasks, shownZoom, USUAL_WANTS, type TileWants } from './tile-wants.ts';
import type { TileSessionOptions } from './tile-window.ts';
import { TruthKeeper } from './truth-keeper.ts';
import type { Fit } from './zoom.ts';

/**
 * One camera in one tile: asks for its stream, drives its player, covers what is to be covered, and keeps the tile's truth. No React: a
 * component subscribes, mounts, wants and releases. Opens at once when made; the owner (a pool) calls `destroy`.
 */
export class TileSession {
  readonly camera: CameraId;
  readonly #options: TileSessionOptions;
  readonly #player: TilePlayer;
  readonly #glass: TileGlass;
  readonly #replay: TileReplay;
  readonly #truth: TruthKeeper;
  readonly #link: StreamLink;
  readonly #playable: PlayableWatch;
  readonly #hide: HideWatch;
  readonly #changes = createListeners<null>();
  readonly #meters = createListeners<TileMeter>();
  readonly #pictures = createListeners<number>();
  readonly #releases: Release[] = [];
  #wants: TileWants;
  /** As told last. */
  #told: { readonly state: TileState; readonly replay: ReplayState | null };
  #open: TileInfo['stream'] = null;
  #level: LoadLevel = 'full';
  #cadence: Cadence = 1;
  #audio: AudioState = 'off';
  #shownCount = 0;
  #steadySinceMonoMs: number;
  #reopens: ReopenHistory = NO_REOPENS;
  #isResting = false;
  #isDestroyed = false;

  constructor(options: TileSessionOptions) {
    this.#options = options;
    this.camera = options.camera;
    this.#wants = { ...USUAL_WANTS, ...options.wants };
    this.#steadySinceMonoMs = options.clock.monoMs();
    this.#player = options.players.createPlayer();
    this.#truth = new TruthKeeper(options.clock, () => {
      this.#tell();
    });
    this.#told = { state: this.#truth.tile.state, replay: null };
    this.#glass = new TileGlass(this.#player, () => {
      this.#show();
    });
    this.#replay = new TileReplay({
      ...options,
      requests: options.replays,
      createPlayer: options.players.createPlayer,
      glass: this.#glass,
      mayShow: () => !this.#isDestroyed && !this.#truth.tile.paused && this.#wants.masks !== null,
      onChange: () => {
        this.#show();
        this.#tell();
      },
    });
    this.#link = new StreamLink({
      ...options,
      monoMs: options.clock.monoMs,
      onOpened: (stream) => {
        this.#unsettle();
        this.#truth.tell({ kind: 'restarted' });
        this.#player.play({ stream });
      },
      onFailed: (code) => {
        this.#truth.tell({ kind: 'request-failed', code });
      },
      onClosed: () => {
        this.#open = null;
        this.#player.stop();
      },
    });
    this.#playable = new PlayableWatch(options.players.playable, (playable) => {
      this.#usePlayable(playable);
    });
    this.#hide = new HideWatch({ later: options.later, onHidden: this.#pause, onSeen: this.#resume });
    this.#releases.push(
      this.#player.onEvidence(this.#onEvidence),
      this.#player.onEvent(this.#onPlayerEvent),
      options.ticker.add(this.#onTick),
      options.players.onPort((news) => {
        if (news === 'first') this.#link.retryNow();
        else this.#onGatewayRestart();
      }),
    );
    this.#truth.tell({ kind: 'assigned' });
    this.#show();
    this.#findPlayable();
  }

  /** For `useSyncExternalStore`; told of changes of `getSnapshot` and `getReplay` only. */
  readonly subscribe = (listener: () => void): Release => this.#changes.add(listener);
  readonly getSnapshot = (): TileState => this.#top().state;
  /** The replay that plays on top of the live picture; null: none. */
  readonly getReplay = (): ReplayState | null => this.#replay.session?.state ?? null;

  /** Every tick (250 ms), and at once: the numbers that change all the time. */
  readonly onMeter = (listener: (meter: TileMeter) => void): Release => {
    listener(this.meter());
    return this.#meters.add(listener);
  };

  /** Every live picture drawn, with its age when it reaches the glass, ms; for measurements. */
  readonly onPicture = (listener: (ageMs: number) => void): Release => this.#pictures.add(listener);

  readonly meter = (): TileMeter => ({ ageMs: pictureAgeMs(this.#top()), captureUtcMs: pictureCaptureUtcMs(this.#top()) });
  readonly stats = (): PlayerStats => ({ ...this.#player.stats(), reopens: this.#reopens.count });
  /** Loudness of what is played now, RMS 0..1. */
  readonly audioLevel = (): number => this.#player.audioLevel();
  /** What stands behind the picture; read it with the meter. */
  readonly info = (): TileInfo => ({
    stream: this.#open,
    player: this.#player.stats().player,
    missingCodec: missingCodec(this.#wants, this.#options.pixelRatio(), this.#playable.answer),
    level: this.#level,
    cadence: this.#cadence,
    importance: this.#wants.importance,
    audio: this.#audio,
    shown: this.#shownCount,
    isPaused: this.#truth.tile.paused,
    steadyMs: !this.#glass.isMounted || this.#open === null || this.#truth.tile.paused || this.#wants.masks === null ? 0 : this.#options.clock.monoMs() - this.#steadySinceMonoMs,
    glass: glassOf(this.#wants, this.#options.pixelRatio()),
  });

  /** How many of its pictures this tile shows: each, every second, every third. Other than 1: the machine has too much to do. */
  get cadence(): Cadence {
    return this.#cadence;
  }

  /** How the picture lies in its tile, for the arithmetic of `zoom.ts`. */
  get fit(): Fit {
    return fitFor(this.#wants, this.#glass.aspect);
  }

  /**
   * Puts the picture into `host`, with what covers it, and keeps `data-state` and `data-age-ms` of `figure` (which React must then leave
   * alone). Page code cannot reach the picture itself. The stream goes on when released.
   */
  mount(host: HTMLElement, figure: HTMLElement | null): Release {
    this.#unsettle();
    const unmount = this.#glass.mount(host, figure);
    this.#glass.write(this.#top());
    return unmount;
  }

  /** Changes what is wanted; the rest stays as it was. */
  want(wants: Partial<TileWants>): void {
    if (this.#isDestroyed) return;
    this.#wants = { ...this.#wants, ...wants };
    if (this.#wants.masks === null) this.#replay.end();
    this.#show();
    this.#findPlayable();
  }

  /** How much this machine can do for the tile; the load ladder says it. */
  setLevel(level: LoadLevel): void {
    if (this.#isDestroyed || level === this.#level) return;
    this.#level = level;
    this.#unsettle();
    this.#show();
    this.#findPlayable();
  }

  /** A tile nobody can see costs nothing: after HIDE_GRACE_MS its stream is closed and it says so; shown again it opens at once. */
  setVisible(visible: boolean, by: HiddenBy = 'tile'): void {
    if (!this.#isDestroyed) this.#hide.set(visible, by);
  }

  /** Stands in no tile for a moment: its stream goes on, nothing is decoded. Back in one it awaits a picture drawn there. */
  setResting(resting: boolean): void {
    if (this.#isDestroyed || this.#isResting === resting) return;
    this.#isResting = resting;
    if (!resting) this.#truth.tell({ kind: 'put-back' });
    if (!this.#truth.tile.paused) this.#player.setVisible(!resting);
  }

  /** Something changed for the better (server back, signed in): what waits tries at once. A stream that runs is left alone. */
  retryNow(): void {
    if (!this.#isDestroyed) this.#link.retryNow();
  }

  /** Plays the last seconds (1..60) on top of the live picture, which goes on beneath. Code replay/nothing-kept. */
  startReplay(secondsBack: number): Promise<Result<null>> {
    return this.#replay.start(secondsBack);
  }

  /** For pause, play, step, seek; null: nothing is replayed. */
  replay(): ReplaySession | null {
    return this.#replay.session;
  }

  /** Back to the live picture, which has never stopped. */
  endReplay(): void {
    this.#replay.end();
  }

  /**
   * The picture on the glass as a PNG of its full size, all masks burnt in (lifted ones too), with a strip of words below. Null while
   * there is no picture, or not known what is to be covered.
   */
  snapshot(caption: (moment: { readonly captureUtcMs: number; readonly state: TileState }) => SnapshotCaption): Promise<Snapshot | null> {
    const { masks } = this.#wants;
    const player = this.#replay.session?.player ?? this.#player;
    if (masks === null || this.#isDestroyed || this.#truth.tile.paused) return Promise.resolve(null);
    const { state } = this.#top();
    return takeSnapshot({ grab: player.grab, masks, state, caption, studio: this.#options.studio });
  }

  /** Closes the stream and releases the player; may be called twice. */
  destroy(): void {
    if (this.#isDestroyed) return;
    this.endReplay();
    this.#isDestroyed = true;
    this.#hide.destroy();
    this.#playable.end();
    for (const release of this.#releases) release();
    this.#link.close();
    this.#player.destroy();
    this.#truth.tell({ kind: 'cleared' });
    this.#glass.destroy();
    this.#changes.clear();
    this.#meters.clear();
    this.#pictures.clear();
  }

  #top(): Tile {
    return this.#replay.session?.tile ?? this.#truth.tile;
  }

  #tell(): void {
    const [state, replay] = [this.getSnapshot(), this.getReplay()];
    if (state === this.#told.state && replay === this.#told.replay) return;
    this.#told = { state, replay };
    this.#glass.write(this.#top());
    this.#changes.emit(null);
  }

  /** Brings glass, player and stream to what is wanted now. */
  #show(): void {
    const wants = this.#wants;
    this.#glass.show({ masks: shownMasks(wants, this.#options.clock.nowUtcMs()), zoom: shownZoom(wants, this.#glass.aspect), fit: wants.fit });
    const { cadence, pace } = LEVEL_MEANS[this.#level];
    const bearable = bearableCadence(cadence, this.#open?.frameRate ?? 0);
    if (bearable !== this.#cadence) this.#player.setCadence(bearable);
    this.#cadence = bearable;
    this.#player.setAudio(wants.audio && this.#replay.session === null);
    const playable = this.#playable.answer ?? [];
    if (playable.length > 0) this.#link.setDemand(demandOf(wants, { pixelRatio: this.#options.pixelRatio(), playable, pace }));
  }

  #findPlayable(): void {
    const glass = glassOf(this.#wants, this.#options.pixelRatio() * (this.#wants.zoom?.scale ?? 1));
    this.#playable.ask({ streams: this.#wants.streams, glass, load: loadOf(this.#level) });
  }

  #usePlayable(playable: readonly ProfileName[]): void {
    this.#show();
    if (playable.length > 0) {
      this.#openIfSeen();
      return;
    }
    this.#link.close();
    this.#truth.tell({ kind: 'decoder', report: 'unsupported' });
  }

  #openIfSeen(): void {
    if (!this.#isDestroyed && !this.#truth.tile.paused && (this.#playable.answer ?? []).length > 0 && this.#link.kind === 'closed') this.#link.open();
  }

  readonly #pause = (): void => {
    this.endReplay();
    this.#player.setVisible(false);
    this.#link.close();
    this.#truth.tell({ kind: 'paused' });
  };

  readonly #resume = (): void => {
    this.#unsettle();
    this.#player.setVisible(!this.#isResting);
    this.#truth.tell({ kind: 'resumed' });
    this.#openIfSeen();
  };

  /** What the machine shows of this tile in the next seconds says nothing of its load. */
  #unsettle(): void {
    this.#steadySinceMonoMs = this.#options.clock.monoMs();
  }

  readonly #onEvidence = ({ captureUtcMs, mediaTimeUs, nowMonoMs, displayDelayMs }: PictureEvidence): void => {
    // A picture that is covered because nobody knows its masks is not shown to anybody.
    if (this.#wants.masks === null) return;
    this.#shownCount += 1;
    this.#truth.tell({ kind: 'presented', captureUtcMs, mediaTimeUs }, nowMonoMs);
    this.#pictures.emit(this.#options.clock.nowUtcMs() - captureUtcMs + displayDelayMs);
  };

  readonly #onTick = (): void => {
    this.#truth.tell({ kind: 'tick' });
    this.#replay.session?.tick();
    // A lift may be over, the window may have gone to a monitor of another density.
    this.#show();
    this.#glass.write(this.#top());
    this.#meters.emit(this.meter());
    this.#link.tick();
    const { state } = this.#truth.tile;
    // A picture that stands nowhere (prepared, lingering) or is covered cannot be drawn: its silence says nothing of the stream.
    const isDrawable = this.#glass.isMounted && this.#wants.masks !== null;
    if (isDrawable && state.kind === 'lost' && (state.cause === 'no-frames' || state.cause === 'waiting-key-frame')) this.#reopenWithinBudget();
  };

  readonly #onPlayerEvent = (event: PlayerEvent): void => {
    switch (event.kind) {
      case 'status':
        this.#onStatus(event.status);
        return;
      case 'decoder':
        this.#truth.tell({ kind: 'decoder', report: event.report });
        return;
      case 'stillness':
        this.#truth.tell({ kind: 'stillness', isStill: event.isStill });
        return;
      case 'restarted':
        this.#truth.tell({ kind: 'restarted' });
        return;
      case 'audio':
        this.#audio = event.state;
        return;
      case 'reopen-needed':
        this.#reopenWithinBudget();
        return;
      case 'replay-ended':
        return;
      default:
        assertNever(event);
    }
  };

  #onStatus(status: StreamStatus): void {
    this.#truth.tell({ kind: 'status', status });
    switch (status.kind) {
      case 'opening':
        return;
      case 'open':
        this.#unsettle();
        this.#open = status;
        this.#glass.expectSize(status.widthPx, status.heightPx);
        this.#link.settled();
        this.#show();
        return;
      case 'interrupted':
      case 'unreachable':
        this.#link.settled();
        return;
      case 'refused':
      case 'closed':
        this.#link.retryLater();
        return;
      default:
        assertNever(status);
    }
  }

  /** A camera that stays silent is asked for again, ever less often. */
  #reopenWithinBudget(): void {
    const openSinceMonoMs = this.#link.openSinceMonoMs;
    if (openSinceMonoMs === null) return;
    const plan = nextReopen(this.#reopens, { nowMonoMs: this.#options.clock.monoMs(), openSinceMonoMs, lastPictureUtcMs: pictureCaptureUtcMs(this.#truth.tile) });
    if (plan === null) return;
    this.#reopens = plan;
    this.#link.reopen();
  }

  #onGatewayRestart(): void {
    this.endReplay();
    if (this.#link.kind !== 'closed') this.#link.reopen();
  }
}
