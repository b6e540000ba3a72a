import type { GatewayToWindow } from '@contract/ipc/media-port.ts';
import type { StreamStatus } from '@contract/domain/stream.ts';
import type { DecoderReport } from '@contract/domain/tile-truth.ts';
import type { PlayerName } from './choose-player.ts';

export type StreamUnit = Extract<GatewayToWindow, { readonly kind: 'unit' }>;

/** How a stream is packed, as its status named it. */
export type StreamShape = Pick<Extract<StreamStatus, { readonly kind: 'open' }>, 'profile' | 'format' | 'codec' | 'widthPx' | 'heightPx'>;

/** What a unit decoder counted; all only rise. */
export interface DecoderCounters {
  readonly received: number;
  readonly decoded: number;
  readonly dropped: number;
  readonly gaps: number;
  readonly keyFrameRequests: number;
  readonly decoderResets: number;
}

/** Takes one stream's units in the media worker. Waits for key frames, recovers by itself, counts. `close` may be called twice. */
export interface UnitDecoder extends DecoderCounters {
  /** Frames held now: 0 or 1. */
  readonly held: number;
  /** Takes one unit; its bytes are not needed afterwards. */
  readonly push: (unit: StreamUnit) => void;
  /** Nobody sees the tile: the unit is dropped; the next picture needs a key frame. */
  readonly skip: () => void;
  /** Asks for a key frame at once, as when the tile is shown again. */
  readonly restart: () => void;
  /** From the next key unit on the stream has this shape. What was taken before is still shown. */
  readonly configure: (shape: StreamShape) => void;
  /** Once a second: finds what stalled, and asks again for a key frame that did not come. */
  readonly check: () => void;
  /** The page could not play what it was given. */
  readonly fail: () => void;
  readonly close: () => void;
}

/** What every unit decoder needs of its surroundings. */
export interface UnitDecoderPorts {
  readonly onReport: (report: DecoderReport) => void;
  readonly requestKeyFrame: () => void;
  readonly reopenStream: () => void;
  /** Runs once after this many ms; the answer cancels it. */
  readonly after: (delayMs: number, run: () => void) => () => void;
  readonly nowMs: () => number;
}

/** A decoded picture as far as this side cares. Whoever holds it closes it. */
export interface DecodedFrame {
  readonly timestamp: number;
  readonly close: () => void;
}

/** One unit as a picture decoder takes it. `timestamp`: µs, comes back on the picture. */
export interface PictureChunk {
  readonly type: 'key' | 'delta';
  readonly timestamp: number;
  readonly data: ArrayBuffer;
}

/** Turns units into pictures: a VideoDecoder, or what behaves like one. */
export interface PictureDecoder {
  readonly state: 'unconfigured' | 'configured' | 'closed';
  readonly decodeQueueSize: number;
  /** Again: what was taken before is still given out. */
  readonly configure: (config: Pick<StreamShape, 'codec' | 'widthPx' | 'heightPx'>) => void;
  /** May throw for a unit it cannot take. */
  readonly decode: (chunk: PictureChunk) => void;
  readonly close: () => void;
}

/** `error`: the decoder is closed and gives nothing more. `dropped`: a unit gave no picture, and none is to be expected. */
export interface PictureDecoderInit<F> {
  readonly output: (frame: F) => void;
  readonly error: () => void;
  readonly dropped: () => void;
}

/** A kind of picture decoder: one folder, one line in `PICTURE_DECODERS`. */
export type PictureDecoderFactory = (init: PictureDecoderInit<VideoFrame>) => PictureDecoder;
export type PicturePlayerName = Exclude<PlayerName, 'mse'>;
