import type { ProfileName, StreamProfile } from '@contract/domain/stream.ts';
import { choosePlayable, type GlassSize, type MachineLoad } from './choose-player.ts';
import { askPlayers } from './codec-support.ts';
import { StreamPlayer } from './stream-player.ts';
import type { TilePlayer } from './tile-player.ts';
import type { MediaEngine } from './webcodecs/media-engine.ts';

/** A player for one tile, for streams of every format. The caller destroys it. */
export const createPlayer = (engine: MediaEngine): TilePlayer => new StreamPlayer(engine);

/**
 * Which of a camera's profiles this PC can show, for `StreamDemand.playable`; in the order given, empty when none. `glass`: null while
 * the tile has no size yet. Each codec is asked about once. Never rejects.
 */
export const playableProfiles = async (profiles: readonly StreamProfile[], glass: GlassSize | null = null, load: MachineLoad = 'calm'): Promise<readonly ProfileName[]> => {
  const offers = await Promise.all(profiles.map(async (profile) => ({ profile, offers: await askPlayers(profile.format, profile.codec) })));
  return choosePlayable(offers, glass, load);
};
