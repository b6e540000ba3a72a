import type { PictureChunk, PictureDecoder, PictureDecoderInit } from '../unit-decoder.ts';
import { Mpeg1Stream, type Mpeg1Picture } from './mpeg1-stream.ts';

export interface JsmpegPorts<F> {
  /** The planes are copied. */
  readonly createFrame: (picture: Mpeg1Picture, timestampUs: number) => F;
  /** Runs later as a task of its own, so that units that came meanwhile are counted first. */
  readonly later: (run: () => void) => void;
}

/** MPEG-1 in transport packets, decoded in script, one picture a task. */
export class JsmpegDecoder<F> implements PictureDecoder {
  state: PictureDecoder['state'] = 'unconfigured';
  readonly #init: PictureDecoderInit<F>;
  readonly #ports: JsmpegPorts<F>;
  #stream = new Mpeg1Stream();
  #queue: PictureChunk[] = [];

  constructor(init: PictureDecoderInit<F>, ports: JsmpegPorts<F>) {
    this.#init = init;
    this.#ports = ports;
  }

  get decodeQueueSize(): number {
    return this.#queue.length;
  }

  readonly configure = (): void => {
    this.state = 'configured';
  };

  readonly decode = (chunk: PictureChunk): void => {
    this.#queue.push(chunk);
    if (this.#queue.length === 1) this.#ports.later(this.#run);
  };

  readonly close = (): void => {
    this.state = 'closed';
    this.#queue = [];
  };

  readonly #run = (): void => {
    const chunk = this.#queue[0];
    if (chunk === undefined || this.state !== 'configured') return;
    let frame: F | null = null;
    try {
      const picture = this.#stream.decode(chunk.data, chunk.type === 'key');
      frame = picture === null ? null : this.#ports.createFrame(picture, chunk.timestamp);
    } catch {
      this.close();
      this.#init.error();
      return;
    }
    this.#queue.shift();
    if (this.#queue.length > 0) this.#ports.later(this.#run);
    if (frame === null) this.#init.dropped();
    else this.#init.output(frame);
  };
}

const tasks: (() => void)[] = [];
let channel: MessageChannel | null = null;

const later = (run: () => void): void => {
  if (channel === null) {
    channel = new MessageChannel();
    channel.port1.onmessage = () => tasks.shift()?.();
  }
  tasks.push(run);
  channel.port2.postMessage(null);
};

/** One copy of the planes at a time; VideoFrame makes its own. */
let planes = new Uint8Array(0);

const createFrame = ({ luma, cb, cr, widthPx, heightPx, codedWidthPx, codedHeightPx }: Mpeg1Picture, timestamp: number): VideoFrame => {
  const bytes = luma.length + cb.length + cr.length;
  if (planes.length < bytes) planes = new Uint8Array(bytes);
  planes.set(luma, 0);
  planes.set(cb, luma.length);
  planes.set(cr, luma.length + cb.length);
  return new VideoFrame(planes.subarray(0, bytes), {
    format: 'I420',
    codedWidth: codedWidthPx,
    codedHeight: codedHeightPx,
    visibleRect: { x: 0, y: 0, width: widthPx, height: heightPx },
    timestamp,
    colorSpace: { primaries: 'smpte170m', transfer: 'smpte170m', matrix: 'smpte170m', fullRange: false },
  });
};

export const createJsmpegDecoder = (init: PictureDecoderInit<VideoFrame>): PictureDecoder => new JsmpegDecoder(init, { createFrame, later });
