import { ownerOf, type Alarm, type AlarmPriority } from '@contract/domain/alarm.ts';
import { formatCountdown, formatTime } from '../i18n/format.ts';
import type { useText } from '../i18n/use-text.ts';

const HOUR_MS = 3_600_000;

type Text = ReturnType<typeof useText>;

/** What an alarm is called; a restricted one says only that it is. */
export const alarmTitle = (t: Text, { title, restricted = false }: { readonly title: string; readonly restricted?: boolean }): string => (restricted || title === '' ? t('alarms:restricted') : title);

/** The word of a priority. */
export const priorityWord = (t: Text, priority: AlarmPriority): string => t(`content:alarms.priority.${priority}`);

/** How an alarm stands, in a few words. */
export function stateWords(t: Text, { life, shelved, suppressed }: Pick<Alarm, 'life' | 'shelved' | 'suppressed'>): string {
  if (life.kind !== 'closed' && life.kind !== 'merged') {
    if (shelved !== null) return t('alarms:row.shelvedUntil', { time: formatTime(shelved.untilUtcMs).slice(0, 5) });
    if (suppressed !== null) return t('alarms:row.suppressed');
  }
  return t(`alarms:life.${life.kind}`);
}

/** Whose it is, or whom it was given to; empty: nobody. */
export function ownerWords(t: Text, alarm: Alarm, personId: string): string {
  const owner = ownerOf(alarm);
  if (owner !== null) return owner.personId === personId ? t('alarms:row.mine') : owner.name;
  const { assigned, life, transfer } = alarm;
  if (life.kind === 'closed' || life.kind === 'merged') return life.by.personId === personId ? t('alarms:row.mine') : life.by.name;
  if (transfer !== null && transfer.state !== 'returned') return t('alarms:row.transferred', { name: transfer.toName });
  if (assigned === null) return life.kind === 'acknowledged' ? (life.by.personId === personId ? t('alarms:row.mine') : life.by.name) : '';
  return assigned.personId === personId ? t('alarms:row.assignedMe') : t('alarms:row.assigned', { name: assigned.name });
}

/** How long ago, in one unit or two. */
export function ageWords(t: Text, ageMs: number): string {
  const seconds = Math.max(0, Math.floor(ageMs / 1_000));
  if (seconds < 60) return t('alarms:row.ageSeconds', { seconds });
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return t('alarms:row.ageMinutes', { minutes });
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? t('alarms:row.ageHours', { hours, minutes: String(minutes % 60).padStart(2, '0') }) : t('alarms:row.ageDays', { days: Math.floor(hours / 24) });
}

/** What must be done next, and by when. */
export interface NextDeadline {
  readonly what: 'acknowledge' | 'claim' | 'finish';
  readonly atUtcMs: number;
}

/** The first deadline that still runs; null: none. */
export function nextDeadline({ deadlines: { acknowledgeUtcMs, claimUtcMs, finishUtcMs }, shelved }: Pick<Alarm, 'deadlines' | 'shelved'>): NextDeadline | null {
  if (shelved !== null) return null;
  if (acknowledgeUtcMs !== null) return { what: 'acknowledge', atUtcMs: acknowledgeUtcMs };
  if (claimUtcMs !== null) return { what: 'claim', atUtcMs: claimUtcMs };
  return finishUtcMs === null ? null : { what: 'finish', atUtcMs: finishUtcMs };
}

/** A deadline running down, or how long it is over. */
export function deadlineWords(t: Text, { what, atUtcMs }: NextDeadline, nowUtcMs: number): string {
  const leftMs = atUtcMs - nowUtcMs;
  const time = Math.abs(leftMs) < HOUR_MS ? formatCountdown(Math.abs(leftMs)) : ageWords(t, Math.abs(leftMs));
  return leftMs >= 0 ? t(`alarms:row.due.${what}`, { time }) : t(`alarms:row.late.${what}`, { time });
}
