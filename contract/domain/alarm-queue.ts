import type { AlarmKind } from './alarm-kind.ts';
import { BURST_MIN, burstsOf } from './alarm-burst.ts';
import { isInQueue, isUnseen, ownerOf, type Alarm, type AlarmLifeKind, type AlarmPriority, type AlarmStep } from './alarm.ts';
import type { Notice, Transfer } from './escalation.ts';
import type { ProcedureRun, Task } from './procedure.ts';
import { foldText, matchesFolded } from './text-fold.ts';
import type { CameraId, UnitId, UtcMs } from './units.ts';

/** Which alarms of the desk are listed; an empty list: all of that field. */
export interface AlarmFilter {
  /** Words of title, site or camera, marks and case set aside. */
  readonly text: string;
  readonly kinds: readonly AlarmKind[];
  readonly priorities: readonly AlarmPriority[];
  readonly lives: readonly AlarmLifeKind[];
  readonly units: readonly UnitId[];
  readonly cameras: readonly CameraId[];
  /** `for-me`: given to me by the sharing, or mine. */
  readonly whose: 'all' | 'mine' | 'nobodys' | 'for-me';
  /** `queue`: what waits for somebody. `closed`: closed in this session of the console, newest first. */
  readonly show: 'queue' | 'shelved' | 'suppressed' | 'closed';
}

export const GROUPINGS = ['none', 'site', 'kind', 'camera', 'burst'] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** A line of the queue. A group stands where its gravest alarm would. */
export type QueueRow =
  | { readonly kind: 'alarm'; readonly alarm: Alarm; /** Key of the group it is listed under; null: none. */ readonly group: string | null }
  | { readonly kind: 'group'; readonly key: string; readonly by: Exclude<Grouping, 'none'>; /** A name, a kind or an id, as `by` says. */ readonly name: string; readonly count: number; readonly unseen: number; readonly top: Alarm; readonly opened: boolean };

export interface AlarmQueuePage {
  readonly revision: number;
  /** Rows in all, and alarms in all that pass the filter. */
  readonly rows: readonly QueueRow[];
  readonly totalRows: number;
  readonly totalAlarms: number;
  /** The alarms asked for beside the rows, as they are now, whatever the filter; those not known are left out. Absent: none were asked for. */
  readonly also?: readonly Alarm[];
}

/** Everything about one alarm, as a window sees it. `isCached`: the server is away, only what this PC has. */
export interface AlarmDetailView {
  readonly alarm: Alarm;
  readonly steps: readonly AlarmStep[];
  readonly run: ProcedureRun | null;
  readonly tasks: readonly Task[];
  readonly notices: readonly Notice[];
  readonly transfers: readonly Transfer[];
  readonly isCached: boolean;
  /** How many of the newest entries of the run wait on this PC for the server. */
  readonly waiting: number;
}

/** Bands of alarms in ten minutes for one operator (EEMUA 191, ISA-18.2). */
export const FLOOD_BANDS = ['calm', 'manageable', 'high', 'flood'] as const;
export type FloodBand = (typeof FLOOD_BANDS)[number];

/** What a desk knows about all its alarms. */
export interface AlarmCounts {
  /** In the queue, by priority. */
  readonly open: Readonly<Record<AlarmPriority, number>>;
  readonly unseen: Readonly<Record<AlarmPriority, number>>;
  readonly mine: number;
  readonly forMe: number;
  readonly shelved: number;
  readonly suppressed: number;
}

/** A time in which alarms may have been missed, until somebody read it. */
export interface MissedInterval {
  readonly gap: number;
  readonly fromUtcMs: UtcMs;
  readonly untilUtcMs: UtcMs;
}

/** Everything that waits for somebody. */
export const WHOLE_QUEUE: AlarmFilter = { text: '', kinds: [], priorities: [], lives: [], units: [], cameras: [], whose: 'all', show: 'queue' };

/** What the rows of a queue depend on besides its alarms. */
export interface QueueContext {
  /** Whose "mine" is; empty: nobody's. */
  readonly personId: string;
  /** Name of a camera as people know it; empty: unknown. */
  readonly cameraName: (camera: CameraId) => string;
}

/** Order of the queue: priority 1 on top, unseen before seen, then the newest, then by id. */
export function byGravity(one: Alarm, other: Alarm): number {
  if (one.priority !== other.priority) return one.priority - other.priority;
  const unseen = isUnseen(one);
  if (unseen !== isUnseen(other)) return unseen ? -1 : 1;
  if (one.raisedUtcMs !== other.raisedUtcMs) return other.raisedUtcMs - one.raisedUtcMs;
  return one.id < other.id ? 1 : one.id > other.id ? -1 : 0;
}

const endedUtcMs = ({ life, changedUtcMs }: Alarm): number => (life.kind === 'raised' ? changedUtcMs : life.utcMs);
const lastEndedFirst = (one: Alarm, other: Alarm): number => endedUtcMs(other) - endedUtcMs(one) || (one.id < other.id ? 1 : -1);

const isShown: Readonly<Record<AlarmFilter['show'], (alarm: Alarm) => boolean>> = {
  queue: isInQueue,
  shelved: ({ life, shelved }) => shelved !== null && life.kind !== 'closed' && life.kind !== 'merged',
  suppressed: ({ life, shelved, suppressed }) => suppressed !== null && shelved === null && life.kind !== 'closed' && life.kind !== 'merged',
  closed: ({ life }) => life.kind === 'closed',
};

