import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { alarmId, cameraId, utcMs } from '@contract/domain/units.ts';
import type { AlarmBrief } from '@contract/domain/alarm.ts';
import type { SequenceStep } from '@contract/domain/tile-content.ts';
import { alarmsInOrder } from '../../../../../renderer/state/selectors/alarms-in-order.ts';
import { contentKey } from '../../../../../renderer/widgets/tile-content/content-key.ts';
import { planCameras } from '../../../../../renderer/widgets/tile-content/map/plan-cameras.ts';
import { PREPARE_MS, viewRun, waitMs } from '../../../../../renderer/widgets/tile-content/sequence/use-run-place.ts';
import { fitTextPx } from '../../../../../renderer/widgets/tile-content/text/fit-text.ts';
import { originOf } from '../../../../../renderer/widgets/tile-content/web/web-origin.ts';

const steps = (...dwells: readonly number[]): readonly SequenceStep[] => dwells.map((dwellS, index) => ({ camera: cameraId(`c${String(index)}`), dwellS }));

describe('a sequence in a tile', () => {
  const run = { kind: 'running', anchorUtcMs: 100_000, fromStep: 0 } as const;

  it('opens the next camera three seconds before its turn, so that no black comes between', () => {
    expect(viewRun(steps(10, 10), run, 106_900)).toMatchObject({ step: 0, isNextNear: false });
    expect(viewRun(steps(10, 10), run, 107_000)).toMatchObject({ step: 0, isNextNear: true });
    expect(viewRun(steps(10, 10), run, 110_000)).toMatchObject({ step: 1, isNextNear: false });
  });

  it('looks again when the next camera is to be opened, then when it is to be shown, and never while paused', () => {
    expect(waitMs(viewRun(steps(10, 10), run, 100_000), 100_000)).toBe(7_001);
    expect(waitMs(viewRun(steps(10, 10), run, 108_000), 108_000)).toBe(2_001);
    expect(waitMs(viewRun(steps(10, 10), { kind: 'paused', step: 1 }, 108_000), 108_000)).toBeNull();
    expect(waitMs(viewRun(steps(10), run, 108_000), 108_000)).toBeNull();
  });

  it('never sleeps past a change, whatever the dwells and the time', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 2, max: 3_600 }), { minLength: 2, maxLength: 20 }), fc.integer({ min: 0, max: 10_000_000 }), (dwells, sinceMs) => {
        const now = run.anchorUtcMs + sinceMs;
        const before = viewRun(steps(...dwells), run, now);
        const wait = waitMs(before, now) ?? 0;
        const dueUtcMs = before.isNextNear ? (before.nextUtcMs ?? 0) : (before.nextUtcMs ?? 0) - PREPARE_MS;
        expect(wait).toBeGreaterThan(0);
        expect(now + wait).toBeLessThanOrEqual(Math.max(now + 4, dueUtcMs + 1));
      }),
    );
  });
});

describe('a tile that goes on showing the same', () => {
  it('is kept when only its zoom or step changes, and made anew for another camera', () => {
    const camera = cameraId('a');
    expect(contentKey({ kind: 'camera', camera, zoom: null })).toBe(contentKey({ kind: 'camera', camera, zoom: { x: 0.5, y: 0.5, scale: 2 } }));
    expect(contentKey({ kind: 'camera', camera, zoom: null })).not.toBe(contentKey({ kind: 'camera', camera: cameraId('b'), zoom: null }));
    expect(contentKey(null)).not.toBe(contentKey({ kind: 'clock' }));
  });
});

describe('a text tile', () => {
  it('makes the letters as large as all lines allow', () => {
    const box = { widthPx: 600, heightPx: 300 };
    const short = fitTextPx('Ca trực A', box);
    const long = fitTextPx('Đường Nguyễn Trãi ùn tắc\nPhân luồng từ 17:00 đến 19:00\nBáo trực ban số 113', box);
    expect(short).toBeGreaterThan(long);
    expect(long).toBeGreaterThan(20);
    expect(fitTextPx('x '.repeat(250), { widthPx: 100, heightPx: 60 })).toBe(10);
  });

  it('never makes them larger in a smaller box', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), fc.integer({ min: 80, max: 1_900 }), fc.integer({ min: 60, max: 1_000 }), (text, widthPx, heightPx) => {
        expect(fitTextPx(text, { widthPx, heightPx: heightPx - 20 })).toBeLessThanOrEqual(fitTextPx(text, { widthPx, heightPx }));
      }),
    );
  });
});

describe('the plan of cameras', () => {
  const at = (item: string, latDeg: number, lonDeg: number) => ({ item, position: { latDeg, lonDeg } });

  it('has north up and east on the right, to one scale', () => {
    const { points } = planCameras([at('south-west', 21, 105.8), at('north-east', 21.01, 105.81)], 16 / 9);
    const [south, north] = points;
    expect(south?.y).toBeGreaterThan(north?.y ?? 1);
    expect(south?.x).toBeLessThan(north?.x ?? 0);
    const widthShare = ((north?.x ?? 0) - (south?.x ?? 0)) * 16;
    const heightShare = ((south?.y ?? 0) - (north?.y ?? 0)) * 9;
    expect(widthShare / heightShare).toBeCloseTo(Math.cos((21.005 * Math.PI) / 180), 2);
  });

  it('shows one camera in the middle with something around it, and a bar of round metres', () => {
    const { points, barM, barShare } = planCameras([at('one', 21, 105.8)], 1.5);
    expect(points[0]).toMatchObject({ x: 0.5, y: 0.5 });
    expect([50, 100]).toContain(barM);
    expect(barShare).toBeLessThanOrEqual(0.25);
  });

  it('keeps every camera inside the box', () => {
    const place = fc.record({ latDeg: fc.double({ min: 8, max: 23, noNaN: true }), lonDeg: fc.double({ min: 102, max: 110, noNaN: true }) });
    fc.assert(
      fc.property(fc.array(place, { minLength: 1, maxLength: 64 }), fc.double({ min: 0.3, max: 3, noNaN: true }), (positions, aspect) => {
        for (const { x, y } of planCameras(positions.map((position, item) => ({ item, position })), aspect).points) {
          expect(x).toBeGreaterThanOrEqual(0);
          expect(x).toBeLessThanOrEqual(1);
          expect(y).toBeGreaterThanOrEqual(0);
          expect(y).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});

describe('the list of alarms', () => {
  it('has the highest priority on top and the newest first within it', () => {
    const alarm = (id: string, priority: AlarmBrief['priority'], atMs: number): AlarmBrief => ({ id: alarmId(id), camera: null, priority, title: id, raisedUtcMs: utcMs(atMs) });
    const sorted = alarmsInOrder([alarm('low', 4, 900), alarm('old', 1, 100), alarm('new', 1, 200), alarm('mid', 2, 500)]);
    expect(sorted.map(({ id }) => id)).toEqual(['new', 'old', 'mid', 'low']);
  });
});

describe('the address of a web tile', () => {
  it.each([
    ['https://thoitiet.example.vn/hanoi?x=1', 'https://thoitiet.example.vn'],
    ['https://a.example.vn:8443/', 'https://a.example.vn:8443'],
    ['http://thoitiet.example.vn', null],
    ['javascript:alert(1)', null],
    ['not an address', null],
  ])('%s is of %s', (url, origin) => {
    expect(originOf(url)).toBe(origin);
  });
});
