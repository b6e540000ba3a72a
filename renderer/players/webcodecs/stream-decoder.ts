import type { DecodedFrame, PictureChunk, PictureDecoder, PictureDecoderInit, StreamShape, StreamUnit, UnitDecoder, UnitDecoderPorts } from '../unit-decoder.ts';
import { StreamCare } from '../stream-care.ts';
import type { Opening, OpeningOrder } from './opening-order.ts';
import { CAUGHT_UP, OPEN_GATE, passGate, queueLimit, type Gate } from './unit-gate.ts';

export interface StreamDecoderPorts<F extends DecodedFrame> extends UnitDecoderPorts {
  readonly createDecoder: (init: PictureDecoderInit<F>) => PictureDecoder;
  readonly openings: Pick<OpeningOrder, 'begin'>;
  /** Takes the frame over. */
  readonly present: (frame: F) => void;
}

/** A decoder with units in hand that gave nothing for this long has stalled. */
const STALL_MS = 2_000;
/** The newest preroll picture is shown when no live one follows within this time. */
const PREROLL_HOLD_MS = 120;
/** In a crowd a tile shows so often what leads to now, but nothing from further back: it would be called late. */
const CROWD_SHOWS_EVERY_MS = 250;
const CROWD_SHOWS_BACK_US = 2_000_000;
const OPENING_MS = 3_000;
const OPENING_MAX_MS = 8_000;

/**
 * Decodes one stream's units into pictures, with whichever picture decoder it is given: waits for key frames, drops late units to the next key frame, resets a decoder that
 * failed, and climbs the recovery ladder. Owns its decoder and every frame until `present` takes it. `close` may be called twice.
 */
export class StreamDecoder<F extends DecodedFrame> implements UnitDecoder {
  received = 0;
  decoded = 0;
  dropped = 0;
  gaps = 0;
  readonly #ports: StreamDecoderPorts<F>;
  readonly #care: StreamCare;
  readonly #baseUtcUs: number;
  #shape: StreamShape;
  #decoder: PictureDecoder | null = null;
  /** The next key unit has another shape than those before. */
  #isReshaped = false;
  #gate: Gate = OPEN_GATE;
  /** Newest timestamp handed to the decoder as preroll; pictures up to it are not live. */
  #prerollUntilUs = -Infinity;
  /** Preroll units given to the decoder in its opening. */
  #prerolled = 0;
  /** Null: the decoder is past its opening. */
  #openingSinceMs: number | null = null;
  /** Its place among those opened with it; null: alone, or past that. */
  #opening: Opening | null = null;
  /** The decoder has its first unit. */
  #isBegun = false;
  /** What waits until the others have their first pictures, too. */
  #waiting: PictureChunk[] = [];
  /** Opened in a crowd: since when, and when a picture was shown last. Null: alone, or up to date. */
  #crowd: { readonly sinceMs: number; shownMs: number } | null = null;
  /** A unit of now has come: it is known how far back the preroll lies. */
  #hasLive = false;
  #held: F | null = null;
  #cancelHold: (() => void) | null = null;
  /** When the decoder last gave a picture or was idle. */
  #aliveMs: number;
  #isClosed = false;

