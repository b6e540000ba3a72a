import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { STILL, type PtzAsk, type PtzHead, type PtzHolder } from '@contract/domain/ptz.ts';
import { cameraId, utcMs } from '@contract/domain/units.ts';
import { bearingOf, compassOf, speedPercent } from '../../../../../renderer/widgets/ptz/head-words.ts';
import { asksForMe, leaseOf, myAsk } from '../../../../../renderer/widgets/ptz/lease.ts';
import { boxAct, centreAct, edgeVelocity, isAtEdge, isReverse, outVelocity, pinchVelocity, stickVelocity } from '../../../../../renderer/widgets/ptz/pointer-aim.ts';
import { freeNumber, presetNumberOf } from '../../../../../renderer/widgets/ptz/preset-numbers.ts';
import { keysVelocity, steerKeyOf } from '../../../../../renderer/widgets/ptz/steer-keys.ts';
import { personWith } from '../../../../builders/people.ts';

const press = (code: string, key = code, more: Partial<KeyboardEvent> = {}) => ({ code, key, ctrlKey: false, altKey: false, metaKey: false, ...more });

describe('keys of steering', () => {
  it('turn by arrows and by the numeric block, with and without Num Lock', () => {
    expect(keysVelocity(['ArrowLeft'], 0.4)).toEqual({ pan: -0.4, tilt: 0, zoom: 0 });
    expect(steerKeyOf(press('Numpad9', '9'))).toEqual(steerKeyOf(press('Numpad9', 'PageUp')));
    expect(keysVelocity(['Numpad9'], 1)).toEqual({ pan: 1, tilt: 1, zoom: 0 });
  });

  it('held together turn aslant; opposite ones stand still', () => {
    expect(keysVelocity(['ArrowUp', 'ArrowRight', 'PageUp'], 0.5)).toEqual({ pan: 0.5, tilt: 0.5, zoom: 0.5 });
    expect(keysVelocity(['ArrowLeft', 'ArrowRight'], 1)).toEqual(STILL);
  });

  it('call presets by the digits over the letters, home and the end', () => {
    expect(steerKeyOf(press('Digit7', '7'))).toEqual({ kind: 'preset', preset: 7 });
    expect(steerKeyOf(press('Digit0', '0'))).toBeNull();
    expect(steerKeyOf(press('Home'))).toEqual({ kind: 'home' });
    expect(steerKeyOf(press('Escape'))).toEqual({ kind: 'end' });
  });

  it('leave keys with Ctrl, Alt or Meta to others', () => {
    for (const more of [{ ctrlKey: true }, { altKey: true }, { metaKey: true }]) expect(steerKeyOf(press('Digit1', '1', more))).toBeNull();
  });
});

describe('a pointer on the picture', () => {
  it('holds at the edges, towards the pointer, the faster the further out', () => {
    expect([{ x: 0.5, y: 0.5 }, { x: 0.7, y: 0.5 }, { x: 0.95, y: 0.5 }, { x: 0.5, y: 0.05 }].map(isAtEdge)).toEqual([false, false, true, true]);
    const [near, far] = [edgeVelocity({ x: 0.82, y: 0.5 }), edgeVelocity({ x: 1, y: 0.5 })];
    expect(near.pan).toBeGreaterThan(0);
    expect(far).toEqual({ pan: 1, tilt: 0, zoom: 0 });
    expect(near.pan).toBeLessThan(far.pan);
    expect(edgeVelocity({ x: 0, y: 0 })).toEqual({ pan: -1, tilt: 1, zoom: 0 });
    expect(edgeVelocity({ x: 0.5, y: 0.5 })).toEqual(STILL);
  });

  it('as a finger steers by how far it went from where it came down', () => {
    expect(stickVelocity({ x: 0.2, y: 0.8 }, { x: 0.2, y: 0.8 })).toEqual(STILL);
    expect(stickVelocity({ x: 0.2, y: 0.8 }, { x: 0.9, y: 0.8 })).toEqual({ pan: 1, tilt: 0, zoom: 0 });
    expect(pinchVelocity(100, 200)).toEqual({ pan: 0, tilt: 0, zoom: 1 });
    expect(pinchVelocity(100, 50).zoom).toBe(-1);
    expect(pinchVelocity(0, 50)).toEqual(STILL);
  });

  it('aims at places of the picture only', () => {
    expect(centreAct({ x: 0.25, y: 1 })).toEqual({ kind: 'centre', x: 0.25, y: 1 });
    expect(centreAct({ x: -0.01, y: 0.5 })).toBeNull();
  });

  it('draws a box in any direction, cut off at the edge of the picture; a slip of the hand is none', () => {
    expect(boxAct({ x: 0.75, y: 0.25 }, { x: 0.25, y: 1.4 })).toEqual({ kind: 'box', x: 0.25, y: 0.25, width: 0.5, height: 0.75 });
    expect(boxAct({ x: 0.5, y: 0.5 }, { x: 0.51, y: 0.9 })).toBeNull();
    fc.assert(
      fc.property(fc.tuple(fc.double({ min: -1, max: 2, noNaN: true }), fc.double({ min: -1, max: 2, noNaN: true }), fc.double({ min: -1, max: 2, noNaN: true }), fc.double({ min: -1, max: 2, noNaN: true })), ([x1, y1, x2, y2]) => {
        const act = boxAct({ x: x1, y: y1 }, { x: x2, y: y2 });
        if (act?.kind !== 'box') return;
        expect(Math.min(act.x, act.y)).toBeGreaterThanOrEqual(0);
        expect(Math.max(act.x + act.width, act.y + act.height)).toBeLessThanOrEqual(1 + 1e-9);
      }),
    );
  });

  it('drawn up and to the left goes away instead, faster the longer', () => {
    expect(isReverse({ x: 0.6, y: 0.6 }, { x: 0.4, y: 0.4 })).toBe(true);
    expect(isReverse({ x: 0.6, y: 0.6 }, { x: 0.4, y: 0.8 })).toBe(false);
    expect(outVelocity({ x: 0.6, y: 0.6 }, { x: 0.35, y: 0.5 })).toEqual({ pan: 0, tilt: 0, zoom: -0.5 });
  });
});

