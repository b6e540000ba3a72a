import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchMonitors, type DisplayFacts, type MonitorMatch, type RememberedMonitor } from '../../../../main/windows/monitor-key.ts';
import { displayWith } from '../../../builders/monitors.ts';

const left = displayWith({ id: 11, label: 'LEFT', xPx: 0, isPrimary: true });
const middle = displayWith({ id: 12, label: 'MIDDLE', xPx: 1920 });
const right = displayWith({ id: 13, label: 'RIGHT', xPx: 3840 });

const first = (...displays: readonly DisplayFacts[]): MonitorMatch => matchMonitors(displays, []);
const numbers = (match: MonitorMatch): Record<string, number> => Object.fromEntries(match.monitors.map((monitor) => [monitor.label, monitor.number]));
const keyOf = (match: MonitorMatch, displayId: number): string | null => [...match.displayOf].find(([, id]) => id === displayId)?.[0] ?? null;

describe('monitors', () => {
  it('are numbered from the left, then from the top', () => {
    expect(numbers(first(right, left, middle))).toEqual({ LEFT: 1, MIDDLE: 2, RIGHT: 3 });
    const below = displayWith({ id: 14, label: 'BELOW', xPx: 0, yPx: 1080 });
    expect(numbers(first(below, right, left))).toEqual({ LEFT: 1, BELOW: 2, RIGHT: 3 });
  });

  it('keep key and number while away, are said to be away, and have them again when they return', () => {
    const before = first(left, middle, right);
    const without = matchMonitors([left, right], before.remembered);
    expect(without.monitors.map(({ label, number, present }) => [label, number, present])).toEqual([['LEFT', 1, true], ['MIDDLE', 2, false], ['RIGHT', 3, true]]);
    expect(without.displayOf.size).toBe(2);
    expect(matchMonitors([left, middle, right], without.remembered).monitors).toEqual(before.monitors);
  });

  it('keep them through another resolution and another place', () => {
    const before = first(left, middle);
    const after = matchMonitors([left, { ...middle, widthPx: 3840, heightPx: 2160, scaleFactor: 2, yPx: -100 }], before.remembered);
    expect(keyOf(after, 12)).toBe(keyOf(before, 12));
    expect(after.monitors[1]).toMatchObject({ number: 2, widthPx: 3840, heightPx: 2160, scaleFactor: 2, yPx: -100 });
  });

  it('keep them when two change places', () => {
    const before = first(left, middle);
    const after = matchMonitors([{ ...left, xPx: 1920 }, { ...middle, xPx: 0 }], before.remembered);
    expect(numbers(after)).toEqual({ LEFT: 1, MIDDLE: 2 });
  });

  it('are known by name and place when the platform gives other ids after a start', () => {
    const before = first(left, middle, right);
    const after = matchMonitors([{ ...right, id: 91 }, { ...left, id: 92 }, { ...middle, id: 93 }], before.remembered);
    expect(numbers(after)).toEqual(numbers(before));
    expect(keyOf(after, 92)).toBe(keyOf(before, 11));
  });

  it('are known by name and place when the platform numbers them in another order after a start', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([left.id, middle.id, right.id], { minLength: 3 }), ([one = 0, two = 0, three = 0]) => {
        const before = first(left, middle, right);
        const after = matchMonitors([{ ...left, id: one }, { ...middle, id: two }, { ...right, id: three }], before.remembered);
        expect(numbers(after)).toEqual(numbers(before));
        expect(keyOf(after, one)).toBe(keyOf(before, left.id));
      }),
    );
  });

  it('without names are known by their place when the numbers changed', () => {
    const [west, east] = [displayWith({ id: 1, label: '', xPx: 0 }), displayWith({ id: 2, label: '', xPx: 1920 })];
    const before = first(west, east);
    const after = matchMonitors([{ ...west, id: 2 }, { ...east, id: 1 }], before.remembered);
    expect([keyOf(after, 2), keyOf(after, 1)]).toEqual([keyOf(before, 1), keyOf(before, 2)]);
  });

  it('that only kept their id are still known by it', () => {
    const before = first(left, middle);
    expect(keyOf(matchMonitors([left, { ...middle, label: 'RENAMED', xPx: 5000, widthPx: 1280 }], before.remembered), 12)).toBe(keyOf(before, 12));
  });

  it('of one make, with one name, are told apart by their place', () => {
    const before = first(displayWith({ id: 1, xPx: 0 }), displayWith({ id: 2, xPx: 1920 }));
    const after = matchMonitors([displayWith({ id: 8, xPx: 1920 }), displayWith({ id: 9, xPx: 0 })], before.remembered);
    expect(keyOf(after, 9)).toBe(keyOf(before, 1));
    expect(keyOf(after, 8)).toBe(keyOf(before, 2));
  });

  it('that are new take the lowest number that nobody holds, not that of one who is away', () => {
    const before = matchMonitors([left], first(left, middle).remembered);
    expect(numbers(matchMonitors([left, right], before.remembered))).toEqual({ LEFT: 1, MIDDLE: 2, RIGHT: 3 });
  });

  it('that are away are not the primary one', () => {
    const away = matchMonitors([middle], first(left, middle).remembered);
    expect(away.monitors.find(({ label }) => label === 'LEFT')?.isPrimary).toBe(false);
  });

  it('never share a number or a key, though a damaged file says they do', () => {
    const { remembered } = first(left, middle);
    const damaged: readonly RememberedMonitor[] = remembered.map((monitor) => ({ ...monitor, number: 1 }));
    const all = matchMonitors([left, middle, right], [...damaged, ...damaged]).monitors;
    expect(new Set(all.map(({ number }) => number)).size).toBe(all.length);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  });
});

