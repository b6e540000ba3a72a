import type { ErrorCode } from './error-code.ts';

export const PROFILES = ['main', 'sub'] as const;
export type ProfileName = (typeof PROFILES)[number];

/**
 * How pictures are packed. `annexb`: H.264/HEVC access units. `fmp4`: one fragment a unit; a key unit begins with the init segment.
 * `mpegts`: whole packets of one MPEG-1 picture; a key unit begins with the sequence header. `jpeg`: one picture.
 */
export const FORMATS = ['annexb', 'fmp4', 'mpegts', 'jpeg'] as const;
export type StreamFormat = (typeof FORMATS)[number];

/** What a camera offers under one name. */
export interface StreamProfile {
  readonly profile: ProfileName;
  /** RFC 6381, e.g. `avc1.4d401f`, `hvc1.1.6.L93.B0`; `mp1v` (MPEG-1), `jpeg`. */
  readonly codec: string;
  readonly format: StreamFormat;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly frameRate: number;
  readonly bitrateKbps?: number;
}

/** How many of its pictures a stream brings: all; key frames only; one in STILL_EVERY_S seconds. */
export const PACES = ['full', 'key-frames', 'stills'] as const;
export type Pace = (typeof PACES)[number];
export const STILL_EVERY_S = 5;
/** The lesser of two. */
export const slowerPace = (one: Pace, other: Pace): Pace => (PACES.indexOf(one) > PACES.indexOf(other) ? one : other);

/** Who goes first when there is not enough for all: alarm > selected > wall > the rest. */
export const IMPORTANCES = ['alarm', 'selected', 'wall', 'rest'] as const;
export type Importance = (typeof IMPORTANCES)[number];

/** What a tile asks of its stream; told again whenever it changes. */
export interface StreamDemand {
  /** Size of the picture on the glass, device pixels. A zoomed tile asks for as much more. */
  readonly widthPx: number;
  readonly heightPx: number;
  readonly importance: Importance;
  /** Profiles that some player of the window can show. */
  readonly playable: readonly ProfileName[];
  /** The most this machine can take for this tile now. */
  readonly pace: Pace;
  /** The tile's sound is switched on. */
  readonly audio: boolean;
}

/** Why a stream brings less than its tile asked for: the link's budget, or this machine's load. */
export type LoweredBy = 'link' | 'machine';

/** 8 kHz mono in all of today's sources. `pcmu`: G.711 µ-law. */
export interface AudioTrack {
  readonly codec: 'pcmu';
  readonly sampleRateHz: number;
}

/** How a stream stands between the VMS and this PC. Not evidence of a live picture: that comes from the presenter alone. */
export type StreamStatus =
  | { readonly kind: 'opening' }
  | {
      readonly kind: 'open';
      readonly profile: ProfileName;
      readonly codec: string;
      readonly format: StreamFormat;
      readonly widthPx: number;
      readonly heightPx: number;
      readonly frameRate: number;
      readonly pace: Pace;
      /** Null: the tile has what it asked for. */
      readonly lowered: LoweredBy | null;
      readonly audio: AudioTrack | null;
    }
  /** The server said the camera no longer delivers; the stream stays open. */
  | { readonly kind: 'interrupted'; readonly code: ErrorCode }
  /** The VMS will not give this stream. */
  | { readonly kind: 'refused'; readonly code: ErrorCode }
  /** No connection to the VMS; the gateway keeps trying. */
  | { readonly kind: 'unreachable'; readonly code: ErrorCode }
  | { readonly kind: 'closed' };
