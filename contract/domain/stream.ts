import type { ErrorCode } from './error-code.ts';

export const PROFILES = ['main', 'sub'] as const;
export type ProfileName = (typeof PROFILES)[number];

/** What a camera offers under one name. */
export interface StreamProfile {
  readonly profile: ProfileName;
  /** RFC 6381, e.g. `avc1.4d401f`. */
  readonly codec: string;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly frameRate: number;
  readonly bitrateKbps?: number;
}

/** How a stream stands between the VMS and this PC. Not evidence of a live picture: that comes from the presenter alone. */
export type StreamStatus =
  | { readonly kind: 'opening' }
  | { readonly kind: 'open'; readonly codec: string; readonly widthPx: number; readonly heightPx: number; readonly frameRate: number }
  /** The server said the camera no longer delivers; the stream stays open. */
  | { readonly kind: 'interrupted'; readonly code: ErrorCode }
  /** The VMS will not give this stream. */
  | { readonly kind: 'refused'; readonly code: ErrorCode }
  /** No connection to the VMS; the gateway keeps trying. */
  | { readonly kind: 'unreachable'; readonly code: ErrorCode }
  | { readonly kind: 'closed' };

/** Picks the profile for a tile by its height in device pixels: `main` from 480 px up, when offered. */
export function chooseProfile(streams: readonly StreamProfile[], tileHeightPx: number): StreamProfile | null {
  const want: ProfileName = tileHeightPx >= 480 ? 'main' : 'sub';
  return streams.find((stream) => stream.profile === want) ?? streams[0] ?? null;
}
