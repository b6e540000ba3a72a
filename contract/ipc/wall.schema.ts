import { z } from 'zod';
import { isArrangement, RASTER_MAX, TILES_MAX, type Arrangement } from '../domain/arrangement.ts';
import { LIFT_MINUTES, LIFT_REASON } from '../domain/privacy-mask.ts';
import { DWELL_S, isWebTileUrl, SEQUENCE_STEPS_MAX, TEXT_MAX, type TileContent, type TileContents, ZOOM_MAX } from '../domain/tile-content.ts';
import { alarmId, cameraId, layoutId, pictureId, sceneId, type MonitorKey, type SurfaceId } from '../domain/units.ts';
import { TOUR_STEPS_MAX, type LayoutTour } from '../domain/wall.ts';

const idText = z.string().min(1).max(64);
export const cameraField = idText.transform(cameraId);
export const layoutField = idText.transform(layoutId);
export const sceneField = idText.transform(sceneId);
export const alarmField = idText.transform(alarmId);
export const surfaceField = z.string().min(1).max(300).regex(/^(desk$|monitor:)/).transform((text) => text as SurfaceId);
export const monitorField = z.string().min(1).max(300).transform((text) => text as MonitorKey);
export const tileField = z.number().int().min(0).max(TILES_MAX - 1);
export const nameField = z.string().trim().min(1).max(100);

const cell = z.number().int().min(0).max(RASTER_MAX - 1);
const cells = z.number().int().min(1).max(RASTER_MAX);
export const arrangementField: z.ZodType<Arrangement> = z
  .strictObject({ columns: cells, rows: cells, tiles: z.array(z.strictObject({ column: cell, row: cell, columns: cells, rows: cells })).min(1).max(TILES_MAX) })
  .refine(isArrangement, 'tiles overlap or leave the raster');

export const zoomField = z.strictObject({ x: z.number().min(0).max(1), y: z.number().min(0).max(1), scale: z.number().min(1).max(ZOOM_MAX) });
const dwellS = z.number().int().min(DWELL_S.min).max(DWELL_S.max);
export const runField = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('running'), anchorUtcMs: z.number().min(0), fromStep: z.number().int().min(0).max(1000) }),
  z.strictObject({ kind: z.literal('paused'), step: z.number().int().min(0).max(1000) }),
]);
const sequenceField = z.strictObject({ name: z.string().trim().max(100), steps: z.array(z.strictObject({ camera: cameraField, dwellS })).min(1).max(SEQUENCE_STEPS_MAX) });

/** What a tile may hold, wherever it comes from: a window, a file, a disk, a server, a broker. */
export const contentField: z.ZodType<TileContent> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('camera'), camera: cameraField, zoom: zoomField.nullable() }),
  z.strictObject({ kind: z.literal('sequence'), sequence: sequenceField, run: runField }),
  z.strictObject({ kind: z.literal('hotspot') }),
  z.strictObject({ kind: z.literal('map') }),
  z.strictObject({ kind: z.literal('alarms') }),
  z.strictObject({ kind: z.literal('clock') }),
  z.strictObject({ kind: z.literal('text'), text: z.string().max(TEXT_MAX) }),
  z.strictObject({ kind: z.literal('picture'), picture: z.string().regex(/^[0-9a-f]{64}$/).transform(pictureId) }),
  z.strictObject({ kind: z.literal('web'), url: z.url({ protocol: /^https?$/ }).max(2000).refine(isWebTileUrl, 'neither https nor this machine') }),
  z.strictObject({ kind: z.literal('desk') }),
]);
export const contentsField: z.ZodType<TileContents> = z.array(contentField.nullable()).min(1).max(TILES_MAX);

const tourSteps: z.ZodType<LayoutTour['steps']> = z.array(z.strictObject({ layout: layoutField, dwellS })).min(2).max(TOUR_STEPS_MAX);
export const tourField = z.strictObject({ name: z.string().trim().max(100), steps: tourSteps, run: runField });

