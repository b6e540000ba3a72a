import type { PlayerName, PlayerOffer } from './choose-player.ts';
import type { TilePlayer } from './tile-player.ts';
import type { MediaEngine } from './webcodecs/media-engine.ts';
import { WebcodecsPlayer } from './webcodecs/webcodecs-player.ts';

/** A kind of player: one folder, one line in `PLAYERS`. */
export interface PlayerKind {
  readonly name: PlayerName;
  /** `codec` as in RFC 6381. Never rejects. */
  readonly supports: (codec: string) => Promise<boolean>;
  /** The caller destroys it. */
  readonly create: (engine: MediaEngine) => TilePlayer;
}

/** In order of preference. */
export const PLAYERS: readonly PlayerKind[] = [
  {
    name: 'webcodecs',
    supports: (codec) => VideoDecoder.isConfigSupported({ codec, optimizeForLatency: true }).then((answer) => answer.supported === true, () => false),
    create: (engine) => new WebcodecsPlayer(engine),
  },
];

/** Asks every player about a codec. */
export const askPlayers = (codec: string): Promise<readonly PlayerOffer[]> =>
  Promise.all(PLAYERS.map(async ({ name, supports }) => ({ name, isSupported: await supports(codec) })));