describe('through any sequence of unplugging, plugging, moving, resizing and swapping', () => {
  const COUNT = 4;
  type Act = { readonly kind: 'plug' | 'unplug' | 'resize' | 'move'; readonly at: number } | { readonly kind: 'swap'; readonly at: number; readonly with: number };
  const index = fc.nat({ max: COUNT - 1 });
  const anyAct: fc.Arbitrary<Act> = fc.oneof(
    fc.record({ kind: fc.constantFrom('plug' as const, 'unplug' as const, 'resize' as const, 'move' as const), at: index }),
    fc.record({ kind: fc.constant('swap' as const), at: index, with: index }),
  );

  it('a monitor keeps its key and number, and no two share one', () => {
    fc.assert(
      fc.property(fc.array(anyAct, { maxLength: 40 }), fc.boolean(), (acts, sameNames) => {
        let hardware = Array.from({ length: COUNT }, (_, at) => ({ isIn: true, facts: displayWith({ id: 100 + at, label: sameNames ? 'SAME' : `M${at}`, xPx: at * 1920 }) }));
        const replace = (at: number, change: (old: (typeof hardware)[number]) => (typeof hardware)[number]) => {
          hardware = hardware.map((old, place) => (place === at ? change(old) : old));
        };
        let match = matchMonitors(hardware.map(({ facts }) => facts), []);
        const start = new Map(hardware.map(({ facts }) => [facts.id, keyOf(match, facts.id)]));
        const numberOf = new Map(match.monitors.map(({ id, number }) => [id, number]));
        for (const act of acts) {
          if (act.kind === 'swap') {
            const [a, b] = [hardware[act.at], hardware[act.with]];
            if (a === undefined || b === undefined) continue;
            const [xA, xB] = [a.facts.xPx, b.facts.xPx];
            replace(act.at, (old) => ({ ...old, facts: { ...old.facts, xPx: xB } }));
            replace(act.with, (old) => ({ ...old, facts: { ...old.facts, xPx: xA } }));
          } else if (act.kind === 'plug' || act.kind === 'unplug') replace(act.at, (old) => ({ ...old, isIn: act.kind === 'plug' }));
          else if (act.kind === 'resize') replace(act.at, (old) => ({ ...old, facts: { ...old.facts, widthPx: old.facts.widthPx === 1920 ? 1280 : 1920 } }));
          else replace(act.at, (old) => ({ ...old, facts: { ...old.facts, yPx: old.facts.yPx + 50 } }));
          match = matchMonitors(hardware.flatMap(({ isIn, facts }) => (isIn ? [facts] : [])), match.remembered);
          expect(match.monitors.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
          for (const { isIn, facts } of hardware) if (isIn) expect(keyOf(match, facts.id)).toBe(start.get(facts.id));
          for (const { id, number, present } of match.monitors) {
            expect(numberOf.get(id)).toBe(number);
            expect(present).toBe(match.displayOf.has(id));
          }
        }
      }),
    );
  });
});
