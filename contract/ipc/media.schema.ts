import { z } from 'zod';
import { IMPORTANCES, PACES, PROFILES, type StreamDemand } from '../domain/stream.ts';
import type { TileReport } from '../domain/tile-report.ts';
import { TILE_CAUSES, TILE_STATE_KINDS } from '../domain/tile-state.ts';
import { streamId } from '../domain/units.ts';
import { cameraField, tileField } from './wall.schema.ts';

export const streamField = z.number().int().min(1).max(2 ** 31).transform(streamId);
const sidePx = z.number().min(1).max(32_768);
const demand: z.ZodType<StreamDemand> = z.strictObject({ widthPx: sidePx, heightPx: sidePx, importance: z.enum(IMPORTANCES), playable: z.array(z.enum(PROFILES)).min(1).max(PROFILES.length), pace: z.enum(PACES), audio: z.boolean() });

export const mediaOpenInput = z.strictObject({ camera: cameraField, demand });
export const mediaStreamOutput = z.strictObject({ stream: streamField });
export const mediaDemandInput = z.strictObject({ items: z.array(z.strictObject({ stream: streamField, demand })).min(1).max(128) });
export const mediaCloseInput = z.strictObject({ stream: streamField });

/** The last 60 s of a camera that was being shown, as far as they are kept. */
export const mediaReplayInput = z.strictObject({ camera: cameraField, secondsBack: z.number().min(1).max(60) });
/** Recorded pictures of a time, in one of the profiles the window can play. */
export const mediaReplayPastInput = z.strictObject({ camera: cameraField, fromUtcMs: z.number().min(0), untilUtcMs: z.number().min(0), playable: z.array(z.enum(PROFILES)).min(1).max(PROFILES.length) }).refine(({ fromUtcMs, untilUtcMs }) => untilUtcMs > fromUtcMs && untilUtcMs - fromUtcMs <= 120_000, 'not a time of 120 s at most');
export const mediaReplayOutput = z.strictObject({ stream: streamField, fromUtcMs: z.number(), untilUtcMs: z.number() });
export const mediaReplayActInput = z.strictObject({
  stream: streamField,
  act: z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('pause') }), z.strictObject({ kind: z.literal('play') }), z.strictObject({ kind: z.literal('step') }), z.strictObject({ kind: z.literal('seek'), utcMs: z.number().min(0) })]),
});

const count = z.number().min(0).max(1e6);
const report: z.ZodType<TileReport> = z.strictObject({
  tile: tileField,
  camera: cameraField,
  state: z.enum(TILE_STATE_KINDS),
  cause: z.enum(TILE_CAUSES).nullable(),
  fps: count,
  ageMs: z.number().min(0).nullable(),
  player: z.string().max(40).nullable(),
  codec: z.string().max(60).nullable(),
  profile: z.enum(PROFILES).nullable(),
  widthPx: count,
  heightPx: count,
  kbps: count,
  pace: z.enum(PACES),
  lowered: z.enum(['link', 'machine']).nullable(),
  droppedFps: count,
});
export const reportTilesInput = z.strictObject({ tiles: z.array(report).max(64) });

/** Where a window shows web tiles, device-independent pixels of the window; replaces what it said before. */
const rect = z.strictObject({ xPx: z.number().min(-32_768).max(32_768), yPx: z.number().min(-32_768).max(32_768), widthPx: z.number().min(0).max(32_768), heightPx: z.number().min(0).max(32_768) });
export const placeWebInput = z.strictObject({ tiles: z.array(z.strictObject({ tile: tileField, rect })).max(16) });

/** For `getUserMedia` with `chromeMediaSource: 'tab'`; good for ten seconds. */
export const deskSourceOutput = z.strictObject({ sourceId: z.string().min(1).max(200) });

/** PNG, 20 MB at most; `captureUtcMs` is the time of the picture shown. */
export const saveSnapshotInput = z.strictObject({
  camera: cameraField,
  captureUtcMs: z.number().min(0),
  isLive: z.boolean(),
  png: z.instanceof(Uint8Array).refine((bytes) => bytes.length > 8 && bytes.length <= 20 * 1024 * 1024, 'not a picture of 20 MB at most'),
});
export const saveSnapshotOutput = z.strictObject({ file: z.string(), sha256: z.string().regex(/^[0-9a-f]{64}$/) });
