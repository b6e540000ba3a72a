import player from '@cycjimmy/jsmpeg-player';

const VIDEO_STREAM = 0xe0;
const PICTURE_START = 0x00;
const BUFFER_BYTES = 1024 * 1024;

/** Planes of one decoded picture, whole macroblocks; valid until the next one is decoded. */
export interface Mpeg1Picture {
  readonly luma: Uint8ClampedArray;
  readonly cb: Uint8ClampedArray;
  readonly cr: Uint8ClampedArray;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly codedWidthPx: number;
  readonly codedHeightPx: number;
}

/** The library's decoder without its clock, which looks for a page. */
class PictureReader extends player.Decoder.MPEG1Video {
  constructor() {
    super({ streaming: true, videoBufferSize: BUFFER_BYTES, decodeFirstFrame: false });
  }

  /** Forgets unread bytes. `key`: a sequence header comes, which may name another size. */
  begin(key: boolean): void {
    this.bits.index = 0;
    this.bits.byteLength = 0;
    if (key) this.hasSequenceHeader = false;
  }

  decodeNext(): boolean {
    if (this.hasSequenceHeader !== true) return false;
    // A group header and user data may stand before the picture.
    for (let code = this.bits.findNextStartCode(); code !== -1; code = this.bits.findNextStartCode()) {
      if (code !== PICTURE_START) continue;
      this.decodePicture();
      return true;
    }
    return false;
  }
}

const MAX_SIDE_PX = 4_096;

/** One MPEG-1 stream in transport packets, decoded by @cycjimmy/jsmpeg-player's demuxer and decoder. B pictures are not decoded. */
export class Mpeg1Stream {
  readonly #demuxer = new player.Demuxer.TS();
  readonly #reader = new PictureReader();
  #picture: Mpeg1Picture | null = null;

  constructor() {
    this.#demuxer.connect(VIDEO_STREAM, this.#reader);
    this.#reader.connect({
      resize: () => undefined,
      render: (luma, cr, cb) => {
        const { width = 0, height = 0, codedWidth, codedHeight } = this.#reader;
        this.#picture = { luma, cb, cr, widthPx: width, heightPx: height, codedWidthPx: codedWidth, codedHeightPx: codedHeight };
      },
    });
  }

  /**
   * Decodes one unit: the whole packets of one picture, a key unit beginning with its sequence header. Null: there was no picture in it.
   * Throws a RangeError for bytes that are no such unit.
   */
  decode(data: ArrayBuffer, key: boolean): Mpeg1Picture | null {
    if (data.byteLength === 0 || data.byteLength % PACKET_BYTES !== 0 || data.byteLength > BUFFER_BYTES || !hasSync(data)) throw new RangeError('not whole transport packets');
    this.#picture = null;
    this.#reader.begin(key);
    this.#demuxer.write(data);
    const rest = this.#demuxer.pesPacketInfo[VIDEO_STREAM];
    if (rest !== undefined && rest.currentLength > 0) this.#demuxer.packetComplete(rest);
    if ((this.#reader.width ?? 0) > MAX_SIDE_PX || (this.#reader.height ?? 0) > MAX_SIDE_PX) throw new RangeError('too large a picture');
    this.#reader.decodeNext();
    return this.#picture;
  }
}

const PACKET_BYTES = 188;

const hasSync = (data: ArrayBuffer): boolean => {
  const bytes = new Uint8Array(data);
  for (let at = 0; at < bytes.length; at += PACKET_BYTES) if (bytes[at] !== 0x47) return false;
  return true;
};
