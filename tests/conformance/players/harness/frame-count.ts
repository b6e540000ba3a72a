// Bundled in front of the media worker: counts pictures (decoded, copied or cloned) that were neither closed nor handed to a track.
const unclosed = new Set<unknown>();

const Decoder = globalThis.VideoDecoder;
globalThis.VideoDecoder = class extends Decoder {
  constructor(init: VideoDecoderInit) {
    super({
      ...init,
      output: (frame) => {
        unclosed.add(frame);
        init.output(frame);
      },
    });
  }
};

const Frame = globalThis.VideoFrame;
globalThis.VideoFrame = new Proxy(Frame, {
  construct: (target, given: ConstructorParameters<typeof VideoFrame>) => {
    const frame = new target(...given);
    unclosed.add(frame);
    return frame;
  },
});

const { decode: decodeImage } = ImageDecoder.prototype;
ImageDecoder.prototype.decode = async function (this: ImageDecoder, ...given: Parameters<typeof decodeImage>): Promise<ImageDecodeResult> {
  const result = await decodeImage.apply(this, given);
  unclosed.add(result.image);
  return result;
};

const { clone: cloneFrame } = VideoFrame.prototype;
VideoFrame.prototype.clone = function (this: VideoFrame): VideoFrame {
  const frame = cloneFrame.call(this);
  unclosed.add(frame);
  return frame;
};

const { close: closeFrame } = VideoFrame.prototype;
VideoFrame.prototype.close = function (this: VideoFrame): void {
  unclosed.delete(this);
  closeFrame.call(this);
};

const { write: writeChunk } = WritableStreamDefaultWriter.prototype;
WritableStreamDefaultWriter.prototype.write = function (this: WritableStreamDefaultWriter, chunk: unknown): Promise<void> {
  unclosed.delete(chunk);
  return writeChunk.call(this, chunk);
};

const channel = new BroadcastChannel('open-frames');
setInterval(() => {
  channel.postMessage(unclosed.size);
}, 100);

export {};
