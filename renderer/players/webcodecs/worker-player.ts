import type { GatewayToWindow, WindowToGateway } from '@contract/ipc/media-port.ts';
import type { StreamId } from '@contract/domain/units.ts';
import { choosePlayer, type PlayerName, type PlayerOffer } from '../choose-player.ts';
import { MseFeed, type MseFeedPorts } from '../mse/mse-feed.ts';
import type { Cadence } from '../player-events.ts';
import type { DecodedFrame, PictureDecoder, PictureDecoderInit, PicturePlayerName, StreamShape, StreamUnit, UnitDecoder, UnitDecoderPorts } from '../unit-decoder.ts';
import { FrameSink } from './frame-sink.ts';
import type { OpeningOrder } from './opening-order.ts';
import type { PresentationPace } from './presentation-pace.ts';
import { StillWatch, type StillWatchOptions } from './still-watch.ts';
import { StreamDecoder } from './stream-decoder.ts';
import type { WorkerCounters, WorkerToPage } from './worker-protocol.ts';

type PlayerReport = Extract<WorkerToPage, { readonly kind: 'event' }>['event'];

export interface WorkerPlayerPorts<F extends DecodedFrame> extends Pick<UnitDecoderPorts, 'after' | 'nowMs'>, Pick<MseFeedPorts, 'openOutlet' | 'onMark'> {
  readonly createDecoder: (player: PicturePlayerName, init: PictureDecoderInit<F>) => PictureDecoder;
  readonly pace: PresentationPace;
  readonly openings: Pick<OpeningOrder, 'begin'>;
  readonly askPlayers: (format: StreamShape['format'], codec: string) => Promise<readonly PlayerOffer[]>;
  readonly toGateway: (message: WindowToGateway) => void;
  readonly onEvent: (event: PlayerReport) => void;
  readonly readLuma: StillWatchOptions<F>['readLuma'];
  readonly onBase: (baseUtcUs: number) => void;
  /** The next pictures go through the sink. */
  readonly onTrack: () => void;
  /** Takes the buffer over. */
  readonly onSound: (data: ArrayBuffer) => void;
}

type PastCounters = Omit<WorkerCounters, 'player' | 'receivedBytes' | 'openFrames'>;

/** Units kept while the codec is being asked about. */
const MAX_PENDING = 90;

interface Source {
  readonly stream: StreamId;
  shape: StreamShape | null;
  /** What the newest shape asks for; null while that is being found out, and when nothing can show it. */
  wanted: PlayerName | null;
  /** Made with the first unit. Goes on until the first unit of what takes its place. */
  decoder: { readonly player: PlayerName; readonly unit: UnitDecoder } | null;
  pending: StreamUnit[];
}

const isSameShape = (one: StreamShape, other: StreamShape): boolean =>
  one.profile === other.profile && one.format === other.format && one.codec === other.codec && one.widthPx === other.widthPx && one.heightPx === other.heightPx;

/** The worker's half of one player: one stream at a time into one sink, or into a media element. Owns both; `end` may be called twice. */
export class WorkerPlayer<F extends DecodedFrame> {
  readonly sink: FrameSink<F>;
  readonly #ports: WorkerPlayerPorts<F>;
  readonly #still: StillWatch<F>;
  #source: Source | null = null;
  #isVisible = true;
  #cadence: Cadence = 1;
  #sinceShown = 0;
  #thinned = 0;
  #receivedBytes = 0;
  #wantsSound = false;
  #isOnTrack = true;
  #player: PlayerName | null = null;
  #baseUtcUs: number | null = null;
  /** Of the decoders before. */
  #past: PastCounters = { received: 0, decoded: 0, written: 0, dropped: 0, gaps: 0, keyFrameRequests: 0, decoderResets: 0 };

