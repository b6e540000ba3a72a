import { z } from 'zod';
import { TOPIC_NAME } from './topics.ts';
import { arrangementField, cameraField, contentsField, layoutField, runField, tileField } from '@contract/ipc/wall.schema.ts';
import { reportTilesInput } from '@contract/ipc/media.schema.ts';
import { DWELL_S } from '@contract/domain/tile-content.ts';
import { monitorKey, nodeId } from '@contract/domain/units.ts';
import { TOUR_STEPS_MAX } from '@contract/domain/wall.ts';

const name = z.string().regex(TOPIC_NAME);
const px = z.number().min(-100_000).max(100_000);
const side = z.number().min(1).max(100_000);
const number = z.number().int().min(1).max(999);
/** Which of two states of one thing is newer: the later moment; of one moment, the greater name. */
const revision = z.object({ atUtcMs: z.number().min(0), by: name });
export type Revision = z.infer<typeof revision>;

const monitor = z.object({ id: name.transform(monitorKey), label: z.string().max(200), xPx: px, yPx: px, widthPx: side, heightPx: side, scaleFactor: z.number().min(0.25).max(8), isPrimary: z.boolean() });

export const infoMessage = z.discriminatedUnion('state', [
  z.object({ state: z.literal('online'), role: z.enum(['desk', 'node']), name: z.string().max(100), monitors: z.array(monitor).max(32), sinceUtcMs: z.number().min(0) }),
  z.object({ state: z.literal('down') }),
]);
export type InfoMessage = z.infer<typeof infoMessage>;

const dwellS = z.number().int().min(DWELL_S.min).max(DWELL_S.max);
const tourStep = z
  .object({ layout: layoutField, dwellS, arrangement: arrangementField, contents: contentsField, locked: z.boolean(), layoutName: z.string().max(200) })
  .refine(({ arrangement, contents }) => arrangement.tiles.length === contents.length, 'one content a tile');
export type OrderTourStep = z.infer<typeof tourStep>;
/** A tour with all its layouts hold, for PCs that do not have them. */
const orderTour = z.object({ name: z.string().max(100), steps: z.array(tourStep).min(1).max(TOUR_STEPS_MAX), run: runField });
export type OrderTour = z.infer<typeof orderTour>;

export const orderMessage = z
  .object({ revision, arrangement: arrangementField, contents: contentsField, locked: z.boolean(), layoutName: z.string().max(200), tour: orderTour.nullable().default(null) })
  .refine(({ arrangement, contents }) => arrangement.tiles.length === contents.length, 'one content a tile');
export type OrderMessage = z.infer<typeof orderMessage>;

export const pickedMessage = z.object({ revision, camera: cameraField.nullable() });
export type PickedMessage = z.infer<typeof pickedMessage>;

/** Numbers painted on the wall, by PC and its monitor. */
export const numbersMessage = z.object({ revision, numbers: z.array(z.object({ node: name.transform(nodeId), monitor: name.transform(monitorKey), number })).max(500) });
export type NumbersMessage = z.infer<typeof numbersMessage>;

export const reportsMessage = z.object({ monitors: z.array(z.object({ monitor: name.transform(monitorKey), tiles: reportTilesInput.shape.tiles })).max(32) });
export type ReportsMessage = z.infer<typeof reportsMessage>;

export const commandMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('identify'), atUtcMs: z.number().min(0) }),
  z.object({ kind: z.literal('flash'), atUtcMs: z.number().min(0), monitor: name.transform(monitorKey), tiles: z.array(tileField).max(64) }),
]);
export type CommandMessage = z.infer<typeof commandMessage>;
