import { isBiometric } from './alarm-kind.ts';
import { isClosed, type Alarm } from './alarm.ts';
import type { HandoverSheet } from './duty.ts';

/** Open alarms a sheet lists one by one; `openTotal` counts them all. */
export const SHEET_OPEN_MAX = 1_000;
/** Cameras without a picture that a sheet names. */
export const SHEET_LOST_MAX = 200;
/** Longest notes, characters. */
export const SHEET_NOTES_MAX = 4_000;

/** Parts of a sheet that come from the alarms of the server. */
export type SheetOfAlarms = Pick<HandoverSheet, 'open' | 'openTotal' | 'shelved'>;

/**
 * What the alarms leave the next shift: open ones, the gravest and oldest first, and shelved ones. Incidents stand for their alarms.
 * Biometric kinds stand on no paper: whoever may see them finds them in the queue.
 */
export function sheetOfAlarms(alarms: Iterable<Alarm>): SheetOfAlarms {
  const shown = [...alarms].filter((alarm) => !isClosed(alarm) && alarm.life.kind !== 'merged' && !isBiometric(alarm.kind));
  const open = shown.filter(({ shelved, suppressed }) => shelved === null && suppressed === null).sort((a, b) => a.priority - b.priority || a.raisedUtcMs - b.raisedUtcMs);
  return {
    open: open.slice(0, SHEET_OPEN_MAX).map(({ id, kind, priority, title, site, raisedUtcMs, life, members }) => ({ id, kind, priority, title, site, raisedUtcMs, life, members })),
    openTotal: open.length,
    shelved: shown.flatMap(({ id, title, shelved }) => (shelved === null ? [] : [{ id, title, reason: shelved.reason, byName: shelved.by.name, untilUtcMs: shelved.untilUtcMs }])),
  };
}

/** The text a sheet's digest is made of: JSON with its names in order and no spaces, so that both sides get the same bytes. */
export const canonicalSheet = (sheet: HandoverSheet): string => canonical(sheet);

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const fields = Object.entries(value).filter(([, field]) => field !== undefined).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`).join(',')}}`;
}
