import type { ProfileName, StreamFormat, StreamProfile } from '@contract/domain/stream.ts';

/** In order of preference, where two could show the same. */
export const PLAYER_NAMES = ['webcodecs', 'mse', 'mjpeg', 'jsmpeg'] as const;
export type PlayerName = (typeof PLAYER_NAMES)[number];

/** What one player says of a format and codec on this PC. */
export interface PlayerOffer {
  readonly name: PlayerName;
  readonly isSupported: boolean;
}

export type PlayerChoice =
  | { readonly kind: 'player'; readonly name: PlayerName }
  /** No player of this PC can show it: `codec-unknown` is not even a codec's name. */
  | { readonly kind: 'unsupported'; readonly reason: 'codec-unknown' | 'codec-not-decodable' };

/** How busy this PC is: `calm`; `busy`, pictures are being left out; `overloaded`, it cannot follow. */
export type MachineLoad = 'calm' | 'busy' | 'overloaded';

/** Of the glass a picture goes to, device pixels. */
export interface GlassSize {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** A camera's profile and what the players say of it. */
export interface ProfileOffer {
  readonly profile: StreamProfile;
  readonly offers: readonly PlayerOffer[];
}

const CODEC_NAME = /^[a-z0-9]{4}(\.[A-Za-z0-9.]{1,40})?$/;

/** Which players take which packing at all. */
const TAKES: Readonly<Record<PlayerName, readonly StreamFormat[]>> = { webcodecs: ['annexb'], mse: ['fmp4'], mjpeg: ['jpeg'], jsmpeg: ['mpegts'] };

/**
 * The most picture elements a second a player that decodes on the processor alone should be given, by load. Measured on two cores
 * without a GPU; the others have no such limit here, as the load ladder lowers their pace instead.
 */
const PIXELS_PER_SECOND: Readonly<Partial<Record<PlayerName, Readonly<Record<MachineLoad, number>>>>> = {
  jsmpeg: { calm: 24e6, busy: 8e6, overloaded: 3e6 },
  mjpeg: { calm: 48e6, busy: 16e6, overloaded: 6e6 },
};

/** A picture this many times larger than its glass, by area, is wasted work where a smaller one is to be had. */
const WASTE_RATIO = 4;

/** Whether a player takes such a packing; says nothing of the codec. */
export const takesFormat = (name: PlayerName, format: StreamFormat): boolean => TAKES[name].includes(format);

/** The first player that takes the format and can show the codec. Pure. */
export const choosePlayer = (format: StreamFormat, codec: string, offers: readonly PlayerOffer[]): PlayerChoice => {
  if (!CODEC_NAME.test(codec)) return { kind: 'unsupported', reason: 'codec-unknown' };
  const name = PLAYER_NAMES.find((each) => takesFormat(each, format) && offers.some((offer) => offer.name === each && offer.isSupported));
  return name === undefined ? { kind: 'unsupported', reason: 'codec-not-decodable' } : { kind: 'player', name };
};

/**
 * Which of a camera's profiles a tile can show. Those that would be too heavy for this machine now, or wasted on so small a glass, are
 * left out only while another remains: what can be shown at all is never called unsupported for the load's sake. Empty: nothing can be
 * shown. In the order given. Pure.
 */
export const choosePlayable = (profiles: readonly ProfileOffer[], glass: GlassSize | null, load: MachineLoad): readonly ProfileName[] => {
  const able = profiles.flatMap(({ profile, offers }) => {
    const choice = choosePlayer(profile.format, profile.codec, offers);
    return choice.kind === 'player' ? [{ profile, player: choice.name }] : [];
  });
  const isModest = ({ profile, player }: (typeof able)[number]): boolean => {
    const limit = PIXELS_PER_SECOND[player];
    if (limit === undefined) return true;
    const areaPx = profile.widthPx * profile.heightPx;
    return areaPx * profile.frameRate <= limit[load] && (glass === null || areaPx <= WASTE_RATIO * glass.widthPx * glass.heightPx);
  };
  const modest = able.filter(isModest);
  const lightest = [...able].sort((one, other) => one.profile.widthPx * one.profile.heightPx - other.profile.widthPx * other.profile.heightPx).slice(0, 1);
  const chosen = modest.length > 0 ? modest : lightest;
  return profiles.flatMap(({ profile }) => (chosen.some((each) => each.profile === profile) ? [profile.profile] : []));
};
