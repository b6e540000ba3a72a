import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AlarmPriority } from '@contract/domain/alarm.ts';
import type { AlarmKind } from '@contract/domain/alarm-kind.ts';
import { mayBeGiven, shareTo, waitingForSomebody, type Sharer } from '@contract/domain/duty-sharing.ts';
import type { Right } from '@contract/domain/right.ts';
import { alarmId, utcMs } from '@contract/domain/units.ts';
import { alarmWith, RAISED } from '../../../builders/alarms.ts';

const RIGHTS: readonly Right[] = ['live.view', 'alarm.handle'];
const sharer = (personId: string, more: Partial<Sharer> = {}): Sharer => ({ personId, name: personId, rights: RIGHTS, load: 0, working: 0, lastGiven: null, ...more });

/** Gives alarms one after the other, as the desk does. */
function shareAll(people: readonly Sharer[], alarms: readonly { readonly kind: AlarmKind; readonly priority: AlarmPriority }[]): { readonly people: readonly Sharer[]; readonly to: readonly (string | null)[] } {
  let now = people;
  const to = alarms.map((alarm, index) => {
    const given = shareTo(now, alarm);
    now = now.map((person) => (person.personId === given?.personId ? { ...person, load: person.load + 1, lastGiven: index } : person));
    return given?.personId ?? null;
  });
  return { people: now, to };
}

test('equal alarms are spread so that nobody has two more than another', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 0, max: 60 }), fc.constantFrom<AlarmPriority>(1, 2, 3, 4), (count, alarms, priority) => {
      const { people, to } = shareAll(Array.from({ length: count }, (_, index) => sharer(`p${String(index)}`)), Array.from({ length: alarms }, () => ({ kind: 'intrusion' as const, priority })));
      const loads = people.map(({ load }) => load);
      expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1);
      expect(to).not.toContain(null);
    }),
  );
});

test('whatever loads they begin with, the fullest is never given one while another has less', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 8 }), (loads) => {
      const people = loads.map((load, index) => sharer(`p${String(index)}`, { load }));
      expect(shareTo(people, { kind: 'crowd', priority: 3 })?.load).toBe(Math.min(...loads));
    }),
  );
});

test('nobody is given what they may not see or handle', () => {
  fc.assert(
    fc.property(fc.array(fc.subarray<Right>(['live.view', 'alarm.handle', 'biometric.match', 'ptz.steer']), { maxLength: 6 }), fc.constantFrom<AlarmKind>('face', 'intrusion', 'fire-smoke'), (rights, kind) => {
      const people = rights.map((own, index) => sharer(`p${String(index)}`, { rights: own }));
      const to = shareTo(people, { kind, priority: 2 });
      if (to === null) expect(people.some((person) => mayBeGiven(person.rights, kind))).toBe(false);
      else expect(mayBeGiven(to.rights, kind)).toBe(true);
    }),
  );
});

test('among equals whoever waited longest comes next', () => {
  expect(shareTo([sharer('a', { lastGiven: 4 }), sharer('b', { lastGiven: 2 }), sharer('c', { lastGiven: 3 })], { kind: 'motion', priority: 4 })?.personId).toBe('b');
  expect(shareTo([sharer('a', { lastGiven: 1 }), sharer('b')], { kind: 'motion', priority: 4 })?.personId).toBe('b');
});

test('priority 1 goes to who has nothing in hand, even when that one was given more', () => {
  const people = [sharer('working', { load: 1, working: 1 }), sharer('free', { load: 3 })];
  expect(shareTo(people, { kind: 'fire-smoke', priority: 1 })?.personId).toBe('free');
  expect(shareTo(people, { kind: 'fire-smoke', priority: 2 })?.personId).toBe('working');
});

test('waiting for somebody: open alarms of nobody, gravest first, of these the oldest; hidden, owned and given ones wait for none', () => {
  const by = { personId: 'p', name: 'p', unitName: '', workstation: '' };
  const alarms = [
    alarmWith('light', { priority: 3 }),
    alarmWith('young', { priority: 1, raisedUtcMs: utcMs(RAISED + 5) }),
    alarmWith('old', { priority: 1 }),
    alarmWith('seen', { priority: 2, life: { kind: 'acknowledged', by, utcMs: RAISED } }),
    alarmWith('claimed', { life: { kind: 'claimed', by, utcMs: RAISED } }),
    alarmWith('given', { assigned: { personId: 'p', name: 'p' } }),
    alarmWith('member', { life: { kind: 'merged', by, utcMs: RAISED, into: alarmId('old') } }),
    alarmWith('shelved', { shelved: { reason: 'chờ', by, untilUtcMs: utcMs(RAISED + 60_000) } }),
  ];
  expect(waitingForSomebody(alarms).map(({ id }) => id)).toEqual(['old', 'young', 'seen', 'light']);
});
