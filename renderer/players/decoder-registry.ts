// In the media worker only: the page never loads a decoder.
import { createJsmpegDecoder } from './jsmpeg/jsmpeg-decoder.ts';
import { createMjpegDecoder } from './mjpeg/mjpeg-decoder.ts';
import type { PictureDecoderFactory, PicturePlayerName } from './unit-decoder.ts';
import { createWebcodecsDecoder } from './webcodecs/webcodecs-decoder.ts';

/** What makes pictures of a stream's units, by player. */
export const PICTURE_DECODERS: Readonly<Record<PicturePlayerName, PictureDecoderFactory>> = {
  webcodecs: createWebcodecsDecoder,
  mjpeg: createMjpegDecoder,
  jsmpeg: createJsmpegDecoder,
};
