import type { PlayerName } from '../../../../renderer/players/choose-player.ts';
import type { AudioState } from '../../../../renderer/players/player-events.ts';

export const CLIP_NAMES = ['h264', 'h264-large', 'fmp4', 'mjpeg', 'mpeg1', 'hevc'] as const;
export type ClipName = (typeof CLIP_NAMES)[number];

/** A recorded stream. `coding`: how it is cut into units. `codec`: null for H.264, which names itself. */
export interface ClipSource {
  readonly name: ClipName;
  readonly file: string;
  readonly coding: 'annexb' | 'hevc' | 'fmp4' | 'mpegts' | 'jpeg';
  readonly codec: string | null;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly frameRate: number;
}

/** What the suite tells the stand-in for the media gateway. */
export type FeedCommand =
  /** A clip that streams may play. */
  | { readonly kind: 'clip'; readonly clip: ClipSource }
  | { readonly kind: 'open'; readonly stream: number; readonly clip: ClipName }
  /** The stream goes on with another clip: a new status, then a key unit. */
  | { readonly kind: 'retune'; readonly stream: number; readonly clip: ClipName }
  /** A second of loud µ-law, in packets of 40 ms. */
  | { readonly kind: 'sound'; readonly stream: number }
  | { readonly kind: 'close'; readonly stream: number }
  /** No stream gets anything until `on` is false. */
  | { readonly kind: 'mute'; readonly on: boolean }
  /** Leaves out every unit whose number is a multiple of this; 0: none. */
  | { readonly kind: 'lose'; readonly stream: number; readonly every: number }
  /** Replaces the bytes of the next `units` units that are not key frames by random ones. */
  | { readonly kind: 'corrupt'; readonly stream: number; readonly units: number; readonly keysToo: boolean }
  /** Units arrive this much later than they were taken. */
  | { readonly kind: 'delay'; readonly stream: number; readonly byMs: number }
  | { readonly kind: 'status'; readonly stream: number; readonly status: 'camera/lost' | 'camera/broken' | 'app/not-allowed' | 'unreachable' | 'open' }
  /** Whether key-frame requests are answered by jumping to a key frame. */
  | { readonly kind: 'obey'; readonly on: boolean };

export interface FeedReport {
  readonly sent: number;
  readonly keyFrameRequests: number;
}

/** What the page measured of one tile. */
export interface TileReport {
  readonly state: string;
  readonly cause: string | null;
  readonly ageMs: number | null;
  /** Ages of all pictures drawn since the last `reset`, ms. */
  readonly drawnAgesMs: readonly number[];
  readonly player: PlayerName | null;
  readonly receivedBytes: number;
  readonly audio: AudioState | null;
  readonly received: number;
  readonly decoded: number;
  readonly written: number;
  readonly presented: number;
  readonly dropped: number;
  readonly gaps: number;
  readonly keyFrameRequests: number;
  readonly decoderResets: number;
  readonly openFrames: number;
}

/** What the page gives the suite as `window.harness`. */
export interface Harness {
  readonly addTile: (widthPx: number, heightPx: number, clip: ClipName) => number;
  readonly retune: (tile: number, clip: ClipName) => void;
  readonly setCadence: (tile: number, everyNth: 1 | 2 | 3) => void;
  readonly setAudio: (tile: number, on: boolean) => void;
  /** What `grab` gives; null when it gives none. */
  readonly grab: (tile: number) => Promise<{ readonly widthPx: number; readonly ageMs: number; readonly skewMs: number } | null>;
  /** Looks at the tile at every animation frame from now on until `darkest` is asked for. */
  readonly watch: (tile: number) => void;
  /** The least brightness seen since `watch`. */
  readonly darkest: (tile: number) => number;
  readonly playable: (clips: readonly { readonly profile: 'main' | 'sub'; readonly clip: ClipName }[]) => Promise<readonly string[]>;
  readonly removeTile: (tile: number) => void;
  /** Takes the tile out of the document and puts it back at the end, as a drag does. */
  readonly moveTile: (tile: number) => void;
  readonly setVisible: (tile: number, visible: boolean) => void;
  readonly destroyTwice: (tile: number) => void;
  readonly report: (tile: number) => TileReport;
  readonly resetAges: () => void;
  /** Mean brightness 0..255 of what the tile shows, by drawing its video element. */
  readonly brightness: (tile: number) => number;
  readonly streamOf: (tile: number) => number;
  /** Workers started and not ended. */
  readonly workers: () => number;
  /** Decoded pictures neither closed nor handed to a track. */
  readonly openFrames: () => number;
  readonly problems: () => readonly string[];
}
