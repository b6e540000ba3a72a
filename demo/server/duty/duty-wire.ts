import type { Handover, HandoverSheet } from '../../../contract/domain/duty.ts';
import { cameraId, utcMs } from '../../../contract/domain/units.ts';
import type { components } from '../../../contract/tier-api/openapi.gen.ts';
import type { FromDesk } from './handovers.ts';

type Schemas = components['schemas'];

/** What a desk sends when it hands over. */
export type HandoverMake = Schemas['HandoverMake'];

function wireSheet({ open, shelved, holds, ptzLeases, lostCameras, muted, ...rest }: HandoverSheet): Schemas['HandoverSheet'] {
  return {
    ...rest,
    muted: [...muted],
    open: open.map(({ id, ...alarm }) => ({ alarmId: id, ...alarm })),
    shelved: shelved.map(({ id, ...alarm }) => ({ alarmId: id, ...alarm })),
    holds: holds.map(({ camera, ...hold }) => ({ cameraId: camera, ...hold })),
    ptzLeases: ptzLeases.map(({ camera, ...lease }) => ({ cameraId: camera, ...lease })),
    lostCameras: { total: lostCameras.total, named: lostCameras.named.map(({ camera, ...lost }) => ({ cameraId: camera, ...lost })) },
  };
}

/** A handover under the names of the Tier API. */
export const wireHandover = ({ sheet, signatures, ...rest }: Handover): Schemas['Handover'] => ({ ...rest, sheet: wireSheet(sheet), signatures: [...signatures] });

/** What a desk adds to a sheet, under the names of the domain. */
export const fromDesk = ({ muted, notes, lostCameras }: HandoverMake): FromDesk => ({
  muted,
  notes,
  lostCameras: { total: lostCameras.total, named: lostCameras.named.map((lost) => ({ camera: cameraId(lost.cameraId), cameraName: lost.cameraName, sinceUtcMs: utcMs(lost.sinceUtcMs) })) },
});
