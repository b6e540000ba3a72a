import { masksNow, type MaskLift, type PrivacyMask } from '@contract/domain/privacy-mask.ts';
import type { Importance, Pace, ProfileName, StreamDemand, StreamProfile } from '@contract/domain/stream.ts';
import { asksMain } from '@contract/domain/stream-plan.ts';
import type { Zoom } from '@contract/domain/tile-content.ts';
import type { Cadence } from './tile-player.ts';
import { clampZoom, fitOf, type Fit, type FitMode } from './zoom.ts';

/** CSS pixels. */
export interface TileSize {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** What the owner of a tile wants of its session; each part may change at any time and none of it reconnects the stream. */
export interface TileWants {
  /** Of the tile's picture, CSS pixels. */
  readonly size: TileSize;
  readonly importance: Importance;
  /** As the directory has them; null: not known (yet). */
  readonly streams: readonly StreamProfile[] | null;
  /** What is to be covered, `[]` when nothing is. Null: not known, and then no picture is shown. */
  readonly masks: readonly PrivacyMask[] | null;
  /** The server's leave to see this camera without its masks; they come back by themselves when it is over. */
  readonly lift: MaskLift | null;
  readonly zoom: Zoom | null;
  readonly fit: FitMode;
  readonly audio: boolean;
}

export const USUAL_WANTS: TileWants = { size: { widthPx: 640, heightPx: 360 }, importance: 'wall', streams: null, masks: null, lift: null, zoom: null, fit: 'contain', audio: false };

const SIDE_MAX_PX = 32_768;
/** A stream thinner than this (pictures a second) is not thinned any further. */
const RATE_MIN = 3;

/** How the picture lies in its tile. */
export const fitFor = ({ size, fit }: TileWants, pictureAspect: number | null): Fit => fitOf(pictureAspect, size, fit);

/** The zoom that is really shown: within the picture, no empty border. */
export const shownZoom = (wants: TileWants, pictureAspect: number | null): Zoom | null => (wants.zoom === null ? null : clampZoom(wants.zoom, fitFor(wants, pictureAspect)));

/** The masks to draw now; null: not known. */
export const shownMasks = ({ masks, lift }: TileWants, serverNowUtcMs: number): readonly PrivacyMask[] | null =>
  masks === null ? null : masksNow(masks, lift ?? undefined, serverNowUtcMs);

/** Size of the glass in device pixels, without zoom. */
export const glassOf = ({ size }: TileWants, pixelRatio: number): TileSize => ({ widthPx: sidePx(size.widthPx * pixelRatio), heightPx: sidePx(size.heightPx * pixelRatio) });

export const demandOf = (wants: TileWants, now: { readonly pixelRatio: number; readonly playable: readonly ProfileName[]; readonly pace: Pace }): StreamDemand => {
  const scale = (wants.zoom?.scale ?? 1) * now.pixelRatio;
  return {
    widthPx: sidePx(wants.size.widthPx * scale),
    heightPx: sidePx(wants.size.heightPx * scale),
    importance: wants.importance,
    playable: now.playable,
    pace: now.pace,
    audio: wants.audio,
  };
};

/** The codec of the main stream that this glass asks for, where no player of this PC decodes it and the sub-stream stands in; null: nothing is missing. */
export const missingCodec = (wants: TileWants, pixelRatio: number, playable: readonly ProfileName[] | null): string | null => {
  const main = wants.streams?.find(({ profile }) => profile === 'main');
  // Other formats are left out for being too heavy, which is another matter.
  if (main === undefined || wants.streams === null || playable === null || (main.format !== 'annexb' && main.format !== 'fmp4')) return null;
  if (playable.includes('main') || !playable.includes('sub')) return null;
  return asksMain(wants.streams, wants.size.heightPx * (wants.zoom?.scale ?? 1) * pixelRatio) ? main.codec : null;
};

/** The cadence a stream of this rate can bear. */
export const bearableCadence = (wanted: Cadence, frameRate: number): Cadence => {
  if (wanted === 3 && frameRate / 3 >= RATE_MIN) return 3;
  return wanted !== 1 && frameRate / 2 >= RATE_MIN ? 2 : 1;
};

const sidePx = (px: number): number => (Number.isFinite(px) ? Math.min(SIDE_MAX_PX, Math.max(1, Math.round(px))) : 1);