  constructor(ports: WorkerPlayerPorts<F>) {
    this.#ports = ports;
    this.sink = new FrameSink<F>(ports.pace);
    this.#still = new StillWatch<F>({
      readLuma: ports.readLuma,
      nowMs: ports.nowMs,
      onChange: (isStill) => {
        ports.onEvent({ kind: 'stillness', isStill });
      },
    });
  }

  get stream(): StreamId | null {
    return this.#source?.stream ?? null;
  }

  play(stream: StreamId): void {
    this.stop();
    this.#still.restart();
    // The first picture is shown, however few are.
    this.#sinceShown = Infinity;
    this.#source = { stream, shape: null, wanted: null, decoder: null, pending: [] };
  }

  stop(): void {
    const source = this.#source;
    this.#source = null;
    if (source !== null) this.#closeDecoder(source);
  }

  setVisible(visible: boolean): void {
    if (this.#isVisible === visible) return;
    this.#isVisible = visible;
    this.#still.restart();
    if (visible) this.#source?.decoder?.unit.restart();
  }

  setCadence(everyNth: Cadence): void {
    this.#cadence = everyNth;
  }

  setSound(on: boolean): void {
    this.#wantsSound = on;
  }

  /** The page's media element failed. */
  failMedia(): void {
    const decoder = this.#source?.decoder ?? null;
    if (decoder?.player === 'mse') decoder.unit.fail();
  }

  receive(message: GatewayToWindow): void {
    const source = this.#source;
    if (source === null || message.stream !== source.stream) return;
    switch (message.kind) {
      case 'status':
        if (message.status.kind === 'open') this.#useShape(source, message.status);
        this.#ports.onEvent({ kind: 'status', status: message.status });
        return;
      case 'audio':
        this.#receivedBytes += message.data.byteLength;
        if (this.#wantsSound && this.#isVisible) this.#ports.onSound(message.data);
        return;
      case 'replay-ended':
        this.#ports.onEvent({ kind: 'replay-ended' });
        return;
      case 'unit':
        this.#receivedBytes += message.data.byteLength;
        if (source.wanted !== null) this.#feed(source, source.wanted, message);
        else if (message.key) source.pending = [message];
        else if (source.pending.length > 0 && source.pending.length < MAX_PENDING) source.pending.push(message);
        return;
    }
  }

  /** Once a second. */
  check(): void {
    if (this.#isVisible) this.#source?.decoder?.unit.check();
  }

  counters(): WorkerCounters {
    const unit = this.#source?.decoder?.unit ?? null;
    const all = unit === null ? this.#past : this.#withDecoder(unit);
    const media = this.#source?.decoder?.player === 'mse' ? this.#source.decoder.unit.decoded : 0;
    return {
      ...all,
      player: this.#player,
      receivedBytes: this.#receivedBytes,
      written: all.written + media + this.sink.written,
      dropped: all.dropped + this.sink.dropped + this.#thinned,
      openFrames: this.sink.held + (unit?.held ?? 0),
    };
  }

  end(): void {
    this.stop();
    this.sink.end();
  }

  #useShape(source: Source, { profile, format, codec, widthPx, heightPx }: StreamShape): void {
    const shape: StreamShape = { profile, format, codec, widthPx, heightPx };
    if (source.shape !== null && isSameShape(source.shape, shape)) return;
    source.shape = shape;
    source.wanted = null;
    source.pending = [];
    this.#still.restart();
    void this.#ports.askPlayers(format, codec).then((offers) => {
      if (this.#source !== source || source.shape !== shape) return;
      const choice = choosePlayer(format, codec, offers);
      if (choice.kind === 'unsupported') {
        this.#closeDecoder(source);
        this.#ports.onEvent({ kind: 'decoder', report: 'unsupported' });
        return;
      }
      source.wanted = choice.name;
      if (source.decoder?.player === choice.name) source.decoder.unit.configure(shape);
      for (const unit of source.pending.splice(0)) this.#feed(source, choice.name, unit);
    });
  }

  #feed(source: Source, wanted: PlayerName, unit: StreamUnit): void {
    if (source.decoder !== null && source.decoder.player !== wanted) this.#closeDecoder(source);
    source.decoder ??= { player: wanted, unit: this.#createDecoder(source, wanted, unit.captureUtcUs) };
    if (this.#isVisible) source.decoder.unit.push(unit);
    else source.decoder.unit.skip();
  }

  #closeDecoder(source: Source): void {
    const { decoder } = source;
    source.decoder = null;
    if (decoder === null) return;
    decoder.unit.close();
    this.#past = { ...this.#withDecoder(decoder.unit), written: this.#past.written + (decoder.player === 'mse' ? decoder.unit.decoded : 0) };
  }

  #createDecoder(source: Source, player: PlayerName, captureUtcUs: number): UnitDecoder {
    // One base for all streams of a player: a picture's timestamp then names its capture time without knowing its stream.
    if (this.#baseUtcUs === null) {
      this.#baseUtcUs = captureUtcUs;
      this.#ports.onBase(captureUtcUs);
    }
    const shape = source.shape;
    if (shape === null) throw new Error('a unit without a status');
    this.#player = player;
    const ports: UnitDecoderPorts = {
      after: this.#ports.after,
      nowMs: this.#ports.nowMs,
      onReport: (report) => {
        this.#ports.onEvent({ kind: 'decoder', report });
      },
      requestKeyFrame: () => {
        this.#ports.toGateway({ kind: 'key-frame', stream: source.stream });
      },
      reopenStream: () => {
        this.#ports.onEvent({ kind: 'reopen-needed' });
      },
    };
    if (player === 'mse') {
      this.#isOnTrack = false;
      return new MseFeed(shape, { ...ports, openOutlet: this.#ports.openOutlet, onMark: this.#ports.onMark });
    }
    if (!this.#isOnTrack) this.#ports.onTrack();
    this.#isOnTrack = true;
    return new StreamDecoder<F>({
      shape,
      baseUtcUs: this.#baseUtcUs,
      ports: {
        ...ports,
        createDecoder: (init) => this.#ports.createDecoder(player, init),
        openings: this.#ports.openings,
        present: (frame) => {
          this.#present(frame);
        },
      },
    });
  }

  #present(frame: F): void {
    this.#sinceShown += 1;
    if (this.#sinceShown < this.#cadence) {
      this.#thinned += 1;
      frame.close();
      return;
    }
    this.#sinceShown = 0;
    this.#still.see(frame);
    this.sink.present(frame, this.#cadence);
  }

  #withDecoder(decoder: UnitDecoder): PastCounters {
    const past = this.#past;
    return {
      ...past,
      received: past.received + decoder.received,
      decoded: past.decoded + decoder.decoded,
      dropped: past.dropped + decoder.dropped,
      gaps: past.gaps + decoder.gaps,
      keyFrameRequests: past.keyFrameRequests + decoder.keyFrameRequests,
      decoderResets: past.decoderResets + decoder.decoderResets,
    };
  }
}