export const openCameraInput = z.strictObject({ surface: surfaceField, camera: cameraField, preferred: tileField });
/** The tile it is in now. */
export const openCameraOutput = z.strictObject({ tile: tileField });
export const openManyInput = z.strictObject({ surface: surfaceField, cameras: z.array(cameraField).min(1).max(TILES_MAX) });
/** How many are shown; those that do not exist for the person are not. */
export const openManyOutput = z.strictObject({ shown: z.number().int().min(0).max(TILES_MAX) });
export const fillFromInput = openManyInput.extend({ tile: tileField });
export const placeContentInput = z.strictObject({ surface: surfaceField, tile: tileField, content: contentField.nullable() });
export const swapTilesInput = z.strictObject({ surface: surfaceField, from: tileField, to: tileField });
export const setArrangementInput = z.strictObject({ surface: surfaceField, arrangement: arrangementField });
export const surfaceInput = z.strictObject({ surface: surfaceField });
export const setLockedInput = z.strictObject({ surface: surfaceField, locked: z.boolean() });
export const applyLayoutInput = z.strictObject({ surface: surfaceField, layout: layoutField });
/** Copies what `from` shows to a monitor. */
export const sendToMonitorInput = z.strictObject({ from: surfaceField, to: surfaceField });
export const tileInput = z.strictObject({ surface: surfaceField, tile: tileField });
/** What the tile held before, newest first, 0..MEMORY_MAX. */
export const memoryOutput = z.array(contentField);
const runAct = z.enum(['pause', 'resume', 'next', 'previous']);
export const sequenceActInput = z.strictObject({ surface: surfaceField, tile: tileField, act: runAct });
export const setZoomInput = z.strictObject({ surface: surfaceField, tile: tileField, zoom: zoomField.nullable() });
export const startTourInput = z.strictObject({ surface: surfaceField, name: z.string().trim().max(100), steps: tourSteps });
export const tourActInput = z.strictObject({ surface: surfaceField, act: z.enum(['pause', 'resume', 'next', 'previous', 'end']) });
export const pickInput = z.strictObject({ camera: cameraField.nullable() });

export const showDeskInput = z.strictObject({ monitor: monitorField, on: z.boolean() });
export const alarmToMonitorInput = z.strictObject({ alarm: alarmField, surface: surfaceField });
export const findInput = z.strictObject({ camera: cameraField });
/** How many tiles of the wall flash. */
export const findOutput = z.strictObject({ places: z.number().int().min(0) });

export const saveLayoutInput = z.strictObject({
  name: nameField,
  /** What a place shows, or a draft of the editor. */
  from: z.union([z.strictObject({ surface: surfaceField }), z.strictObject({ arrangement: arrangementField, contents: contentsField })]),
  shared: z.boolean(),
  locked: z.boolean(),
  replace: layoutField.nullable(),
  /** The version (`Layout.etag`) the draft was begun from; left out: the one of now. An older one than the server has is a conflict. */
  baseEtag: z.string().max(200).nullable().optional(),
});
export const saveLayoutOutput = z.strictObject({ layout: layoutField, sync: z.enum(['stored', 'waiting']) });
export const layoutInput = z.strictObject({ layout: layoutField });
export const resolveConflictInput = z.strictObject({ layout: layoutField, keep: z.enum(['mine', 'theirs', 'both']) });
export const exportLayoutsInput = z.strictObject({ layouts: z.array(layoutField).min(1).max(500) });
/** `saved` false: the operator chose no file. */
export const exportLayoutsOutput = z.strictObject({ saved: z.boolean(), file: z.string().nullable() });
export const importLayoutsOutput = z.strictObject({ imported: z.number().int().min(0), skipped: z.number().int().min(0) });
/** Null: the operator chose no file. */
export const importPictureOutput = z.strictObject({ picture: z.string().regex(/^[0-9a-f]{64}$/).transform(pictureId).nullable() });

const schedule = z.strictObject({ days: z.array(z.number().int().min(1).max(7)).min(1).max(7), minuteOfDay: z.number().int().min(0).max(1439) });
const alarmTrigger = z.strictObject({ priorityAtLeast: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]), cameras: z.array(cameraField).max(500) });
/** `replace` takes the wall of now into an existing scene. */
export const saveSceneInput = z.strictObject({ name: nameField, replace: sceneField.nullable() });
export const sceneInput = z.strictObject({ scene: sceneField });
export const sceneOutput = z.strictObject({ scene: sceneField });
export const setSceneInput = z.strictObject({ scene: sceneField, name: nameField, keyDigit: z.number().int().min(1).max(9).nullable(), schedule: schedule.nullable(), alarm: alarmTrigger.nullable() });

export const liftMaskInput = z.strictObject({ camera: cameraField, minutes: z.number().int().min(LIFT_MINUTES.min).max(LIFT_MINUTES.max), reason: z.string().trim().min(LIFT_REASON.min).max(LIFT_REASON.max) });
export const restoreMaskInput = z.strictObject({ camera: cameraField });
