import type { LoweredBy, Pace, ProfileName, StreamDemand, StreamFormat, StreamProfile, Importance } from './stream.ts';
import { PACES, slowerPace, STILL_EVERY_S } from './stream.ts';
import type { TierKind } from './tier.ts';
import type { CameraId, StreamId } from './units.ts';

/** What a tile is given of a camera. */
export interface StreamGrant {
  readonly profile: ProfileName;
  readonly pace: Pace;
  readonly lowered: LoweredBy | null;
  readonly audio: boolean;
}

export interface StreamWish {
  readonly stream: StreamId;
  readonly camera: CameraId;
  /** What the camera offers now. */
  readonly profiles: readonly StreamProfile[];
  readonly demand: StreamDemand;
}

/** What every stream of this PC is given. A stream is in `grants` or in `refused`, never in both. */
export interface StreamPlan {
  readonly grants: ReadonlyMap<StreamId, StreamGrant>;
  /** Nothing the camera offers can be shown by its tile. */
  readonly refused: ReadonlyMap<StreamId, 'stream/profile-missing'>;
  /** Of all cameras as their tiles asked, and as planned. */
  readonly wantedKbps: number;
  readonly plannedKbps: number;
}

/**
 * Share of a stream's bits that are key frames, and that one key frame in STILL_EVERY_S seconds takes when they come every 2 s.
 * Surveillance cameras send a key frame each 1 s to 2 s, of about eight times the size of the pictures between.
 */
const KEY_FRAMES_SHARE = 0.25;
const KEY_FRAME_EVERY_S = 2;
const STILLS_SHARE = (KEY_FRAMES_SHARE * KEY_FRAME_EVERY_S) / STILL_EVERY_S;
/** Bits a pixel takes where a camera does not say its bitrate; on the high side of what cameras are set to. */
const BITS_PER_PIXEL: Readonly<Record<StreamFormat, number>> = { annexb: 0.1, fmp4: 0.1, mpegts: 0.25, jpeg: 1 };
/** G.711. */
const AUDIO_KBPS = 64;
/** A tile of 4/3 of the sub-stream's height, or more, shows what the main stream has over it: 480 px for 360. */
const MAIN_FROM = { tilePx: 4, subPx: 3 } as const;
/** Raising again leaves this share of the budget free, so that a small change does not lower it at once. */
const FREE_AFTER_RAISING = 0.1;

/** What the link gives way on, in this order. Wall and rest lose detail before motion; what is looked at (selected, alarm) loses nothing before them. */
const STEPS: readonly (readonly [Importance, Limit])[] = [
  ['rest', 'lean'],
  ['wall', 'lean'],
  ['rest', 'key-frames'],
  ['rest', 'stills'],
  ['wall', 'key-frames'],
  ['wall', 'stills'],
  ['selected', 'lean'],
  ['selected', 'key-frames'],
  ['selected', 'stills'],
  ['alarm', 'lean'],
  ['alarm', 'key-frames'],
  ['alarm', 'stills'],
];
const MOST_IMPORTANT_FIRST: readonly Importance[] = ['alarm', 'selected', 'wall', 'rest'];

/** How far the link lowers a camera: not at all, to its leaner profile, and that in fewer pictures. */
type Limit = 'none' | 'lean' | 'key-frames' | 'stills';

interface Rung {
  readonly limit: Limit;
  readonly profile: StreamProfile;
  /** The fastest pace a viewer may have on this rung. */
  readonly pace: Pace;
  readonly costKbps: number;
}

/** All tiles that share one pull of a camera. */
interface Group {
  readonly wishes: readonly StreamWish[];
  readonly importance: Importance;
  /** Best first, each cheaper than the one before; never empty. */
  readonly rungs: readonly Rung[];
}

/** Budget of a tier's link when nobody set one, in kbit/s: communes and concentrators have 50 Mbit/s, all others 2 Gbit/s. */
export const usualBudgetKbps = (tier: TierKind): number => (tier === 'commune' || tier === 'concentrator' ? 50_000 : 2_000_000);

