import { describe, expect, it } from 'vitest';
import { PTZ_SETTINGS_LIMITS, profileFor, USUAL_PTZ_SETTINGS, usualProfile, withoutProfile, withProfile, type PtzSettings } from '@contract/domain/ptz-settings.ts';
import { setSteeringInput } from '@contract/ipc/ptz-settings.schema.ts';

const settings: PtzSettings = { keySpeed: 0.5, profiles: [usualProfile('a'), { ...usualProfile('b'), curve: 'cubic' }] };
const accepts = (steering: unknown): boolean => setSteeringInput.safeParse({ steering }).success;

describe('settings of steering', () => {
  it('have a profile for every joystick, the usual one where none was made', () => {
    expect(profileFor(settings, 'b').curve).toBe('cubic');
    expect(profileFor(settings, 'new')).toEqual(usualProfile('new'));
  });

  it('keep one profile a device, and the newest when there are too many', () => {
    expect(withProfile(settings, { ...usualProfile('a'), topSpeed: 0.5 }).profiles.map(({ device }) => device)).toEqual(['b', 'a']);
    expect(withoutProfile(settings, 'a').profiles.map(({ device }) => device)).toEqual(['b']);
    const many = Array.from({ length: 20 }, (_, index) => String(index)).reduce((kept, device) => withProfile(kept, usualProfile(device)), USUAL_PTZ_SETTINGS);
    expect(many.profiles).toHaveLength(PTZ_SETTINGS_LIMITS.profiles);
    expect(many.profiles.at(-1)?.device).toBe('19');
  });

  it('pass the border as they are delivered, and null takes those back', () => {
    expect(setSteeringInput.parse({ steering: settings })).toEqual({ steering: settings });
    expect(accepts(USUAL_PTZ_SETTINGS)).toBe(true);
    expect(accepts(null)).toBe(true);
  });

  it.each([
    ['a speed of nothing', { ...settings, keySpeed: 0 }],
    ['two profiles of one device', { ...settings, profiles: [usualProfile('a'), usualProfile('a')] }],
    ['one button with two acts', { ...settings, profiles: [{ ...usualProfile('a'), buttons: [{ button: 1, act: 'home' }, { button: 1, act: 'release' }] }] }],
    ['an act that is none', { ...settings, profiles: [{ ...usualProfile('a'), buttons: [{ button: 1, act: 'format-disk' }] }] }],
    ['an axis beyond all', { ...settings, profiles: [{ ...usualProfile('a'), motions: { ...usualProfile('a').motions, pan: { axis: 99, inverted: false, rest: 0, deadZone: 0.1 } } }] }],
    ['a dead zone that leaves nothing', { ...settings, profiles: [{ ...usualProfile('a'), motions: { ...usualProfile('a').motions, pan: { axis: 0, inverted: false, rest: 0, deadZone: 0.9 } } }] }],
    ['more than is known', { ...settings, note: 'x' }],
  ])('do not pass with %s', (_what, steering) => {
    expect(accepts(steering)).toBe(false);
  });
});