  /** `baseUtcUs`: the picture timestamps count from here. */
  constructor(options: { readonly shape: StreamShape; readonly baseUtcUs: number; readonly ports: StreamDecoderPorts<F> }) {
    this.#shape = options.shape;
    this.#baseUtcUs = options.baseUtcUs;
    this.#ports = options.ports;
    this.#aliveMs = options.ports.nowMs();
    this.#care = new StreamCare(options.ports, () => {
      this.#discardDecoder();
      this.#gate = OPEN_GATE;
    });
  }

  get keyFrameRequests(): number {
    return this.#care.keyFrameRequests;
  }

  get decoderResets(): number {
    return this.#care.decoderResets;
  }

  /** Frames held now: 0 or 1. */
  get held(): number {
    return this.#held === null ? 0 : 1;
  }

  push(unit: StreamUnit): void {
    if (this.#isClosed) return;
    this.received += 1;
    if (this.#isReshaped && unit.key) this.#reshape();
    const decoder = this.#usableDecoder();
    const { gate, verdict } = passGate(this.#gate, { key: unit.key, sequence: unit.sequence, queued: decoder.decodeQueueSize + this.#waiting.length, mayQueue: queueLimit(this.#isOpening(decoder) ? this.#prerolled : null) });
    this.#gate = gate;
    switch (verdict.kind) {
      case 'decode':
        this.#decode(decoder, unit);
        return;
      case 'restart':
        this.#discardDecoder();
        this.#restartWith(unit);
        return;
      case 'drop':
        this.dropped += 1;
        if (verdict.why === 'gap') this.gaps += 1;
        if (verdict.why !== 'repeated') this.#care.meet('needs-key');
        return;
    }
  }

  skip(): void {
    this.received += 1;
    this.dropped += 1 + this.#waiting.length;
    this.#gate = OPEN_GATE;
    this.#leaveOpening();
    this.#dropHeld();
  }

  restart(): void {
    this.#gate = OPEN_GATE;
    this.#care.meet('needs-key');
  }

  configure(shape: StreamShape): void {
    this.#shape = shape;
    this.#isReshaped = true;
    this.#gate = OPEN_GATE;
  }

  check(): void {
    if (this.#isClosed) return;
    const nowMs = this.#ports.nowMs();
    const isBusy = (this.#decoder?.decodeQueueSize ?? 0) > 0;
    if (!isBusy) this.#aliveMs = nowMs;
    else if (nowMs - this.#aliveMs > STALL_MS) this.#care.meet('decoder-failed');
    if (this.#gate.needsKey && this.received > 0) this.#care.meet('needs-key');
  }

  fail(): void {
    this.#care.meet('decoder-failed');
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#dropHeld();
    this.#discardDecoder();
  }

  #usableDecoder(): PictureDecoder {
    if (this.#decoder !== null && this.#decoder.state === 'configured') return this.#decoder;
    const decoder = this.#ports.createDecoder({
      output: (frame) => {
        if (this.#isClosed || this.#decoder !== decoder) frame.close();
        else this.#onFrame(frame);
      },
      error: () => {
        if (this.#decoder === decoder) this.#care.meet('decoder-failed');
      },
      dropped: () => {
        this.dropped += 1;
        this.#aliveMs = this.#ports.nowMs();
      },
    });
    decoder.configure(this.#shape);
    this.#decoder = decoder;
    this.#prerolled = 0;
    this.#isBegun = false;
    this.#hasLive = false;
    this.#crowd = null;
    this.#openingSinceMs = this.#ports.nowMs();
    this.#aliveMs = this.#ports.nowMs();
    return decoder;
  }

  /** From its making until it was up to date, at least for a while: the tiles beside it are being opened, too. */
  #isOpening({ decodeQueueSize }: PictureDecoder): boolean {
    if (this.#openingSinceMs === null) return false;
    const openMs = this.#ports.nowMs() - this.#openingSinceMs;
    if (openMs > OPENING_MAX_MS || (openMs > OPENING_MS && decodeQueueSize <= CAUGHT_UP)) this.#openingSinceMs = null;
    return this.#openingSinceMs !== null;
  }

  /** The decoder in use goes on with the new shape, so that nothing it still has in hand is lost. */
  #reshape(): void {
    this.#isReshaped = false;
    this.#prerollUntilUs = -Infinity;
    if (this.#decoder === null || this.#decoder.state !== 'configured') return;
    this.#goOn();
    try {
      this.#decoder.configure(this.#shape);
    } catch {
      this.#discardDecoder();
    }
  }

  #decode(decoder: PictureDecoder, unit: StreamUnit): void {
    const timestamp = Math.round(unit.captureUtcUs - this.#baseUtcUs);
    if (unit.preroll) {
      this.#prerollUntilUs = Math.max(this.#prerollUntilUs, timestamp);
      this.#prerolled += 1;
    }
    else {
      this.#hasLive = true;
      // The camera's clock was set back: what is live now is dated before the preroll.
      if (timestamp <= this.#prerollUntilUs) this.#prerollUntilUs = -Infinity;
    }
    const chunk: PictureChunk = { type: unit.key ? 'key' : 'delta', timestamp, data: unit.data };
    if (this.#isBegun && this.#opening !== null) {
      this.#waiting.push(chunk);
      this.#showHeldInCrowd();
      return;
    }
    if (!this.#isBegun) this.#begin();
    this.#hand(decoder, chunk);
  }

  #begin(): void {
    this.#isBegun = true;
    this.#opening = this.#ports.openings.begin(this.#goOn);
    this.#crowd = this.#opening === null ? null : { sinceMs: this.#ports.nowMs(), shownMs: -Infinity };
  }

  /** It was too slow a moment ago: this is no opening, and it waits for nobody. */
  #restartWith(unit: StreamUnit): void {
    const decoder = this.#usableDecoder();
    this.#isBegun = true;
    this.#decode(decoder, unit);
    this.#openingSinceMs = null;
  }

  #hand(decoder: PictureDecoder, chunk: PictureChunk): void {
    try {
      decoder.decode(chunk);
    } catch {
      // A key unit without a key frame in it, or a decoder that closed a moment ago.
      this.#care.meet('decoder-failed');
    }
  }

  /** Waits for the others no longer. */
  readonly #goOn = (): void => {
    this.#opening?.end();
    this.#opening = null;
    const decoder = this.#decoder;
    for (const chunk of this.#waiting.splice(0)) if (decoder !== null && decoder === this.#decoder) this.#hand(decoder, chunk);
    this.#showHeldSoon();
  };

  #onFrame(frame: F): void {
    this.decoded += 1;
    this.#aliveMs = this.#ports.nowMs();
    this.#care.say('ok');
    this.#dropHeld();
    this.#opening?.shown();
    if (frame.timestamp > this.#prerollUntilUs) {
      this.#crowd = null;
      this.#ports.present(frame);
      return;
    }
    this.#held = frame;
    this.#showHeldInCrowd();
    if (this.#opening === null) this.#showHeldSoon();
  }

  #showHeld(): void {
    const frame = this.#held;
    this.#held = null;
    this.#dropHeld();
    if (frame !== null) this.#ports.present(frame);
  }

  #showHeldSoon(): void {
    if (this.#held === null) return;
    this.#cancelHold?.();
    this.#cancelHold = this.#ports.after(PREROLL_HOLD_MS, () => {
      this.#showHeld();
    });
  }

  /** Where many tiles are opened at once, what leads to now is better than black. */
  #showHeldInCrowd(): void {
    const crowd = this.#crowd;
    if (crowd === null || this.#held === null || !this.#hasLive) return;
    const nowMs = this.#ports.nowMs();
    const backUs = this.#prerollUntilUs - this.#held.timestamp + (nowMs - crowd.sinceMs) * 1_000;
    if (backUs > CROWD_SHOWS_BACK_US) {
      // Who has nothing to show need not wait for the others.
      if (this.#opening === null) return;
      this.#dropHeld();
      this.#goOn();
    } else if (nowMs - crowd.shownMs >= CROWD_SHOWS_EVERY_MS) {
      crowd.shownMs = nowMs;
      this.#showHeld();
    }
  }

  #dropHeld(): void {
    this.#cancelHold?.();
    this.#cancelHold = null;
    this.#held?.close();
    this.#held = null;
  }

  #leaveOpening(): void {
    this.#opening?.end();
    this.#opening = null;
    this.#waiting = [];
  }

  #discardDecoder(): void {
    const decoder = this.#decoder;
    this.#decoder = null;
    this.#leaveOpening();
    if (decoder !== null && decoder.state !== 'closed') decoder.close();
  }
}
