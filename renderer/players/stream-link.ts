import type { ErrorCode } from '@contract/domain/error-code.ts';
import type { Result } from '@contract/domain/result.ts';
import type { StreamDemand } from '@contract/domain/stream.ts';
import type { CameraId, StreamId } from '@contract/domain/units.ts';
import type { DemandQueue } from './demand-queue.ts';
import type { OpenGate, OpenTurn } from './open-gate.ts';

/** The two requests by which a tile has a stream; `window.vonglau.requests` gives them in the console. */
export interface StreamRequests {
  readonly open: (input: { readonly camera: CameraId; readonly demand: StreamDemand }) => Promise<Result<{ readonly stream: StreamId }>>;
  readonly close: (input: { readonly stream: StreamId }) => Promise<Result<null>>;
}

export interface StreamLinkOptions {
  readonly camera: CameraId;
  readonly requests: StreamRequests;
  readonly gate: OpenGate;
  readonly demands: DemandQueue;
  readonly monoMs: () => number;
  readonly onOpened: (stream: StreamId) => void;
  /** The request failed; the link tries again by itself. */
  readonly onFailed: (code: ErrorCode) => void;
  /** The stream that was open is none of this link's any more. */
  readonly onClosed: () => void;
}

type Link =
  | { readonly kind: 'closed' }
  | { readonly kind: 'queued' }
  | { readonly kind: 'opening' }
  | { readonly kind: 'open'; readonly stream: StreamId; readonly sinceMonoMs: number }
  | { readonly kind: 'waiting'; readonly untilMonoMs: number };

const RETRY_MIN_MS = 1_000;
const RETRY_MAX_MS = 15_000;

/**
 * A tile's hold on a stream: asks for it in its turn, keeps its demand told, asks again ever less often when it fails, and gives back
 * every stream it got, whatever came in between. The owner ends it with `close`.
 */
export class StreamLink {
  readonly #options: StreamLinkOptions;
  #link: Link = { kind: 'closed' };
  #turn: OpenTurn | null = null;
  #demand: StreamDemand | null = null;
  #attempts = 0;

  constructor(options: StreamLinkOptions) {
    this.#options = options;
  }

  get kind(): Link['kind'] {
    return this.#link.kind;
  }

  /** Since when the stream is open, this PC's monotonic clock; null: it is not. */
  get openSinceMonoMs(): number | null {
    return this.#link.kind === 'open' ? this.#link.sinceMonoMs : null;
  }

  /** Takes effect at once on an open stream, else with the next. */
  setDemand(demand: StreamDemand): void {
    this.#demand = demand;
    if (this.#link.kind === 'open') this.#options.demands.put(this.#link.stream, demand);
  }

  /** Asks for the stream unless that was done already. */
  open(): void {
    const demand = this.#demand;
    if (demand === null || this.#link.kind === 'queued' || this.#link.kind === 'opening' || this.#link.kind === 'open') return;
    this.#link = { kind: 'queued' };
    const turn = this.#options.gate.enter(demand.importance, () => {
      this.#ask();
    });
    this.#turn = turn;
  }

  close(): void {
    const link = this.#link;
    this.#link = { kind: 'closed' };
    this.#endTurn();
    if (link.kind !== 'open') return;
    this.#options.demands.closed(link.stream);
    this.#options.onClosed();
    void this.#options.requests.close({ stream: link.stream });
  }

  reopen(): void {
    this.close();
    this.open();
  }

  /** Gives the stream up and asks again later: after 1, 2, 4, 8, 15 s, and not before `retryAfterMs`. */
  retryLater(retryAfterMs = 0): void {
    this.close();
    const backOffMs = Math.min(RETRY_MAX_MS, RETRY_MIN_MS * 2 ** Math.min(10, Math.max(0, this.#attempts - 1)));
    this.#link = { kind: 'waiting', untilMonoMs: this.#options.monoMs() + Math.max(backOffMs, retryAfterMs) };
  }

  /** Something changed for the better: what waits tries at once. */
  retryNow(): void {
    this.#attempts = 0;
    if (this.#link.kind === 'waiting') this.open();
  }

  /** The stream runs: the next may be opened, and a later failure is a first one. */
  settled(): void {
    this.#attempts = 0;
    this.#endTurn();
  }

  /** Every 250 ms or so. */
  tick(): void {
    if (this.#link.kind === 'waiting' && this.#options.monoMs() >= this.#link.untilMonoMs) this.open();
  }

  #ask(): void {
    const demand = this.#demand;
    if (this.#link.kind !== 'queued' || demand === null) return;
    this.#attempts += 1;
    const link: Link = { kind: 'opening' };
    this.#link = link;
    void this.#options.requests.open({ camera: this.#options.camera, demand }).then((answer) => {
      if (this.#link !== link) {
        // Closed or reopened while the answer was on its way.
        if (answer.ok) void this.#options.requests.close(answer.value);
        return;
      }
      if (!answer.ok) {
        this.retryLater(answer.error.retryAfterMs);
        this.#options.onFailed(answer.error.code);
        return;
      }
      const { stream } = answer.value;
      this.#link = { kind: 'open', stream, sinceMonoMs: this.#options.monoMs() };
      this.#options.demands.opened(stream, demand);
      if (this.#demand !== null) this.#options.demands.put(stream, this.#demand);
      this.#options.onOpened(stream);
    });
  }

  #endTurn(): void {
    this.#turn?.end();
    this.#turn = null;
  }
}
