import type { Alarm } from '@contract/domain/alarm.ts';
import type { AlarmCounts, AlarmQueuePage, QueueRow } from '@contract/domain/alarm-queue.ts';
import type { AlarmPriority } from '@contract/domain/alarm.ts';
import type { AlarmId } from '@contract/domain/units.ts';

/** What the desk had when the order was fixed. */
export interface Frozen {
  readonly raised: number;
  readonly open: AlarmCounts['open'];
  readonly totalAlarms: number;
}

/** The part of the queue a window has, as it is drawn. */
export interface QueueView {
  /** Index of the first of `rows` in the whole list. */
  readonly offset: number;
  readonly rows: readonly QueueRow[];
  readonly totalRows: number;
  readonly totalAlarms: number;
  /** Null: the order follows. */
  readonly frozen: Frozen | null;
  /** Of a frozen list: alarms that would not stand in it any more. */
  readonly gone: ReadonlySet<AlarmId>;
  /** Of a frozen list: alarms in all that pass the filter now. */
  readonly totalNow: number;
}

export const NO_ROWS: QueueView = { offset: 0, rows: [], totalRows: 0, totalAlarms: 0, frozen: null, gone: new Set(), totalNow: 0 };

export const rowKey = (row: QueueRow): string => (row.kind === 'alarm' ? row.alarm.id : `group ${row.key}`);
/** The alarm of a row; of a group its gravest. */
export const rowAlarm = (row: QueueRow): Alarm => (row.kind === 'alarm' ? row.alarm : row.top);
export const rowAt = ({ rows, offset }: Pick<QueueView, 'rows' | 'offset'>, index: number): QueueRow | undefined => rows[index - offset];
export const indexOfKey = ({ rows, offset }: Pick<QueueView, 'rows' | 'offset'>, key: string): number => {
  const at = rows.findIndex((row) => rowKey(row) === key);
  return at < 0 ? -1 : at + offset;
};

const newer = (one: Alarm, other: Alarm | undefined): Alarm => (other !== undefined && other.version > one.version ? other : one);

/** A page takes the place of what was there. */
export const shown = ({ rows, totalRows, totalAlarms }: AlarmQueuePage, offset: number): QueueView => ({ offset, rows, totalRows, totalAlarms, frozen: null, gone: new Set(), totalNow: totalAlarms });

/** From now on the order stands still. */
export const freeze = (view: QueueView, desk: { readonly raised: number; readonly counts: Pick<AlarmCounts, 'open'> }): QueueView =>
  view.frozen !== null ? view : { ...view, frozen: { raised: desk.raised, open: desk.counts.open, totalAlarms: view.totalAlarms }, totalNow: view.totalAlarms };

/** News of a frozen list: every row stays where it is and says how its alarm stands now. `fits`: whether an alarm still belongs into the list. */
export function refreshed(view: QueueView, page: AlarmQueuePage, fits: (alarm: Alarm) => boolean): QueueView {
  const now = new Map<AlarmId, Alarm>();
  const groups = new Map<string, Extract<QueueRow, { readonly kind: 'group' }>>();
  for (const row of page.rows) {
    if (row.kind === 'alarm') now.set(row.alarm.id, row.alarm);
    else groups.set(row.key, row);
  }
  const listed = new Set(now.keys());
  for (const alarm of page.also ?? []) now.set(alarm.id, newer(alarm, now.get(alarm.id)));
  const gone = new Set<AlarmId>();
  const rows = view.rows.map((row): QueueRow => {
    if (row.kind === 'group') {
      const group = groups.get(row.key);
      return group === undefined ? { ...row, top: newer(row.top, now.get(row.top.id)) } : { ...group, opened: row.opened };
    }
    const alarm = newer(row.alarm, now.get(row.alarm.id));
    if (!listed.has(alarm.id) && !fits(alarm)) gone.add(alarm.id);
    return alarm === row.alarm ? row : { ...row, alarm };
  });
  return { ...view, rows, gone, totalNow: page.totalAlarms };
}

/** Alarms as an answer to an act has them; the order stays. */
export function withAlarms(view: QueueView, alarms: readonly Alarm[], fits: (alarm: Alarm) => boolean): QueueView {
  if (alarms.length === 0) return view;
  const now = new Map(alarms.map((alarm) => [alarm.id, alarm]));
  const gone = new Set(view.gone);
  const rows = view.rows.map((row): QueueRow => {
    if (row.kind === 'group') return { ...row, top: newer(row.top, now.get(row.top.id)) };
    const alarm = newer(row.alarm, now.get(row.alarm.id));
    if (alarm === row.alarm) return row;
    if (!fits(alarm)) gone.add(alarm.id);
    else gone.delete(alarm.id);
    return { ...row, alarm };
  });
  return { ...view, rows, gone };
}

/** What came while the order stood still. */
export interface Fresh {
  readonly count: number;
  /** The gravest of what came; null: not known, or nothing came. */
  readonly top: AlarmPriority | null;
}

const PRIORITIES: readonly AlarmPriority[] = [1, 2, 3, 4];

/** `isWhole`: no filter leaves anything out, so that what the desk counts is what the list would show. */
export function freshOf({ frozen, totalNow, gone }: QueueView, desk: { readonly raised: number; readonly counts: Pick<AlarmCounts, 'open'> }, isWhole: boolean): Fresh {
  if (frozen === null) return { count: 0, top: null };
  const count = isWhole ? desk.raised - frozen.raised : totalNow - frozen.totalAlarms + gone.size;
  if (count <= 0) return { count: 0, top: null };
  return { count, top: isWhole ? (PRIORITIES.find((priority) => desk.counts.open[priority] > frozen.open[priority]) ?? null) : null };
}