const isTheirs = (alarm: Alarm, whose: AlarmFilter['whose'], personId: string): boolean => {
  if (whose === 'all') return true;
  const owner = ownerOf(alarm)?.personId ?? null;
  if (whose === 'nobodys') return owner === null;
  return owner === personId || (whose === 'for-me' && owner === null && alarm.assigned?.personId === personId);
};

/** Folded words of alarms that were searched; alarms never change, so that each is folded once. */
const folded = new WeakMap<Alarm, string>();
function wordsOf(alarm: Alarm, { cameraName }: QueueContext): string {
  const known = folded.get(alarm);
  if (known !== undefined) return known;
  const words = foldText(`${alarm.title} ${alarm.site} ${alarm.camera === null ? '' : cameraName(alarm.camera)}`);
  folded.set(alarm, words);
  return words;
}

const holds = <T>(list: readonly T[], value: T | null): boolean => list.length === 0 || (value !== null && list.includes(value));

function filtered(alarms: Iterable<Alarm>, filter: AlarmFilter, context: QueueContext): Alarm[] {
  const query = foldText(filter.text);
  const shown = isShown[filter.show];
  const found: Alarm[] = [];
  for (const alarm of alarms) {
    if (!shown(alarm)) continue;
    if (!holds(filter.priorities, alarm.priority) || !holds(filter.kinds, alarm.kind) || !holds(filter.lives, alarm.life.kind)) continue;
    if (!holds(filter.units, alarm.unit) || !holds(filter.cameras, alarm.camera) || !isTheirs(alarm, filter.whose, context.personId)) continue;
    if (query !== '' && !matchesFolded(wordsOf(alarm, context), query)) continue;
    found.push(alarm);
  }
  return found.sort(filter.show === 'closed' ? lastEndedFirst : byGravity);
}

/** Key and name of the group of each alarm; null: it stands alone. */
function groupingOf(alarms: readonly Alarm[], by: Exclude<Grouping, 'none'>): (alarm: Alarm) => { readonly key: string; readonly name: string } | null {
  if (by === 'burst') {
    const bursts = burstsOf(alarms);
    // A burst never hides what is urgent.
    return (alarm) => {
      const burst = alarm.priority === 1 ? undefined : bursts.get(alarm.id);
      return burst === undefined || burst.count < BURST_MIN ? null : { key: burst.key, name: alarm.kind };
    };
  }
  const nameOf = (alarm: Alarm): string => (by === 'site' ? alarm.site : by === 'kind' ? alarm.kind : (alarm.camera ?? ''));
  return (alarm) => ({ key: `${by}:${nameOf(alarm)}`, name: nameOf(alarm) });
}

/**
 * The lines of a queue, all of them: filtered, in the order of gravity (closed ones: the last closed first), groups where their first
 * alarm stands. What would be a group of one is the alarm itself. Alarms that come in order are handled fastest.
 */
export function queueRows(alarms: Iterable<Alarm>, filter: AlarmFilter, grouping: Grouping, opened: readonly string[], context: QueueContext): { readonly rows: readonly QueueRow[]; readonly totalAlarms: number } {
  const found = filtered(alarms, filter, context);
  if (grouping === 'none') return { rows: found.map((alarm) => ({ kind: 'alarm', alarm, group: null })), totalAlarms: found.length };
  const groupOf = groupingOf(found, grouping);
  const groups = new Map<string, { readonly key: string; readonly name: string; readonly alarms: Alarm[] }>();
  found.forEach((alarm) => {
    const group = groupOf(alarm) ?? { key: `alone:${alarm.id}`, name: '' };
    const known = groups.get(group.key);
    if (known === undefined) groups.set(group.key, { ...group, alarms: [alarm] });
    else known.alarms.push(alarm);
  });
  const isOpened = new Set(opened);
  const rows: QueueRow[] = [];
  for (const { key, name, alarms: members } of groups.values()) {
    const [top] = members;
    if (top === undefined) continue;
    if (members.length === 1) {
      rows.push({ kind: 'alarm', alarm: top, group: null });
      continue;
    }
    rows.push({ kind: 'group', key, by: grouping, name, count: members.length, unseen: members.filter(isUnseen).length, top, opened: isOpened.has(key) });
    if (isOpened.has(key)) for (const alarm of members) rows.push({ kind: 'alarm', alarm, group: key });
  }
  return { rows, totalAlarms: found.length };
}

/** How many alarms stand where, for one person. */
export function countsOf(alarms: Iterable<Alarm>, personId: string): AlarmCounts {
  const open: Record<AlarmPriority, number> = { 1: 0, 2: 0, 3: 0, 4: 0 };
  const unseen: Record<AlarmPriority, number> = { 1: 0, 2: 0, 3: 0, 4: 0 };
  let mine = 0;
  let forMe = 0;
  let shelved = 0;
  let suppressed = 0;
  for (const alarm of alarms) {
    if (isShown.shelved(alarm)) shelved += 1;
    else if (isShown.suppressed(alarm)) suppressed += 1;
    if (!isInQueue(alarm)) continue;
    open[alarm.priority] += 1;
    if (isUnseen(alarm)) unseen[alarm.priority] += 1;
    if (isTheirs(alarm, 'mine', personId)) mine += 1;
    if (isTheirs(alarm, 'for-me', personId)) forMe += 1;
  }
  return { open, unseen, mine, forMe, shelved, suppressed };
}
