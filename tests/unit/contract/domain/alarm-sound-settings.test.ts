import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ALARM_KINDS } from '@contract/domain/alarm-kind.ts';
import { LEAST_VOLUME, SOUND_GROUPS, soundFor, soundGroupOf, USUAL_SOUNDS, usualSound, withoutOwnSound, withSound, type AlarmSoundSettings, type SoundChoice } from '@contract/domain/alarm-sound-settings.ts';
import { ALARM_PRIORITIES } from '@contract/domain/alarm.ts';
import { soundId } from '@contract/domain/units.ts';

const own = { id: soundId('a'.repeat(64)), name: 'Còi' };
const choice: SoundChoice = { source: { kind: 'own', sound: own.id }, volume: 0.7, isSpoken: false };
const withOwn: AlarmSoundSettings = withSound({ cells: [], own: [own] }, 2, 'traffic', choice);

describe('the sounds of a PC', () => {
  test('are three rhythms told apart by priority as long as nobody chose others', () => {
    expect(ALARM_PRIORITIES.map((priority) => soundFor(USUAL_SOUNDS, priority, 'security').source)).toEqual([
      { kind: 'rhythm', rhythm: 'triple' },
      { kind: 'rhythm', rhythm: 'double' },
      { kind: 'rhythm', rhythm: 'single' },
      { kind: 'rhythm', rhythm: 'single' },
    ]);
  });

  test('are chosen for one priority and group alone', () => {
    expect(soundFor(withOwn, 2, 'traffic')).toEqual(choice);
    expect(soundFor(withOwn, 2, 'security')).toEqual(usualSound(2));
    expect(soundFor(withOwn, 1, 'traffic')).toEqual(usualSound(1));
    expect(withSound(withOwn, 2, 'traffic', null).cells).toEqual([]);
  });

  test('are as usual once the added one is gone', () => {
    expect(soundFor(withoutOwnSound(withOwn, own.id), 2, 'traffic')).toEqual(usualSound(2));
    expect(soundFor({ ...withOwn, own: [] }, 2, 'traffic').source).toEqual(usualSound(2).source);
  });

  test('are never too quiet to be heard, and every kind has a group', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ALARM_PRIORITIES), fc.constantFrom(...SOUND_GROUPS), fc.double({ min: 0, max: 1, noNaN: true }), (priority, group, volume) => {
        const sound = soundFor(withSound(USUAL_SOUNDS, priority, group, { ...choice, volume }), priority, group);
        expect(sound.volume).toBeGreaterThanOrEqual(LEAST_VOLUME[priority]);
      }),
    );
    expect(ALARM_KINDS.every((kind) => SOUND_GROUPS.includes(soundGroupOf(kind)))).toBe(true);
  });
});
