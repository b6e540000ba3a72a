export type PlayerName = 'webcodecs';

/** What one player says of a codec on this PC. */
export interface PlayerOffer {
  readonly name: PlayerName;
  readonly isSupported: boolean;
}

export type PlayerChoice =
  | { readonly kind: 'player'; readonly name: PlayerName }
  /** No player of this PC can show it: `codec-unknown` is not even a codec's name. */
  | { readonly kind: 'unsupported'; readonly reason: 'codec-unknown' | 'codec-not-decodable' };

const CODEC_NAME = /^[a-z0-9]{4}(\.[A-Za-z0-9.]{1,40})?$/;

/** The first player that can show the codec, in the order of the registry. Pure. */
export const choosePlayer = (codec: string, offers: readonly PlayerOffer[]): PlayerChoice => {
  if (!CODEC_NAME.test(codec)) return { kind: 'unsupported', reason: 'codec-unknown' };
  const offer = offers.find((each) => each.isSupported);
  return offer === undefined ? { kind: 'unsupported', reason: 'codec-not-decodable' } : { kind: 'player', name: offer.name };
};
