import type { StreamShape, StreamUnit, UnitDecoder, UnitDecoderPorts } from '../unit-decoder.ts';
import { StreamCare } from '../stream-care.ts';
import type { Trouble } from '../webcodecs/recovery.ts';
import { CAUGHT_UP, OPEN_GATE, passGate, queueLimit, type Gate } from '../webcodecs/unit-gate.ts';
import { readFragmentTimes } from './fragment-times.ts';
import { NEW_MEDIA_CLOCK, placeFragment, type MediaClock } from './media-clock.ts';

/** A media element's buffer, seen from the worker. */
export interface MediaOutlet {
  /** It takes a fragment now. */
  readonly isIdle: () => boolean;
  /** `offsetS` is added to the fragment's own times. */
  readonly append: (data: ArrayBuffer, offsetS: number) => void;
  readonly remove: (fromS: number, untilS: number) => void;
  /** Takes nothing more; the last picture stays on the element. */
  readonly close: () => void;
}

export interface MseFeedPorts extends UnitDecoderPorts {
  /** Opens an outlet that the page shows. `onIdle`: opened, or done with a fragment. */
  readonly openOutlet: (codec: string, on: { readonly onIdle: () => void; readonly onError: () => void }) => MediaOutlet;
  /** The picture at this time of the newest outlet was taken then. */
  readonly onMark: (mark: { readonly mediaTimeUs: number; readonly captureUtcUs: number }) => void;
}

interface Fragment {
  readonly data: ArrayBuffer;
  readonly captureUtcUs: number;
}

/** Of pictures kept behind the newest, s; removed when twice as much is there. */
const KEEP_S = 10;
const STALL_MS = 4_000;

/** Gives one stream's fragments to a media element. Takes key units first, leaves out what is late, opens a new outlet after an error. */
export class MseFeed implements UnitDecoder {
  received = 0;
  decoded = 0;
  dropped = 0;
  gaps = 0;
  readonly held = 0;
  readonly #ports: MseFeedPorts;
  readonly #care: StreamCare;
  #shape: StreamShape;
  #outlet: MediaOutlet | null = null;
  #queue: Fragment[] = [];
  /** Preroll fragments since the queue was last worked off. */
  #prerolled = 0;
  #gate: Gate = OPEN_GATE;
  #clock: MediaClock = NEW_MEDIA_CLOCK;
  #timescale: number | null = null;
  #removedUntilS = 0;
  #aliveMs: number;
  #isReshaped = false;
  #isClosed = false;

  constructor(shape: StreamShape, ports: MseFeedPorts) {
    this.#shape = shape;
    this.#ports = ports;
    this.#aliveMs = ports.nowMs();
    this.#care = new StreamCare(ports, () => {
      this.#closeOutlet();
      this.#gate = OPEN_GATE;
    });
  }

  get keyFrameRequests(): number {
    return this.#care.keyFrameRequests;
  }

  get decoderResets(): number {
    return this.#care.decoderResets;
  }

  push(unit: StreamUnit): void {
    if (this.#isClosed) return;
    this.received += 1;
    if (this.#queue.length <= CAUGHT_UP) this.#prerolled = 0;
    if (unit.preroll) this.#prerolled += 1;
    const { gate, verdict } = passGate(this.#gate, { key: unit.key, sequence: unit.sequence, queued: this.#queue.length, mayQueue: queueLimit(this.#prerolled === 0 ? null : this.#prerolled) });
    this.#gate = gate;
    if (verdict.kind === 'drop') {
      this.dropped += 1;
      if (verdict.why === 'gap') this.gaps += 1;
      if (verdict.why !== 'repeated') this.#meet('needs-key');
      return;
    }
    if (this.#isReshaped) this.#closeOutlet();
    if (verdict.kind === 'restart') {
      this.dropped += this.#queue.length;
      this.#queue = [];
    }
    this.#queue.push({ data: unit.data, captureUtcUs: unit.captureUtcUs });
    this.#outlet ??= this.#openOutlet();
    this.#feed(this.#outlet);
  }

  skip(): void {
    this.received += 1;
    this.dropped += 1;
    this.#gate = OPEN_GATE;
  }

  restart(): void {
    this.#gate = OPEN_GATE;
    this.#meet('needs-key');
  }

  configure(shape: StreamShape): void {
    this.#shape = shape;
    this.#isReshaped = true;
    this.#gate = OPEN_GATE;
  }

  check(): void {
    if (this.#isClosed) return;
    const nowMs = this.#ports.nowMs();
    if (this.#queue.length === 0) this.#aliveMs = nowMs;
    else if (nowMs - this.#aliveMs > STALL_MS) this.#meet('decoder-failed');
    if (this.#gate.needsKey && this.received > 0) this.#meet('needs-key');
  }

  fail(): void {
    this.#meet('decoder-failed');
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#closeOutlet();
  }

  #openOutlet(): MediaOutlet {
    this.#clock = NEW_MEDIA_CLOCK;
    this.#removedUntilS = 0;
    this.#aliveMs = this.#ports.nowMs();
    const outlet: MediaOutlet = this.#ports.openOutlet(this.#shape.codec, {
      onIdle: () => {
        if (this.#outlet !== outlet) return;
        this.#aliveMs = this.#ports.nowMs();
        this.#feed(outlet);
      },
      onError: () => {
        if (this.#outlet === outlet) this.#meet('decoder-failed');
      },
    });
    return outlet;
  }

  #closeOutlet(): void {
    this.#isReshaped = false;
    this.#outlet?.close();
    this.#outlet = null;
    this.dropped += this.#queue.length;
    this.#queue = [];
  }

  #feed(outlet: MediaOutlet): void {
    const [fragment] = this.#queue;
    if (fragment === undefined || !outlet.isIdle()) return;
    const newestS = (this.#clock.lastS ?? 0) + this.#clock.offsetS;
    if (newestS - this.#removedUntilS > 2 * KEEP_S) {
      this.#removedUntilS = newestS - KEEP_S;
      outlet.remove(0, this.#removedUntilS);
      return;
    }
    this.#queue.shift();
    const times = readFragmentTimes(fragment.data);
    this.#timescale = times.timescale ?? this.#timescale;
    if (times.decodeTime === null || this.#timescale === null) {
      this.#meet('decoder-failed');
      return;
    }
    const { clock, mediaS } = placeFragment(this.#clock, times.decodeTime / this.#timescale);
    this.#clock = clock;
    this.#ports.onMark({ mediaTimeUs: Math.round(mediaS * 1e6), captureUtcUs: fragment.captureUtcUs });
    this.decoded += 1;
    try {
      outlet.append(fragment.data, clock.offsetS);
      this.#care.say('ok');
    } catch {
      this.#meet('decoder-failed');
    }
  }

  #meet(trouble: Trouble): void {
    if (!this.#isClosed) this.#care.meet(trouble);
  }
}
