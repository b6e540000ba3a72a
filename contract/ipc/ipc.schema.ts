import { z } from 'zod';
import { ERROR_CODES } from '../domain/error-code.ts';
import { GRIDS } from '../domain/wall.ts';
import { PROFILES } from '../domain/stream.ts';
import { cameraId, layoutId, streamId, type SurfaceId } from '../domain/units.ts';
import { SLICE_NAMES, type SliceName } from '../state/slices.ts';

const id = z.string().min(1).max(64);
const camera = id.transform(cameraId);
const layout = id.transform(layoutId);
const surface = z.string().min(1).max(200).regex(/^(desk$|monitor:)/).transform((text) => text as SurfaceId);
const tile = z.number().int().min(0).max(63);
const stream = z.number().int().min(1).max(2 ** 31).transform(streamId);
const grid = z.enum(GRIDS);

export const nothing = z.strictObject({});
export const done = z.null();

export const subscribeInput = z.strictObject({ slices: z.array(z.enum(SLICE_NAMES as [SliceName, ...SliceName[]])).min(1).max(SLICE_NAMES.length) });

export const signInInput = z.strictObject({ username: z.string().trim().min(1).max(100), password: z.string().min(1).max(200) });
/** What comes after the password: a code, or at once the desk from the cache when the server is away. */
export const signInOutput = z.strictObject({ next: z.enum(['code', 'enrol', 'offline']) });
export const confirmCodeInput = z.strictObject({ code: z.string().regex(/^[0-9]{6}$/) });
export const enrolDeviceInput = z.strictObject({ enrolmentCode: z.string().trim().min(1).max(64) });

export const setLanguageInput = z.strictObject({ language: z.enum(['vi', 'en']) });

export const openCameraInput = z.strictObject({ surface, camera, preferred: tile });
/** The tile it is in now. */
export const openCameraOutput = z.strictObject({ tile });
export const placeCameraInput = z.strictObject({ surface, tile, camera: camera.nullable() });
export const swapTilesInput = z.strictObject({ surface, from: tile, to: tile });
export const setGridInput = z.strictObject({ surface, grid });
export const clearInput = z.strictObject({ surface });
export const applyLayoutInput = z.strictObject({ surface, layout });
/** Copies what `from` shows to a monitor. */
export const sendToMonitorInput = z.strictObject({ from: surface, to: surface });

export const saveLayoutInput = z.strictObject({ name: z.string().trim().min(1).max(100), surface, shared: z.boolean(), replace: layout.nullable() });
export const saveLayoutOutput = z.strictObject({ layout, sync: z.enum(['stored', 'waiting']) });
export const removeLayoutInput = z.strictObject({ layout });

export const mediaOpenInput = z.strictObject({ camera, profile: z.enum(PROFILES) });
export const mediaOpenOutput = z.strictObject({ stream });
export const mediaCloseInput = z.strictObject({ stream });

/** A fault a window met in itself; goes to the log. No free text from outside is in it. */
export const reportFaultInput = z.strictObject({ code: z.enum(ERROR_CODES), detail: z.string().max(2000) });
export const dismissInput = z.strictObject({ notice: z.string().min(1).max(100) });