/** What a profile takes of the link at a pace, kbit/s. */
export function profileKbps(profile: StreamProfile, pace: Pace): number {
  const fullKbps = profile.bitrateKbps ?? (profile.widthPx * profile.heightPx * profile.frameRate * BITS_PER_PIXEL[profile.format]) / 1000;
  if (pace === 'full') return fullKbps;
  // Every JPEG is a key frame.
  if (profile.format === 'jpeg') return pace === 'key-frames' ? fullKbps : fullKbps / Math.max(1, profile.frameRate * STILL_EVERY_S);
  return fullKbps * (pace === 'key-frames' ? KEY_FRAMES_SHARE : STILLS_SHARE);
}

/**
 * Chooses what each tile is given. A profile by the tile's height, one per camera for the whole PC; where all of them do not fit the
 * budget, less for the least important and dearest first, never nothing. `inForce`: the grants of the plan before; what the link lowered in
 * it is raised only as far as a tenth of the budget stays free. Above the budget only when everything is at its last rung. Pure.
 */
export function planStreams(wishes: readonly StreamWish[], budgetKbps: number, inForce: ReadonlyMap<StreamId, StreamGrant>): StreamPlan {
  const refused = new Map<StreamId, 'stream/profile-missing'>();
  const groups = groupWishes(wishes, (wish) => refused.set(wish.stream, 'stream/profile-missing'));
  const wantedKbps = groups.reduce((sum, group) => sum + rungAt(group, 0).costKbps, 0);

  const floors = groups.map((group) => rungInForce(group, inForce));
  const at = groups.map(() => 0);
  let plannedKbps = wantedKbps;
  // Groups that stand above what they had while the link lowered them.
  let raised = floors.filter((floor) => floor > 0).length;
  const steps = loweringSteps(groups);
  for (const { index, rung } of steps) {
    const fits = plannedKbps <= budgetKbps && (raised === 0 || plannedKbps <= budgetKbps * (1 - FREE_AFTER_RAISING));
    if (fits) break;
    const group = groups[index];
    const before = at[index];
    const floor = floors[index];
    if (group === undefined || before === undefined || floor === undefined) continue;
    plannedKbps += rungAt(group, rung).costKbps - rungAt(group, before).costKbps;
    if (before < floor && rung >= floor) raised -= 1;
    at[index] = rung;
  }

  const grants = new Map<StreamId, StreamGrant>();
  groups.forEach((group, index) => {
    const top = rungAt(group, 0);
    const rung = rungAt(group, at[index] ?? 0);
    for (const wish of group.wishes) grants.set(wish.stream, grantOf(wish.demand, wantsMain(wish), top, rung));
  });
  return { grants, refused, wantedKbps: Math.round(wantedKbps), plannedKbps: Math.round(plannedKbps) };
}

function grantOf(demand: StreamDemand, asksMain: boolean, top: Rung, rung: Rung): StreamGrant {
  const pace = slowerPace(demand.pace, rung.pace);
  const isLinkLowered = pace !== demand.pace || (asksMain && rung.profile.profile !== top.profile.profile);
  return { profile: rung.profile.profile, pace, lowered: isLinkLowered ? 'link' : demand.pace === 'full' ? null : 'machine', audio: demand.audio };
}

const playableOf = ({ profiles, demand }: StreamWish): readonly StreamProfile[] => profiles.filter(({ profile }) => demand.playable.includes(profile));

const wantsMain = ({ profiles, demand }: StreamWish): boolean => asksMain(profiles, demand.heightPx);

/** Whether a picture so high on the glass (device pixels) is to come from the camera's main stream. */
export function asksMain(profiles: readonly StreamProfile[], heightPx: number): boolean {
  const sub = profiles.find(({ profile }) => profile === 'sub');
  return sub === undefined || heightPx * MAIN_FROM.subPx >= sub.heightPx * MAIN_FROM.tilePx;
}

