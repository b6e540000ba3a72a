import { streamId } from '../../contract/domain/units.ts';
import type { PictureChunk, PictureDecoder, PictureDecoderInit, StreamShape, StreamUnit } from '../../renderer/players/unit-decoder.ts';
import type { OpeningOrder } from '../../renderer/players/webcodecs/opening-order.ts';
import { StreamDecoder } from '../../renderer/players/webcodecs/stream-decoder.ts';
import { Frame } from './frame.ts';

/** A decoder that answers when told to. */
class FakeDecoder implements PictureDecoder {
  state: PictureDecoder['state'] = 'unconfigured';
  readonly queue: number[] = [];
  readonly configured: string[] = [];
  readonly #init: PictureDecoderInit<Frame>;
  readonly #made: Frame[];
  constructor(init: PictureDecoderInit<Frame>, made: Frame[]) {
    this.#init = init;
    this.#made = made;
  }
  get decodeQueueSize(): number {
    return this.queue.length;
  }
  configure = ({ codec }: { readonly codec: string }): void => {
    this.configured.push(codec);
    this.state = 'configured';
  };
  decode = (chunk: PictureChunk): void => {
    this.queue.push(chunk.timestamp);
  };
  close = (): void => {
    this.state = 'closed';
    this.queue.length = 0;
  };
  answer(): void {
    const timestamp = this.queue.shift();
    if (timestamp === undefined) return;
    const frame = new Frame(timestamp);
    this.#made.push(frame);
    this.#init.output(frame);
  }
  fail(): void {
    this.state = 'closed';
    this.#init.error();
  }
}

export const SHAPE: StreamShape = { profile: 'sub', format: 'annexb', codec: 'avc1.4d401f', widthPx: 640, heightPx: 360 };
const BASE_UTC_US = 1_700_000_000_000_000;

const noDecoder = (): never => {
  throw new Error('no decoder');
};

/** Few are opened with it: it need not wait. */
const ALONE = { begin: () => null };

/** A stream's decoder, with what it decodes with, its timers and the clock in the test's hands. */
export const decoderScene = (openings: Pick<OpeningOrder, 'begin'> = ALONE) => {
  const decoders: FakeDecoder[] = [];
  const made: Frame[] = [];
  const presented: Frame[] = [];
  const said: string[] = [];
  const timers = new Map<number, () => void>();
  let nowMs = 0;
  let nextTimer = 0;
  const decoder = new StreamDecoder<Frame>({
    shape: SHAPE,
    baseUtcUs: BASE_UTC_US,
    ports: {
      createDecoder: (init) => {
        const created = new FakeDecoder(init, made);
        decoders.push(created);
        return created;
      },
      openings,
      present: (frame) => presented.push(frame),
      onReport: (report) => said.push(report),
      requestKeyFrame: () => said.push('key-frame!'),
      reopenStream: () => said.push('reopen!'),
      after: (_delayMs, run) => {
        const id = (nextTimer += 1);
        timers.set(id, run);
        return () => timers.delete(id);
      },
      nowMs: () => nowMs,
    },
  });
  let sequence = 0;
  const push = (over: Partial<StreamUnit> = {}): void => {
    sequence += 1;
    decoder.push({ kind: 'unit', stream: streamId(1), key: false, preroll: false, captureUtcUs: BASE_UTC_US + sequence * 66_000, sequence, data: new ArrayBuffer(8), ...over });
  };
  return {
    decoder,
    decoders,
    made,
    presented,
    said,
    push,
    skipUnit: () => {
      sequence += 1;
    },
    current: () => decoders.at(-1) ?? noDecoder(),
    advance: (ms: number) => {
      nowMs += ms;
    },
    fireTimers: () => {
      for (const [id, run] of [...timers]) {
        timers.delete(id);
        run();
      }
    },
  };
};
