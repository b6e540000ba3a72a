import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as machine from '../../../../demo/ptz/head.ts';
import { newHead, type HeadState } from '../../../../demo/ptz/head.ts';
import { isAtRest } from '../../../../demo/ptz/kinematics.ts';
import type { PtzAct } from '../../../../demo/ptz/wire.ts';
import { aPlace, aSteerer, HOME } from './places.ts';

const PLACE = aPlace();
const AN = aSteerer('an', 40);
const MINH = aSteerer('minh', 60);
const PRESETS = [
  { number: 1, name: 'Cổng', position: { panDeg: 30, tiltDeg: -5, zoom: 2 } },
  { number: 2, name: 'Chợ', position: { panDeg: -40, tiltDeg: -12, zoom: 4 } },
];

const start = (): HeadState => machine.claim(newHead(PLACE, PRESETS, 0), AN).head;
const wait = (head: HeadState, ms: number): HeadState => machine.advance(PLACE, head, head.atUtcMs + ms).head;
const move = (head: HeadState, pan: number, tilt = 0, zoom = 0): HeadState => machine.move(head, AN, { pan, tilt, zoom }).head;
const act = (head: HeadState, wanted: PtzAct): HeadState => machine.act(PLACE, head, AN, wanted).head;
const at = ({ motion }: HeadState) => motion.position;

describe('a held movement', () => {
  it('turns at once, faster with the speed asked for, up to a hundred degrees a second', () => {
    const soon = wait(move(start(), 1), 66);
    expect(at(soon).panDeg).toBeGreaterThan(0.3);
    const full = wait(move(start(), 1), 800);
    const later = wait(move(full, 1), 500);
    expect(at(later).panDeg - at(full).panDeg).toBeCloseTo(50, 0);
    expect(at(wait(move(start(), 0.1), 800)).panDeg).toBeLessThan(at(full).panDeg / 5);
  });

  it('goes slower the closer the picture is', () => {
    const close = wait(act(start(), { kind: 'box', x: 0.45, y: 0.45, width: 0.1, height: 0.1 }), 6000);
    expect(at(close).zoom).toBeCloseTo(10, 0);
    expect(at(wait(move(close, 1), 800)).panDeg - at(close).panDeg).toBeLessThan(8);
  });

  it('stands within a tenth of a second of its stop', () => {
    const turning = wait(move(start(), 1, 1), 700);
    expect(isAtRest(wait(move(turning, 0), 100).motion)).toBe(true);
  });

  it('that nobody renews stands within a second, and is noted', () => {
    const going = wait(move(start(), 1), 500);
    const { head, notes } = machine.advance(PLACE, going, 1000);
    expect(isAtRest(head.motion)).toBe(true);
    expect(notes).toMatchObject([{ note: 'dead-man', who: { personId: 'an' } }]);
    const renewed = wait(move(going, 1), 500);
    expect(isAtRest(renewed.motion)).toBe(false);
  });

  it('ends when the hand is taken, let go, or its connection closes', () => {
    const going = wait(move(start(), 1), 300);
    for (const { head } of [machine.claim(going, MINH), machine.release(going, AN), machine.gone(going, AN.connection)]) expect(isAtRest(wait(head, 150).motion)).toBe(true);
  });

  it('needs the hand', () => {
    expect(machine.move(newHead(PLACE, [], 0), AN, { pan: 1, tilt: 0, zoom: 0 }).refused).toEqual({ code: 'ptz/no-hand' });
    expect(machine.move(start(), MINH, { pan: 1, tilt: 0, zoom: 0 }).refused).toMatchObject({ code: 'ptz/held', holder: { personId: 'an' } });
  });
});

