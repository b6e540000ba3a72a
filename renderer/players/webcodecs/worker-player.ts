import type { GatewayToWindow, WindowToGateway } from '@contract/ipc/media-port.ts';
import type { StreamId } from '@contract/domain/units.ts';
import { FrameSink } from './frame-sink.ts';
import type { PresentationPace } from './presentation-pace.ts';
import { StillWatch, type StillWatchOptions } from './still-watch.ts';
import { StreamDecoder, type DecodedFrame, type DecoderLike, type StreamDecoderPorts, type StreamUnit } from './stream-decoder.ts';
import type { WorkerCounters, WorkerToPage } from './worker-protocol.ts';

type Base = Extract<WorkerToPage, { readonly kind: 'base' }>;
type PlayerReport = Extract<WorkerToPage, { readonly kind: 'event' }>['event'];

export interface WorkerPlayerPorts<F extends DecodedFrame> extends Pick<StreamDecoderPorts<F>, 'createChunk' | 'after' | 'nowMs'> {
  readonly createDecoder: (init: { readonly output: (frame: F) => void; readonly error: () => void }) => DecoderLike;
  readonly pace: PresentationPace;
  readonly isSupported: (codec: string) => Promise<boolean>;
  readonly toGateway: (message: WindowToGateway) => void;
  readonly onEvent: (event: PlayerReport) => void;
  readonly readLuma: StillWatchOptions<F>['readLuma'];
  readonly onBase: (baseUtcUs: Base['baseUtcUs']) => void;
}

/** Units kept while the codec is being asked about. */
const MAX_PENDING = 90;

interface Source<F extends DecodedFrame> {
  readonly stream: StreamId;
  codec: string | null;
  /** The codec can be decoded here. */
  isSupported: boolean;
  /** Made with the first unit. */
  decoder: StreamDecoder<F> | null;
  pending: StreamUnit[];
}

/** The worker's half of one player: one stream at a time into one sink. Owns both; `end` may be called twice. */
export class WorkerPlayer<F extends DecodedFrame> {
  readonly sink: FrameSink<F>;
  readonly #ports: WorkerPlayerPorts<F>;
  readonly #still: StillWatch<F>;
  #source: Source<F> | null = null;
  #isVisible = true;
  #baseUtcUs: number | null = null;
  /** Of the decoders before. */
  #past: WorkerCounters = { received: 0, decoded: 0, written: 0, dropped: 0, gaps: 0, keyFrameRequests: 0, decoderResets: 0, openFrames: 0 };

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
    this.#source = { stream, codec: null, isSupported: false, decoder: null, pending: [] };
  }

  stop(): void {
    const decoder = this.#source?.decoder ?? null;
    this.#source = null;
    if (decoder === null) return;
    decoder.close();
    this.#past = this.#withDecoder(decoder);
  }

  setVisible(visible: boolean): void {
    if (this.#isVisible === visible) return;
    this.#isVisible = visible;
    this.#still.restart();
    if (visible) this.#source?.decoder?.restart();
  }

  receive(message: GatewayToWindow): void {
    const source = this.#source;
    if (source === null || message.stream !== source.stream) return;
    if (message.kind === 'status') {
      if (message.status.kind === 'open') this.#useCodec(source, message.status.codec);
      this.#ports.onEvent({ kind: 'status', status: message.status });
      return;
    }
    if (source.isSupported) this.#feed(source, message);
    else if (message.key) source.pending = [message];
    else if (source.pending.length > 0 && source.pending.length < MAX_PENDING) source.pending.push(message);
  }

  /** Once a second. */
  check(): void {
    if (this.#isVisible) this.#source?.decoder?.check();
  }

  counters(): WorkerCounters {
    const decoder = this.#source?.decoder ?? null;
    const all = decoder === null ? this.#past : this.#withDecoder(decoder);
    return { ...all, written: this.sink.written, dropped: all.dropped + this.sink.dropped, openFrames: this.sink.held + (decoder?.held ?? 0) };
  }

  end(): void {
    this.stop();
    this.sink.end();
  }

  #useCodec(source: Source<F>, codec: string): void {
    if (source.codec === codec) return;
    source.codec = codec;
    source.isSupported = false;
    if (source.decoder !== null) {
      source.decoder.close();
      this.#past = this.#withDecoder(source.decoder);
      source.decoder = null;
    }
    void this.#ports.isSupported(codec).then((isSupported) => {
      if (this.#source !== source || source.codec !== codec) return;
      if (!isSupported) {
        this.#ports.onEvent({ kind: 'decoder', report: 'unsupported' });
        return;
      }
      source.isSupported = true;
      for (const unit of source.pending.splice(0)) this.#feed(source, unit);
    });
  }

  #feed(source: Source<F>, unit: StreamUnit): void {
    source.decoder ??= this.#createDecoder(source, unit.captureUtcUs);
    if (this.#isVisible) source.decoder.push(unit);
    else source.decoder.skip();
  }

  #createDecoder(source: Source<F>, captureUtcUs: number): StreamDecoder<F> {
    // One base for all streams of a player: a picture's timestamp then names its capture time without knowing its stream.
    if (this.#baseUtcUs === null) {
      this.#baseUtcUs = captureUtcUs;
      this.#ports.onBase(captureUtcUs);
    }
    return new StreamDecoder<F>({
      codec: source.codec ?? '',
      baseUtcUs: this.#baseUtcUs,
      ports: {
        ...this.#ports,
        present: (frame) => {
          this.#still.see(frame);
          this.sink.present(frame);
        },
        onReport: (report) => {
          this.#ports.onEvent({ kind: 'decoder', report });
        },
        requestKeyFrame: () => {
          this.#ports.toGateway({ kind: 'key-frame', stream: source.stream });
        },
        reopenStream: () => {
          this.#ports.onEvent({ kind: 'reopen-needed' });
        },
      },
    });
  }

  #withDecoder(decoder: StreamDecoder<F>): WorkerCounters {
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
