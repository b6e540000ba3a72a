import { createHash } from 'node:crypto';
import type { AlarmLife } from '@contract/domain/alarm.ts';
import type { Handover, HandoverSheet, OnDuty } from '@contract/domain/duty.ts';
import { canonicalSheet, SHEET_NOTES_MAX } from '@contract/domain/duty-sheet.ts';
import { plainText } from '@contract/domain/plain-text.ts';
import { alarmId, cameraId, handoverId, utcMs } from '@contract/domain/units.ts';
import { mapActor, mapLife, mapPersonRef } from './alarm-mapping.ts';
import type { WireHandover, WireOnDuty, WireSheet } from './duty-wire.schema.ts';

export const mapOnDuty = ({ personId, name, unitName, workstation, sinceUtcMs, untilUtcMs, load }: WireOnDuty): OnDuty => ({
  ...mapPersonRef({ personId, name }),
  unitName: plainText(unitName),
  workstation: plainText(workstation, 100),
  sinceUtcMs: utcMs(sinceUtcMs),
  untilUtcMs: utcMs(untilUtcMs),
  load,
});

/** A sheet under the names of the domain. `clean` and `lifeOf`: what becomes of its texts. */
function sheetOf(wire: WireSheet, clean: (text: string, maxChars: number) => string, lifeOf: (life: WireSheet['open'][number]['life']) => AlarmLife): HandoverSheet {
  return {
    open: wire.open.map(({ alarmId: id, kind, priority, title, site, raisedUtcMs, life, members }) => ({ id: alarmId(id), kind, priority, title: clean(title, 200), site: clean(site, 300), raisedUtcMs: utcMs(raisedUtcMs), life: lifeOf(life), members })),
    openTotal: wire.openTotal,
    shelved: wire.shelved.map(({ alarmId: id, title, reason, byName, untilUtcMs }) => ({ id: alarmId(id), title: clean(title, 200), reason: clean(reason, 500), byName: clean(byName, 200), untilUtcMs: utcMs(untilUtcMs) })),
    holds: wire.holds.map((hold) => ({ camera: cameraId(hold.cameraId), cameraName: clean(hold.cameraName, 200), byName: clean(hold.byName, 200), sinceUtcMs: utcMs(hold.sinceUtcMs), untilUtcMs: hold.untilUtcMs === null ? null : utcMs(hold.untilUtcMs) })),
    ptzLeases: wire.ptzLeases.map((lease) => ({ camera: cameraId(lease.cameraId), cameraName: clean(lease.cameraName, 200), byName: clean(lease.byName, 200), untilUtcMs: utcMs(lease.untilUtcMs) })),
    muted: wire.muted.map((text) => clean(text, 200)),
    lostCameras: { total: wire.lostCameras.total, named: wire.lostCameras.named.map((lost) => ({ camera: cameraId(lost.cameraId), cameraName: clean(lost.cameraName, 200), sinceUtcMs: utcMs(lost.sinceUtcMs) })) },
    notes: wire.notes.split('\n').map((line) => clean(line, SHEET_NOTES_MAX)).join('\n'),
  };
}

const rawLife = (wire: WireSheet['open'][number]['life']): AlarmLife => (wire.kind === 'raised' ? wire : wire.kind === 'merged' ? { ...wire, utcMs: utcMs(wire.utcMs), into: alarmId(wire.into) } : { ...wire, utcMs: utcMs(wire.utcMs) });

/** Null: the sheet is not the one its digest was made of, so not the one that was signed. */
export function mapHandover(wire: WireHandover): Handover | null {
  const signed = canonicalSheet(sheetOf(wire.sheet, (text) => text, rawLife));
  if (createHash('sha256').update(signed).digest('hex') !== wire.digest) return null;
  return {
    id: handoverId(wire.id),
    from: mapActor(wire.from),
    to: wire.to === null ? null : mapPersonRef(wire.to),
    madeUtcMs: utcMs(wire.madeUtcMs),
    sheet: sheetOf(wire.sheet, plainText, mapLife),
    signatures: wire.signatures.map((signature) => ({ ...mapPersonRef(signature), side: signature.side, utcMs: utcMs(signature.utcMs) })),
    digest: wire.digest,
    state: wire.state,
  };
}

/** What a desk adds to a sheet, as the server reads it. */
export const fromDeskBody = ({ muted, notes, lostCameras }: Pick<HandoverSheet, 'muted' | 'notes' | 'lostCameras'>): object => ({
  muted,
  notes,
  lostCameras: { total: lostCameras.total, named: lostCameras.named.map(({ camera, ...lost }) => ({ cameraId: camera, ...lost })) },
});
