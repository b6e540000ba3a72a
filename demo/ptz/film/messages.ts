import type { Lens } from '../head.ts';
import type { Shot } from './crop.ts';

/** What the server asks of the studio. */
export type StudioOrder =
  | { readonly type: 'open'; readonly film: number; readonly widthPx: number; readonly heightPx: number; readonly kbps: number; readonly name: string }
  /** Draws a picture and encodes it; `shot` null: the last one again, for one that came too late. */
  | { readonly type: 'draw'; readonly film: number; readonly picture: number; readonly utcMs: number; readonly shot: Shot | null; readonly lens: Lens }
  | { readonly type: 'close'; readonly film: number }
  | { readonly type: 'still'; readonly request: number; readonly utcMs: number; readonly shot: Shot };

/** What it says. Units of a film come in the order their pictures were asked for. */
export type StudioNews =
  /** From now on pictures of this film can be drawn. */
  | { readonly type: 'ready'; readonly film: number }
  | { readonly type: 'unit'; readonly film: number; readonly picture: number; readonly bytes: Uint8Array }
  | { readonly type: 'failed'; readonly film: number; readonly reason: string }
  | { readonly type: 'still'; readonly request: number; readonly jpegBase64: string | null };
