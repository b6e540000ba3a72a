import type { PictureChunk, PictureDecoder, PictureDecoderInit } from '../unit-decoder.ts';

/** Decodes one JPEG; rejects for bytes that are none. The caller closes the picture. */
export type DecodeJpeg = (data: ArrayBuffer, timestampUs: number) => Promise<VideoFrame>;

/**
 * JPEG pictures one at a time. While one is being decoded only the newest waits: a live picture is replaced, never queued. One bad
 * picture is left out; several on end are an error.
 */
export class JpegQueue<F extends { readonly close: () => void }> implements PictureDecoder {
  state: PictureDecoder['state'] = 'unconfigured';
  readonly #init: PictureDecoderInit<F>;
  readonly #decodeJpeg: (data: ArrayBuffer, timestampUs: number) => Promise<F>;
  #waiting: PictureChunk | null = null;
  #isDecoding = false;
  #badOnEnd = 0;

  constructor(init: PictureDecoderInit<F>, decodeJpeg: (data: ArrayBuffer, timestampUs: number) => Promise<F>) {
    this.#init = init;
    this.#decodeJpeg = decodeJpeg;
  }

  get decodeQueueSize(): number {
    return (this.#isDecoding ? 1 : 0) + (this.#waiting === null ? 0 : 1);
  }

  readonly configure = (): void => {
    this.state = 'configured';
  };

  readonly decode = (chunk: PictureChunk): void => {
    if (this.#waiting !== null) this.#init.dropped();
    this.#waiting = chunk;
    this.#next();
  };

  readonly close = (): void => {
    this.state = 'closed';
    this.#waiting = null;
  };

  #next(): void {
    const chunk = this.#waiting;
    if (chunk === null || this.#isDecoding || this.state !== 'configured') return;
    this.#waiting = null;
    this.#isDecoding = true;
    this.#decodeJpeg(chunk.data, chunk.timestamp).then(
      (frame) => {
        this.#isDecoding = false;
        this.#badOnEnd = 0;
        if (this.state === 'closed') frame.close();
        else this.#init.output(frame);
        this.#next();
      },
      () => {
        this.#isDecoding = false;
        this.#refuse();
        this.#next();
      },
    );
  }

  #refuse(): void {
    if (this.state === 'closed') return;
    this.#badOnEnd += 1;
    this.#init.dropped();
    if (this.#badOnEnd < BAD_ON_END_MAX) return;
    this.close();
    this.#init.error();
  }
}

const BAD_ON_END_MAX = 3;

/** Chromium's JPEG decoder, which gives planes of luma and chroma where it can. */
const decodeJpeg: DecodeJpeg = async (data, timestampUs) => {
  const decoder = new ImageDecoder({ data, type: 'image/jpeg', colorSpaceConversion: 'none', preferAnimation: false });
  try {
    const { image } = await decoder.decode();
    try {
      return new VideoFrame(image, { timestamp: timestampUs });
    } finally {
      image.close();
    }
  } finally {
    decoder.close();
  }
};

export const createMjpegDecoder = (init: PictureDecoderInit<VideoFrame>): PictureDecoder => new JpegQueue(init, decodeJpeg);