describe('places', () => {
  it('are gone to by the shorter way and kept when saved', () => {
    const there = wait(act(start(), { kind: 'preset-go', preset: 2 }), 4000);
    expect(at(there)).toMatchObject({ panDeg: expect.closeTo(-40, 1), tiltDeg: expect.closeTo(-12, 1), zoom: expect.closeTo(4, 1) });
    const saved = act(there, { kind: 'preset-save', preset: 9, name: 'Cổng sau' });
    expect(saved.presets.map(({ number, name }) => `${String(number)} ${name}`)).toEqual(['1 Cổng', '2 Chợ', '9 Cổng sau']);
    expect(at(wait(act(saved, { kind: 'home' }), 4000))).toMatchObject({ panDeg: expect.closeTo(HOME.panDeg, 1), zoom: expect.closeTo(1, 1) });
    expect(machine.act(PLACE, saved, AN, { kind: 'preset-go', preset: 77 }).refused).toEqual({ code: 'ptz/no-such-place' });
  });

  it('are called something else without being moved, and only where there is one', () => {
    const away = wait(act(start(), { kind: 'preset-go', preset: 2 }), 4000);
    const renamed = act(away, { kind: 'preset-rename', preset: 1, name: '  Cổng chính ' });
    expect(renamed.presets).toEqual([{ ...PRESETS[0], name: 'Cổng chính' }, PRESETS[1]]);
    expect(at(renamed)).toEqual(at(away));
    expect(act(renamed, { kind: 'preset-rename', preset: 1, name: ' ' }).presets).toEqual(renamed.presets);
    expect(machine.act(PLACE, renamed, AN, { kind: 'preset-rename', preset: 77, name: 'Chợ' }).refused).toEqual({ code: 'ptz/no-such-place' });
  });

  it('follow each other on a patrol, with their pause, until somebody moves the head', () => {
    const patrolling = act(start(), { kind: 'patrol-start', patrol: 1 });
    const seen: number[] = [];
    let head = patrolling;
    for (let step = 0; step < 120; step += 1) {
      head = wait(head, 100);
      if (head.patrol?.arrivedUtcMs !== null && seen.at(-1) !== head.patrol?.step) seen.push(head.patrol?.step ?? -1);
    }
    expect(seen.slice(0, 3)).toEqual([0, 1, 0]);
    expect(move(head, 0.2).patrol).toBeNull();
  });

  it('are looked at from the map: bearing from the zero, down by the mounting height', () => {
    const east = wait(act(start(), { kind: 'look', latDeg: 21.03, lonDeg: 105.8 + 100 / (111_320 * Math.cos((21.03 * Math.PI) / 180)) }), 6000);
    expect(at(east)).toMatchObject({ panDeg: expect.closeTo(90, 1), tiltDeg: expect.closeTo(-5.71, 1) });
    const { zeroBearingDeg: _zero, ...unknown } = PLACE.abilities;
    expect(machine.act({ ...PLACE, abilities: unknown }, start(), AN, { kind: 'look', latDeg: 21, lonDeg: 105 }).refused).toEqual({ code: 'ptz/not-offered' });
  });

  it('are followed while tracking is on', () => {
    const tracking = wait(wait(act(start(), { kind: 'tracking', on: true }), 3000), 1000);
    expect(at(tracking).panDeg).toBeCloseTo(24, 0);
    const off = act(tracking, { kind: 'tracking', on: false });
    expect(at(wait(off, 2000)).panDeg).toBeCloseTo(24, 0);
  });
});

describe('the lens', () => {
  it('goes out of focus while the button is held, and focuses by itself when the head turns', () => {
    const blurred = wait(act(start(), { kind: 'aux', aux: 'focus', value: 1 }), 500);
    expect(blurred.lens.focus).toBeCloseTo(0.5, 1);
    const left = wait(act(blurred, { kind: 'aux', aux: 'focus', value: 0 }), 500);
    expect(left.lens.focus).toBe(blurred.lens.focus);
    expect(wait(wait(move(left, 1), 50), 50).lens.focus).toBe(0);
  });
});

const speed = fc.double({ min: -1, max: 1, noNaN: true });
const deed = fc.oneof(
  fc.record({ kind: fc.constant('move' as const), pan: speed, tilt: speed, zoom: speed }),
  fc.record({ kind: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 3000 }) }),
  fc.record({ kind: fc.constant('box' as const), x: fc.double({ min: 0, max: 0.9, noNaN: true }), y: fc.double({ min: 0, max: 0.9, noNaN: true }), size: fc.double({ min: 0, max: 1, noNaN: true }) }),
  fc.record({ kind: fc.constant('go' as const), preset: fc.constantFrom(1, 2) }),
);

describe('whatever is asked of a head', () => {
  it('it stays within its limits, and a held movement left alone stands within a second', () => {
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 12 }), (deeds) => {
        let head = start();
        for (const one of deeds) {
          if (one.kind === 'move') head = move(head, one.pan, one.tilt, one.zoom);
          else if (one.kind === 'wait') head = wait(head, one.ms);
          else if (one.kind === 'go') head = act(head, { kind: 'preset-go', preset: one.preset });
          else head = act(head, { kind: 'box', x: one.x, y: one.y, width: one.size, height: one.size });
          const { panDeg, tiltDeg, zoom } = at(head);
          expect(panDeg >= -180 && panDeg <= 180 && tiltDeg >= -90 && tiltDeg <= 20 && zoom >= 1 && zoom <= 25).toBe(true);
        }
        if (head.renewUntilUtcMs !== null) expect(isAtRest(wait(head, 1000).motion)).toBe(true);
      }),
    );
  });
});