/** One group a camera, unless its tiles have no profile in common that all of them can show. */
function groupWishes(wishes: readonly StreamWish[], onRefused: (wish: StreamWish) => void): readonly Group[] {
  const byCamera = new Map<CameraId, { common: readonly StreamProfile[]; readonly wishes: StreamWish[] }[]>();
  for (const wish of wishes) {
    const playable = playableOf(wish);
    if (playable.length === 0) {
      onRefused(wish);
      continue;
    }
    const ofCamera = byCamera.get(wish.camera) ?? [];
    byCamera.set(wish.camera, ofCamera);
    const shared = ofCamera.find(({ common }) => common.some(({ profile }) => wish.demand.playable.includes(profile)));
    if (shared === undefined) ofCamera.push({ common: playable, wishes: [wish] });
    else {
      shared.common = shared.common.filter(({ profile }) => wish.demand.playable.includes(profile));
      shared.wishes.push(wish);
    }
  }
  return [...byCamera.values()].flat().map(({ common, wishes: sharing }) => ({ wishes: sharing, importance: mostImportant(sharing), rungs: rungsOf(sharing, common) }));
}

const mostImportant = (wishes: readonly StreamWish[]): Importance => MOST_IMPORTANT_FIRST.find((importance) => wishes.some(({ demand }) => demand.importance === importance)) ?? 'rest';

function rungsOf(wishes: readonly StreamWish[], common: readonly StreamProfile[]): readonly Rung[] {
  const wanted: ProfileName = wishes.some(wantsMain) ? 'main' : 'sub';
  const [first] = common;
  if (first === undefined) return [];
  const asked = common.find(({ profile }) => profile === wanted) ?? first;
  const lean = common.reduce((least, one) => (profileKbps(one, 'full') < profileKbps(least, 'full') ? one : least), asked);
  const fastest = PACES.find((pace) => wishes.some(({ demand }) => demand.pace === pace)) ?? 'full';
  const audioKbps = wishes.some(({ demand }) => demand.audio) ? AUDIO_KBPS : 0;
  const rung = (limit: Limit, profile: StreamProfile, pace: Pace): Rung => ({ limit, profile, pace, costKbps: profileKbps(profile, slowerPace(pace, fastest)) + audioKbps });
  const ladder = [rung('none', asked, 'full'), rung('lean', lean, 'full'), rung('key-frames', lean, 'key-frames'), rung('stills', lean, 'stills')];
  // A rung that saves nothing is none.
  return ladder.filter((one, index) => index === 0 || ladder.slice(0, index).every(({ costKbps }) => one.costKbps < costKbps));
}

function rungAt(group: Group, index: number): Rung {
  const rung = group.rungs[index];
  if (rung === undefined) throw new RangeError('no such rung');
  return rung;
}

/** The best rung that raises no tile of the group above what the link left it; 0 when the link lowered none. */
function rungInForce(group: Group, inForce: ReadonlyMap<StreamId, StreamGrant>): number {
  let floor = 0;
  for (const { stream, demand } of group.wishes) {
    const grant = inForce.get(stream);
    if (grant?.lowered !== 'link') continue;
    const within = group.rungs.findIndex(({ profile, pace }) => !(profile.profile === 'main' && grant.profile === 'sub') && slowerPace(slowerPace(demand.pace, pace), grant.pace) === slowerPace(demand.pace, pace));
    floor = Math.max(floor, within === -1 ? group.rungs.length - 1 : within);
  }
  return floor;
}

/** Every step down there is, in the order they are taken; the order hangs on the wishes alone, not on the budget. */
function loweringSteps(groups: readonly Group[]): readonly { readonly index: number; readonly rung: number }[] {
  return STEPS.flatMap(([importance, limit]) =>
    groups
      .flatMap((group, index) => {
        const rung = group.importance === importance ? group.rungs.findIndex((one) => one.limit === limit) : -1;
        return rung < 1 ? [] : [{ index, rung, savesKbps: rungAt(group, rung - 1).costKbps - rungAt(group, rung).costKbps }];
      })
      .sort((one, other) => other.savesKbps - one.savesKbps || other.index - one.index),
  );
}
