import type { ErrorCode } from './error-code.ts';
import type { TileState } from './tile-state.ts';

/** What keeps a tile from having a picture at all. */
export type TileFault = Extract<TileState, { readonly kind: 'lost' | 'denied' | 'unsupported' }>;

/** What a failed request or stream means for its tile. */
export const faultOf = (code: ErrorCode): TileFault => {
  switch (code) {
    case 'app/not-allowed':
    case 'session/no-right-to-view':
      return { kind: 'denied', cause: 'not-granted' };
    case 'session/not-signed-in':
    case 'session/expired':
    case 'session/refresh-reused':
      return { kind: 'denied', cause: 'signed-out' };
    case 'camera/unknown':
      return { kind: 'denied', cause: 'camera-unknown' };
    case 'stream/unsupported':
    case 'stream/profile-missing':
      return { kind: 'unsupported', cause: 'codec' };
    case 'camera/lost':
      return { kind: 'lost', cause: 'camera-lost', sinceUtcMs: null };
    case 'camera/broken':
      return { kind: 'lost', cause: 'camera-broken', sinceUtcMs: null };
    case 'stream/gateway-down':
      return { kind: 'lost', cause: 'gateway-down', sinceUtcMs: null };
    case 'tier/unreachable':
    case 'tier/untrusted-certificate':
    case 'tier/insecure-address':
    case 'tier/address-missing':
      return { kind: 'lost', cause: 'server-unreachable', sinceUtcMs: null };
    default:
      return { kind: 'lost', cause: 'server-error', sinceUtcMs: null };
  }
};
