import { describe, expect, it, vi } from 'vitest';
import type { Alarm } from '@contract/domain/alarm.ts';
import type { AlarmRule, RuleBody } from '@contract/domain/alarm-rule.ts';
import { cameraId, ruleId, unitId, utcMs } from '@contract/domain/units.ts';
import { createLocalRules } from '../../../../../main/services/alarm-rules/local-rules.ts';
import { alarmWith } from '../../../../builders/alarms.ts';

const rule = (body: RuleBody, over: Partial<AlarmRule> = {}): AlarmRule => ({ id: ruleId('r'), name: 'Máy này', enabled: true, scope: { kinds: [], cameras: [], units: [] }, fromUtcMs: null, untilUtcMs: null, reason: '', body, changedBy: '', etag: '', ...over });
const local = () => createLocalRules({ withAbove: (unit) => [unit, unitId('tinh')] });
const motion = (id: string, atMs: number, over: Partial<Alarm> = {}): Alarm => alarmWith(id, { kind: 'motion', priority: 3, camera: cameraId('c1'), unit: unitId('xa'), raisedUtcMs: utcMs(atMs), ...over });
const hidden = (alarms: readonly Alarm[]): readonly string[] => alarms.filter(({ suppressed }) => suppressed !== null).map(({ id }) => id);

describe('rules of this PC', () => {
  it('hide nothing when there are none, and cost nothing', () => {
    const alarms = [motion('a', 0)];
    expect(local().shown(alarms)).toBe(alarms);
  });

  it('hide repetitions in the order they were raised, whatever the order of the list, and say by which rule', () => {
    const rules = local();
    rules.set([rule({ kind: 'repeat', withinS: 60 })]);
    const alarms = [motion('c', 20_000), motion('b', 10_000), motion('a', 0), motion('d', 61_000)];
    expect(hidden(rules.shown(alarms))).toEqual(['c', 'b']);
    expect(hidden(rules.shown(alarms))).toEqual(['c', 'b']);
    expect(rules.shown(alarms)[0]?.suppressed).toEqual({ rule: 'r', ruleName: 'Máy này' });
  });

  it('never hide priority 1, and show again what has become that grave', () => {
    const rules = local();
    rules.set([rule({ kind: 'works' }, { scope: { kinds: [], cameras: [], units: [unitId('tinh')] } })]);
    expect(hidden(rules.shown([motion('a', 0), motion('b', 0, { priority: 1 })]))).toEqual(['a']);
    expect(hidden(rules.shown([motion('a', 0, { priority: 1 })]))).toEqual([]);
  });

  it('leave out rules only a server may have, and tell when they change', () => {
    const rules = local();
    const changed = vi.fn();
    rules.onDidChange(changed);
    rules.set([rule({ kind: 'storm', count: 2, withinS: 10 }), rule({ kind: 'delay', seconds: 5 })]);
    expect(hidden(rules.shown(Array.from({ length: 10 }, (_, index) => motion(`a${String(index)}`, index))))).toEqual([]);
    expect(changed).toHaveBeenCalledOnce();
  });
});
