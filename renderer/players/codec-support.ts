import type { StreamFormat } from '@contract/domain/stream.ts';
import { PLAYER_NAMES, takesFormat, type PlayerName, type PlayerOffer } from './choose-player.ts';

type Answer = (codec: string) => Promise<boolean>;

/** What each player can show here. In a window and in its media worker alike. Never rejects. */
const SUPPORTS: Readonly<Record<PlayerName, Answer>> = {
  webcodecs: (codec) => VideoDecoder.isConfigSupported({ codec, optimizeForLatency: true }).then((answer) => answer.supported === true, () => false),
  mse: (codec) => Promise.resolve(MediaSource.isTypeSupported(`video/mp4; codecs="${codec}"`)),
  mjpeg: (codec) => Promise.resolve(codec === 'jpeg'),
  jsmpeg: (codec) => Promise.resolve(codec === 'mp1v'),
};

const asked = new Map<string, Promise<readonly PlayerOffer[]>>();
/** Codec names come from outside; a server that makes up new ones must not fill the memory. */
const MAX_ASKED = 200;

/** Asks every player that takes the format about a codec (RFC 6381), once. Never rejects. */
export const askPlayers = (format: StreamFormat, codec: string): Promise<readonly PlayerOffer[]> => {
  const key = `${format} ${codec}`;
  const known = asked.get(key) ?? Promise.all(PLAYER_NAMES.filter((name) => takesFormat(name, format)).map(async (name) => ({ name, isSupported: await SUPPORTS[name](codec) })));
  if (asked.size >= MAX_ASKED) asked.clear();
  asked.set(key, known);
  return known;
};
