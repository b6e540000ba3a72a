// Bundled in front of the media worker: counts decoded pictures that were neither closed nor handed to a track.
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
