import type { Monitor } from '@contract/domain/wall.ts';
import { monitorKey, type MonitorKey } from '@contract/domain/units.ts';

/** What the platform says of a display now. */
export interface DisplayFacts {
  readonly id: number;
  readonly label: string;
  readonly xPx: number;
  readonly yPx: number;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly scaleFactor: number;
  readonly isPrimary: boolean;
}

/** A monitor seen before: how to know it again. */
export type RememberedMonitor = Omit<Monitor, 'present' | 'node'>;

export interface MonitorMatch {
  /** Of this PC, by number. */
  readonly monitors: readonly Monitor[];
  readonly remembered: readonly RememberedMonitor[];
  /** Display id of each present monitor. */
  readonly displayOf: ReadonlyMap<MonitorKey, number>;
}

const keyOfDisplay = (displayId: number): MonitorKey => monitorKey(`d${displayId}`);

type Sign = (old: RememberedMonitor, now: DisplayFacts) => boolean;
const hasId: Sign = (old, now) => old.id === keyOfDisplay(now.id);
const hasLabel: Sign = (old, now) => old.label !== '' && old.label === now.label;
const hasPlace: Sign = (old, now) => old.xPx === now.xPx && old.yPx === now.yPx;
const hasSize: Sign = (old, now) => old.widthPx === now.widthPx && old.heightPx === now.heightPx;
const all = (...signs: readonly Sign[]): Sign => (old, now) => signs.every((sign) => sign(old, now));

// From the surest to the weakest. Where ids are running numbers, another order at start gives a monitor its neighbour's id: an id alone says least.
const SIGNS: readonly Sign[] = [all(hasId, hasLabel), all(hasLabel, hasPlace), all(hasId, hasPlace, hasSize), all(hasPlace, hasSize), all(hasLabel, hasSize), hasId];

const byPlace = (a: DisplayFacts, b: DisplayFacts): number => a.xPx - b.xPx || a.yPx - b.yPx || a.id - b.id;

/**
 * Matches the displays of now to the monitors seen before, by stable signs and never by index. A monitor keeps its key and
 * number while it is away; a new one takes the lowest free number.
 */
export function matchMonitors(displays: readonly DisplayFacts[], saved: readonly RememberedMonitor[]): MonitorMatch {
  // A file can say anything; one key and one number are one monitor.
  const remembered = saved.filter((monitor, place) => !saved.slice(0, place).some((earlier) => earlier.id === monitor.id || earlier.number === monitor.number));
  const known = new Map<number, RememberedMonitor>();
  const taken = new Set<MonitorKey>();
  for (const sign of SIGNS) {
    for (const display of [...displays].sort(byPlace)) {
      if (known.has(display.id)) continue;
      const old = remembered.find((candidate) => !taken.has(candidate.id) && sign(candidate, display));
      if (old === undefined) continue;
      known.set(display.id, old);
      taken.add(old.id);
    }
  }
  const numbers = new Set(remembered.map((monitor) => monitor.number));
  const keys = new Set(remembered.map((monitor) => monitor.id));
  const nextNumber = () => {
    let number = 1;
    while (numbers.has(number)) number += 1;
    numbers.add(number);
    return number;
  };
  const nextKey = (displayId: number): MonitorKey => {
    let key = keyOfDisplay(displayId);
    for (let turn = 2; keys.has(key); turn += 1) key = monitorKey(`${keyOfDisplay(displayId)}-${turn}`);
    keys.add(key);
    return key;
  };

  const displayOf = new Map<MonitorKey, number>();
  const present = [...displays].sort(byPlace).map(({ id: displayId, ...facts }): RememberedMonitor => {
    const old = known.get(displayId);
    const id = old?.id ?? nextKey(displayId);
    displayOf.set(id, displayId);
    return { ...facts, id, number: old?.number ?? nextNumber() };
  });
  const away = remembered.filter((monitor) => !displayOf.has(monitor.id)).map((monitor) => ({ ...monitor, isPrimary: false }));
  const byNumber = (a: RememberedMonitor, b: RememberedMonitor) => a.number - b.number;
  const everyone = [...present, ...away].sort(byNumber);
  return { monitors: everyone.map((monitor) => ({ ...monitor, present: displayOf.has(monitor.id), node: null })), remembered: everyone, displayOf };
}