const holder: PtzHolder = { personId: 'p2', name: 'Lê Thị Hoa', unitName: 'Công an phường', level: 40 };
const head = (of: PtzHolder | null): PtzHead => ({ id: cameraId('dome'), holder: of, sinceUtcMs: utcMs(0), untilUtcMs: null, moving: false, patrol: null, tracking: false, position: null });

describe('whose hand it is', () => {
  it.each([
    [undefined, 50, 'free'],
    [head(null), 50, 'free'],
    [head(holder), 50, 'takeable'],
    [head(holder), 40, 'theirs'],
    [head({ ...holder, personId: 'p1' }), 10, 'mine'],
  ] as const)('%#: is told from who holds it and the level', (one, ptzLevel, lease) => {
    expect(leaseOf(one, personWith({ ptzLevel }))).toBe(lease);
  });

  it('is never to be taken by somebody without a level, or by nobody', () => {
    const { ptzLevel: _level, ...person } = personWith();
    expect(leaseOf(head(holder), person)).toBe('theirs');
    expect(leaseOf(head(holder), null)).toBe('theirs');
  });

  it('asks wait for the person who is asked, oldest first, until their minute is over', () => {
    const ask = (id: string, askedMs: number, part: Partial<PtzAsk> = {}): PtzAsk => ({ id, camera: cameraId('dome'), from: holder, minutes: 15, reason: 'theo dõi', askedUtcMs: utcMs(askedMs), state: 'open', side: 'asked', ...part });
    const asks = [ask('b', 2_000), ask('a', 1_000), ask('old', -59_000), ask('done', 1_000, { state: 'accepted' }), ask('own', 1_500, { side: 'asking' }), ask('own old', 1_000, { side: 'asking', state: 'declined' })];
    expect(asksForMe(asks, 3_000).map(({ id }) => id)).toEqual(['a', 'b']);
    expect(myAsk(asks, cameraId('dome'))?.id).toBe('own');
    expect(myAsk(asks, cameraId('other'))).toBeNull();
  });
});

describe('words of a head', () => {
  it('are the bearing from north where its zero is known', () => {
    expect(bearingOf({ zeroBearingDeg: 350 }, { panDeg: 25 })).toBe(15);
    expect(bearingOf({ zeroBearingDeg: 10 }, { panDeg: -45 })).toBe(325);
    expect(bearingOf({ zeroBearingDeg: 359.7 }, { panDeg: 0 })).toBe(0);
    expect(bearingOf({}, { panDeg: 25 })).toBeNull();
    expect([0, 22, 23, 90, 200, 337, 338, 359].map(compassOf)).toEqual(['n', 'n', 'ne', 'e', 's', 'nw', 'n', 'n']);
  });

  it('are the fastest of its speeds', () => {
    expect(speedPercent({ pan: 0.2, tilt: -0.456, zoom: 0 })).toBe(46);
  });
});

describe('numbers of presets', () => {
  it('are given from the lowest that is free', () => {
    expect(freeNumber([{ number: 1 }, { number: 2 }, { number: 4 }])).toBe(3);
    expect(freeNumber(Array.from({ length: 255 }, (_, index) => ({ number: index + 1 })))).toBeNull();
  });

  it('are read as typed', () => {
    expect(['7', ' 255 ', '0', '256', '1.5', 'a', ''].map(presetNumberOf)).toEqual([7, 255, null, null, null, null, null]);
  });
});
