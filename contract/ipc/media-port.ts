import type { StreamStatus } from '../domain/stream.ts';
import type { StreamId } from '../domain/units.ts';

/** From the gateway to a window's media worker. `data` is transferred: one unit in the format the stream's status names. */
export type GatewayToWindow =
  | {
      readonly kind: 'unit';
      readonly stream: StreamId;
      readonly key: boolean;
      /** Older than now, sent so that the decoder can start at once; decode, do not present. */
      readonly preroll: boolean;
      /** Server clock, µs since 1970. */
      readonly captureUtcUs: number;
      readonly sequence: number;
      readonly data: ArrayBuffer;
    }
  /** Samples of the stream's audio track. */
  | { readonly kind: 'audio'; readonly stream: StreamId; readonly captureUtcUs: number; readonly data: ArrayBuffer }
  | { readonly kind: 'status'; readonly stream: StreamId; readonly status: StreamStatus }
  /** A replay came to the end of what is kept; the last picture stands. */
  | { readonly kind: 'replay-ended'; readonly stream: StreamId };

/** From a window's media worker to the gateway: the only things it may say, about streams already granted to it. */
export type WindowToGateway =
  | { readonly kind: 'key-frame'; readonly stream: StreamId }
  /** So many bytes of units and sound were read from the port since it said so last; said every TAKEN_EVERY_BYTES. A port has no back-pressure of its own. */
  | { readonly kind: 'taken'; readonly bytes: number };

export const TAKEN_EVERY_BYTES = 65_536;
