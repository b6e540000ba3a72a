import type { GatewayToWindow } from '@contract/ipc/media-port.ts';
import type { StreamId } from '@contract/domain/units.ts';

interface Early {
  readonly sinceMs: number;
  status: GatewayToWindow | null;
  units: GatewayToWindow[];
}

const KEEP_MS = 5_000;
const MAX_UNITS = 90;
const MAX_STREAMS = 128;

/**
 * What came for a stream before its player was told to play it: the answer to the page goes through main, the units do not. Keeps
 * the newest status and the units from the newest key frame on, for a few seconds.
 */
export class EarlyUnits {
  readonly #streams = new Map<StreamId, Early>();

  add(message: GatewayToWindow, nowMs: number): void {
    let early = this.#streams.get(message.stream);
    if (early === undefined) {
      if (this.#streams.size >= MAX_STREAMS) return;
      early = { sinceMs: nowMs, status: null, units: [] };
      this.#streams.set(message.stream, early);
    }
    if (message.kind === 'audio') return;
    if (message.kind === 'status') early.status = message;
    else if (message.kind === 'replay-ended') early.units.push(message);
    else if (message.key) early.units = [message];
    else if (early.units.length > 0 && early.units.length < MAX_UNITS) early.units.push(message);
  }

  /** Gives what is kept of a stream, in order, and forgets it. */
  take(stream: StreamId): readonly GatewayToWindow[] {
    const early = this.#streams.get(stream);
    this.#streams.delete(stream);
    return early === undefined ? [] : early.status === null ? early.units : [early.status, ...early.units];
  }

  /** Forgets streams that nobody played in time, among them those just stopped. */
  sweep(nowMs: number): void {
    for (const [stream, early] of this.#streams) if (nowMs - early.sinceMs > KEEP_MS) this.#streams.delete(stream);
  }
}
