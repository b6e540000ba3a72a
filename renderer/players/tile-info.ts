import type { Importance, ProfileName, StreamProfile, StreamStatus } from '@contract/domain/stream.ts';
import type { GlassSize, MachineLoad, PlayerName } from './choose-player.ts';
import type { LoadLevel } from './load-ladder.ts';
import type { AudioState } from './player-events.ts';
import type { Cadence, PortNews, Release, TilePlayer } from './tile-player.ts';

/** Gives players, and tells of the window's media ports. */
export interface PlayerSource {
  readonly createPlayer: () => TilePlayer;
  /** Those of a camera's profiles that this PC can show; empty when none. Never rejects. */
  readonly playable: (streams: readonly StreamProfile[], glass: GlassSize, load: MachineLoad) => Promise<readonly ProfileName[]>;
  readonly onPort: (listener: (news: PortNews) => void) => Release;
}

/** What changes too often for React; read it or have it written. */
export interface TileMeter {
  /** Age of the picture on the glass, whole ms; null without a picture. */
  readonly ageMs: number | null;
  /** Capture time of the picture on the glass (server's clock), ms since 1970; the clock drawn on a tile is this. */
  readonly captureUtcMs: number | null;
}

/** What stands behind a tile's picture, for the operator who asks. */
export interface TileInfo {
  /** The stream as it comes now; null while none is open. */
  readonly stream: Extract<StreamStatus, { readonly kind: 'open' }> | null;
  readonly player: PlayerName | null;
  /** Of the main stream, which this glass asks for and no player here decodes; null: nothing is missing. */
  readonly missingCodec: string | null;
  readonly level: LoadLevel;
  readonly cadence: Cadence;
  readonly importance: Importance;
  readonly audio: AudioState;
  /** Live pictures shown since the tile got its camera. */
  readonly shown: number;
  /** Nobody can see the tile, its stream is closed. */
  readonly isPaused: boolean;
  /** For how long it has been fed and seen without a change, ms; 0: it is not. */
  readonly steadyMs: number;
  /** Device pixels of the tile, without zoom. */
  readonly glass: GlassSize;
}
