import { z } from 'zod';
import { PTZ_AUX, type PtzPlaces } from '../domain/ptz.ts';
import { cameraId } from '../domain/units.ts';

const camera = z.string().min(1).max(64).transform(cameraId);
const share = z.number().min(0).max(1);
const speed = z.number().min(-1).max(1);
const presetNumber = z.number().int().min(1).max(255);

export const headInput = z.strictObject({ camera });
export const moveInput = z.strictObject({ camera, pan: speed, tilt: speed, zoom: speed });
export const actField = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('centre'), x: share, y: share }),
  z.strictObject({ kind: z.literal('box'), x: share, y: share, width: share, height: share }),
  z.strictObject({ kind: z.literal('look'), latDeg: z.number().min(-90).max(90), lonDeg: z.number().min(-180).max(180) }),
  z.strictObject({ kind: z.literal('home') }),
  z.strictObject({ kind: z.enum(['preset-go', 'preset-save', 'preset-remove']), preset: presetNumber, name: z.string().max(100).exactOptional() }),
  z.strictObject({ kind: z.literal('preset-rename'), preset: presetNumber, name: z.string().trim().min(1).max(100) }),
  z.strictObject({ kind: z.enum(['patrol-start', 'patrol-stop']), patrol: z.number().int().min(1).max(64) }),
  z.strictObject({ kind: z.literal('tracking'), on: z.boolean() }),
  z.strictObject({ kind: z.literal('aux'), aux: z.enum(PTZ_AUX), value: z.union([z.literal(-1), z.literal(0), z.literal(1)]) }),
]);
export const actInput = z.strictObject({ camera, act: actField });
export const askInput = z.strictObject({ camera, minutes: z.number().int().min(1).max(480), reason: z.string().trim().min(5).max(300) });
export const answerInput = z.strictObject({ ask: z.string().min(1).max(64), accept: z.boolean() });
export const placesOutput = z.custom<PtzPlaces>((value) => typeof value === 'object' && value !== null);
