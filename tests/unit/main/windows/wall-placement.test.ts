import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { monitorKey } from '@contract/domain/units.ts';
import { monitorBounds, monitorOf, planWalls, type StandingWindow, type WallStep } from '../../../../main/windows/wall-placement.ts';
import { monitorWith } from '../../../builders/monitors.ts';

const left = monitorWith({ id: monitorKey('d1'), xPx: 0 });
const right = monitorWith({ id: monitorKey('d2'), xPx: 1920 });
const standing = (...monitors: readonly (typeof left)[]): readonly StandingWindow[] => monitors.map((monitor) => ({ monitor: monitor.id, bounds: monitorBounds(monitor) }));

function carriedOut(windows: readonly StandingWindow[], steps: readonly WallStep[]): readonly StandingWindow[] {
  const now = new Map(windows.map((window) => [window.monitor, window]));
  for (const step of steps) {
    if (step.kind === 'close') now.delete(step.monitor);
    else now.set(step.monitor, { monitor: step.monitor, bounds: step.bounds });
  }
  return [...now.values()];
}

describe('wall windows', () => {
  it('open on every monitor that is there', () => {
    expect(planWalls([left, right], [])).toEqual([
      { kind: 'open', monitor: 'd1', bounds: { x: 0, y: 0, width: 1920, height: 1080 } },
      { kind: 'open', monitor: 'd2', bounds: { x: 1920, y: 0, width: 1920, height: 1080 } },
    ]);
  });

  it('close with the monitor that is unplugged; the others are not touched', () => {
    expect(planWalls([left, { ...right, present: false }], standing(left, right))).toEqual([{ kind: 'close', monitor: 'd2' }]);
  });

  it('come back when it is plugged in again', () => {
    expect(planWalls([left, right], standing(left))).toEqual([{ kind: 'open', monitor: 'd2', bounds: monitorBounds(right) }]);
  });

  it('follow a monitor that moved or changed its size', () => {
    const moved = { ...right, xPx: 2560, widthPx: 2560, heightPx: 1440 };
    expect(planWalls([left, moved], standing(left, right))).toEqual([{ kind: 'move', monitor: 'd2', bounds: { x: 2560, y: 0, width: 2560, height: 1440 } }]);
  });

  it('are one to a monitor in the end, each on its own, whatever stood before; then there is nothing left to do', () => {
    const anyMonitor = fc.record({ number: fc.integer({ min: 1, max: 6 }), xPx: fc.constantFrom(0, 1920, 3840), widthPx: fc.constantFrom(1280, 1920), present: fc.boolean() });
    const anyMonitors = fc.uniqueArray(anyMonitor, { selector: ({ number }) => number, maxLength: 6 }).map((list) => list.map((fields) => monitorWith({ ...fields, id: monitorKey(`d${fields.number}`) })));
    fc.assert(
      fc.property(anyMonitors, anyMonitors, (before, now) => {
        const windows = carriedOut(standing(...before), planWalls(now, standing(...before)));
        const present = now.filter((monitor) => monitor.present);
        expect(windows.map((window) => window.monitor).toSorted()).toEqual(present.map((monitor) => monitor.id).toSorted());
        for (const monitor of present) expect(windows.find((window) => window.monitor === monitor.id)?.bounds).toEqual(monitorBounds(monitor));
        expect(planWalls(now, windows)).toEqual([]);
      }),
    );
  });
});

describe('the monitor a window is on', () => {
  it.each([
    ['wholly on one', { x: 100, y: 100, width: 800, height: 600 }, 'd1'],
    ['mostly on the other', { x: 1800, y: 0, width: 1000, height: 600 }, 'd2'],
    ['off every monitor', { x: 9000, y: 0, width: 100, height: 100 }, null],
  ])('%s', (_what, bounds, expected) => {
    expect(monitorOf(bounds, [left, right])?.id ?? null).toBe(expected);
  });

  it('is never one that is away', () => {
    expect(monitorOf({ x: 2000, y: 0, width: 100, height: 100 }, [left, { ...right, present: false }])).toBeNull();
  });
});
