import type { PictureDecoderFactory } from '../unit-decoder.ts';

/** Chromium's own decoder: H.264, and HEVC where the platform has it, as Annex-B access units. */
export const createWebcodecsDecoder: PictureDecoderFactory = ({ output, error }) => {
  const decoder = new VideoDecoder({ output, error });
  return {
    get state() {
      return decoder.state;
    },
    get decodeQueueSize() {
      return decoder.decodeQueueSize;
    },
    configure: ({ codec }) => {
      decoder.configure({ codec, optimizeForLatency: true, hardwareAcceleration: 'no-preference' });
    },
    decode: (chunk) => {
      decoder.decode(new EncodedVideoChunk(chunk));
    },
    close: () => {
      decoder.close();
    },
  };
};
