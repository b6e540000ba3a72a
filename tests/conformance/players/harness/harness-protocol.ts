/** What the suite tells the stand-in for the media gateway. */
export type FeedCommand =
  /** Gives each stream opened from now on this clip (an Annex-B file at this rate). */
  | { readonly kind: 'clip'; readonly file: string; readonly frameRate: number }
  | { readonly kind: 'open'; readonly stream: number }
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
  readonly addTile: (widthPx: number, heightPx: number) => number;
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
