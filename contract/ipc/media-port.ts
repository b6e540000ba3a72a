import type { StreamStatus } from '../domain/stream.ts';
import type { StreamId } from '../domain/units.ts';

/** From the gateway to a window's media worker. `data` is transferred: one H.264 access unit, Annex-B. */
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
  | { readonly kind: 'status'; readonly stream: StreamId; readonly status: StreamStatus };

/** From a window's media worker to the gateway: the only thing it may ask, for a stream already granted to it. */
export interface WindowToGateway {
  readonly kind: 'key-frame';
  readonly stream: StreamId;
}
