import { plainText } from '@contract/domain/plain-text.ts';
import type { PtzAsk, PtzHead, PtzHolder, PtzPatrol, PtzPreset } from '@contract/domain/ptz.ts';
import { cameraId, utcMs } from '@contract/domain/units.ts';
import type { WireAsk, WireHead, WireHolder, WirePatrol, WirePreset } from './ptz-wire.schema.ts';

export const mapHolder = ({ personId, name, unitName, level }: WireHolder): PtzHolder => ({ personId, name: plainText(name) || personId, unitName: plainText(unitName), level });

export const mapHead = ({ cameraId: id, holder, sinceUtcMs, untilUtcMs, moving, patrol, tracking, position }: WireHead): PtzHead => ({
  id: cameraId(id),
  holder: holder === null ? null : mapHolder(holder),
  sinceUtcMs: utcMs(sinceUtcMs),
  untilUtcMs: untilUtcMs === null ? null : utcMs(untilUtcMs),
  moving,
  patrol,
  tracking,
  position,
});

export const mapAsk = ({ askId, cameraId: id, from, minutes, reason, askedUtcMs, state, side }: WireAsk): PtzAsk => ({
  id: askId,
  camera: cameraId(id),
  from: mapHolder(from),
  minutes,
  reason: plainText(reason, 300),
  askedUtcMs: utcMs(askedUtcMs),
  state,
  side,
});

export const mapPreset = ({ number, name, pictureBase64 }: WirePreset): PtzPreset => ({ number, name: plainText(name, 100), ...(pictureBase64 === undefined ? {} : { pictureBase64 }) });

export const mapPatrol = ({ number, name, steps }: WirePatrol): PtzPatrol => ({ number, name: plainText(name, 100), steps });
