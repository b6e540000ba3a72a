import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { usualProfile, type PadAxis, type PadProfile } from '@contract/domain/ptz-settings.ts';
import { axisSpeed, deflection, deviceOf, measuredRest, movedAxis, padVelocity, pressedActs, profileOf } from '../../../../renderer/lib/gamepad-reading.ts';
import { padWith } from '../../../builders/gamepads.ts';

const axis = (part: Partial<PadAxis> = {}): PadAxis => ({ axis: 0, inverted: false, rest: 0, deadZone: 0.1, ...part });
const linear = { curve: 'linear', topSpeed: 1 } as const;

describe('an axis of a joystick', () => {
  it('says nothing within its dead zone and everything at its ends', () => {
    expect([0, 0.1, -0.1, 1, -1].map((value) => deflection(value, axis()))).toEqual([0, 0, 0, 1, -1]);
    expect(deflection(0.55, axis())).toBeCloseTo(0.5);
  });

  it('reaches full speed on both sides though its rest is not in the middle', () => {
    const off = axis({ rest: 0.2 });
    expect([deflection(1, off), deflection(-1, off), deflection(0.2, off)]).toEqual([1, -1, 0]);
  });

  it.each([
    ['linear', 0.5],
    ['quadratic', 0.25],
    ['cubic', 0.125],
  ] as const)('with the curve %s goes at %d of full speed when half way', (curve, speed) => {
    expect(axisSpeed(0.5, axis({ deadZone: 0 }), { curve, topSpeed: 1 })).toBeCloseTo(speed);
    expect(axisSpeed(-0.5, axis({ deadZone: 0 }), { curve, topSpeed: 1 })).toBeCloseTo(-speed);
    expect(axisSpeed(0.5, axis({ deadZone: 0, inverted: true }), { curve, topSpeed: 0.5 })).toBeCloseTo(-speed / 2);
  });

  it('never asks for more than its top speed, whatever a device says', () => {
    fc.assert(
      fc.property(fc.double(), fc.double({ min: -1, max: 1, noNaN: true }), fc.double({ min: 0, max: 0.6, noNaN: true }), (value, rest, deadZone) => {
        const speed = axisSpeed(value, axis({ rest, deadZone }), { curve: 'quadratic', topSpeed: 0.7 });
        expect(Math.abs(speed)).toBeLessThanOrEqual(0.7);
      }),
    );
    expect(axisSpeed(undefined, axis(), linear)).toBe(0);
  });

  it('is measured at rest: where it stands and how much it trembles; not while somebody touches it', () => {
    expect(measuredRest([0.02, 0.04, 0.03, 0.02, 0.05])).toEqual({ rest: 0.03, deadZone: 0.07 });
    expect(measuredRest([0, 0, 0, 0.9])).toBeNull();
    expect(measuredRest([])).toBeNull();
  });

  it('is found by moving it', () => {
    expect(movedAxis(padWith({ axes: [0, 0, -1] }), padWith({ axes: [0.1, -0.9, -1] }))).toBe(1);
    expect(movedAxis(padWith({ axes: [0, 0, -1] }), padWith({ axes: [0.3, 0.2, -1] }))).toBeNull();
  });
});

describe('a joystick', () => {
  const profile: PadProfile = { ...usualProfile('stick'), curve: 'linear' };

  it('turns to the right and up as its stick goes, and zooms in with the other stick or a button', () => {
    expect(padVelocity(padWith({ axes: [1, -1, 0, -1] }), profile)).toEqual({ pan: 1, tilt: 1, zoom: 1 });
    expect(padVelocity(padWith({ pressed: [5] }), profile)).toEqual({ pan: 0, tilt: 0, zoom: 0.6 });
    expect(padVelocity(padWith({ pressed: [4, 5] }), profile)).toEqual({ pan: 0, tilt: 0, zoom: 0 });
  });

  it('with fewer axes than usual moves what it has', () => {
    expect(padVelocity(padWith({ axes: [0] }), profile)).toEqual({ pan: 0, tilt: 0, zoom: 0 });
  });

  it('acts once when a button goes down, not while it is held and not when it is held as it is plugged in', () => {
    const up = padWith({});
    const down = padWith({ pressed: [3] });
    expect(pressedActs(up, down, profile)).toEqual(['home']);
    expect(pressedActs(down, down, profile)).toEqual([]);
    expect(pressedActs(undefined, down, profile)).toEqual([]);
  });
});

describe('the profile of a joystick', () => {
  const settings = { keySpeed: 0.4, profiles: [{ ...usualProfile('own'), topSpeed: 0.3 }] };

  it('is its own, or the usual one of its kind: three axes zoom by twisting', () => {
    expect(profileOf(settings, padWith({ id: 'own' })).topSpeed).toBe(0.3);
    expect(profileOf(settings, padWith({ axes: [0, 0, 0] })).motions.zoom).toMatchObject({ axis: 2, inverted: false });
    expect(profileOf(settings, padWith()).motions.zoom).toMatchObject({ axis: 3, inverted: true });
  });

  it('is found though the browser tells a name longer than settings keep', () => {
    const id = 'x'.repeat(500);
    expect(profileOf({ ...settings, profiles: [{ ...usualProfile(deviceOf(id)), topSpeed: 0.2 }] }, padWith({ id })).topSpeed).toBe(0.2);
  });
});
