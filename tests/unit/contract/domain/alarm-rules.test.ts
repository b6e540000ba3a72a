import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AlarmKind } from '@contract/domain/alarm-kind.ts';
import type { AlarmPriority } from '@contract/domain/alarm.ts';
import { ruleFault, type AlarmRule, type RuleBody } from '@contract/domain/alarm-rule.ts';
import { tryRule } from '@contract/domain/alarm-rule-test.ts';
import { due, judge, NO_MEMORY, type RuledEvent, type RuleFate, type RuleMemory } from '@contract/domain/alarm-rules.ts';
import { cameraId, ruleId, unitId, utcMs } from '@contract/domain/units.ts';

const NOBODY = { kinds: [], cameras: [], units: [] };
const rule = (id: string, body: RuleBody, more: Partial<AlarmRule> = {}): AlarmRule => ({ id: ruleId(id), name: `Quy tắc ${id}`, enabled: true, scope: NOBODY, fromUtcMs: null, untilUtcMs: null, reason: 'Vì đã hẹn trước', body, changedBy: 'An', etag: '1', ...more });
const event = (id: number, more: Partial<RuledEvent> = {}): RuledEvent => ({ id: `e${String(id)}`, kind: 'motion', priority: 3, camera: cameraId('c1'), units: [unitId('xa'), unitId('tinh')], ...more });

/** Events given one by one, and every fate there was. */
function run(rules: readonly AlarmRule[], given: readonly { readonly event: RuledEvent; readonly atMs: number }[], isOpen: (id: string) => boolean = () => true) {
  let memory: RuleMemory = NO_MEMORY;
  const fates = new Map<string, (RuleFate | { readonly kind: 'drop' })[]>();
  const note = (id: string, fate: RuleFate | { readonly kind: 'drop' }) => void fates.set(id, [...(fates.get(id) ?? []), fate]);
  const settle = (nowUtcMs: number) => {
    const looked = due(memory, { rules, nowUtcMs, isOpen }, () => true);
    memory = looked.memory;
    for (const ended of looked.ended) note(ended.event.id, ended.fate);
  };
  for (const { event: one, atMs } of given) {
    settle(atMs);
    const judged = judge(memory, one, { rules, nowUtcMs: atMs, isOpen });
    memory = judged.memory;
    note(one.id, judged.fate);
  }
  settle(Number.MAX_SAFE_INTEGER);
  return { fates, kinds: [...fates.values()].map((list) => list.map(({ kind }) => kind).join(' ')), memory };
}
const STORM = rule('bao', { kind: 'storm', count: 20, withinS: 10 }, { scope: { ...NOBODY, kinds: ['link-fault'] } });

describe('rules over alarms', () => {
  it('raises what no rule looks at', () => {
    expect(run([], [{ event: event(1), atMs: 0 }]).kinds).toEqual(['raise']);
    expect(run([rule('r', { kind: 'works' }, { scope: { ...NOBODY, cameras: [cameraId('c2')] } })], [{ event: event(1), atMs: 0 }]).kinds).toEqual(['raise']);
    expect(run([rule('r', { kind: 'works' }, { enabled: false })], [{ event: event(1), atMs: 0 }]).kinds).toEqual(['raise']);
  });

  it('hides within the times of planned works, in the unit and below it', () => {
    const works = rule('r', { kind: 'works' }, { scope: { ...NOBODY, units: [unitId('tinh')] }, fromUtcMs: utcMs(100), untilUtcMs: utcMs(200) });
    expect(run([works], [99, 100, 199, 200].map((atMs, id) => ({ event: event(id), atMs }))).kinds).toEqual(['raise', 'suppress', 'suppress', 'raise']);
  });

  it('counts repetitions from the first, and lets a new one come when the time is over', () => {
    const repeat = rule('r', { kind: 'repeat', withinS: 10 });
    expect(run([repeat], [0, 5_000, 10_000, 10_001, 12_000].map((atMs, id) => ({ event: event(id), atMs }))).kinds).toEqual(['raise', 'join', 'join', 'raise', 'join']);
  });

  it('goes on with an incident of a place as long as more of it comes', () => {
    const join = rule('r', { kind: 'join', withinS: 10, by: 'unit' });
    const { fates, kinds } = run([join], [0, 9_000, 18_000, 28_001].map((atMs, id) => ({ event: event(id, { camera: cameraId(`c${String(id)}`) }), atMs })));
    expect(kinds).toEqual(['raise', 'join', 'join', 'raise']);
    expect(fates.get('e2')).toMatchObject([{ into: 'e0', rule: { name: 'Quy tắc r' } }]);
  });

  it('joins nothing to what is closed, and nothing graver to what is less grave', () => {
    const repeat = rule('r', { kind: 'repeat', withinS: 10 });
    const twice = [0, 1].map((id) => ({ event: event(id), atMs: id }));
    expect(run([repeat], twice, () => false).kinds).toEqual(['raise', 'raise']);
    expect(run([repeat], [{ event: event(0, { priority: 3 }), atMs: 0 }, { event: event(1, { priority: 2 }), atMs: 1 }, { event: event(2, { priority: 3 }), atMs: 2 }]).kinds).toEqual(['raise', 'raise', 'join']);
  });

  it('raises what is held when it still stands, and drops what does not', () => {
    const rules = [rule('r', { kind: 'delay', seconds: 15 })];
    const held = judge(NO_MEMORY, event(1), { rules, nowUtcMs: 0, isOpen: () => true });
    expect(held.fate).toMatchObject({ kind: 'hold', untilUtcMs: 15_000 });
    expect(due(held.memory, { rules, nowUtcMs: 14_999, isOpen: () => true }, () => true).ended).toEqual([]);
    expect(due(held.memory, { rules, nowUtcMs: 15_000, isOpen: () => true }, () => true).ended).toMatchObject([{ fate: { kind: 'raise' } }]);
    expect(due(held.memory, { rules, nowUtcMs: 15_000, isOpen: () => true }, () => false)).toMatchObject({ ended: [{ fate: { kind: 'drop' } }], memory: { nextDueUtcMs: null } });
  });

  it('makes one incident of a storm of 10,000, with an intrusion on its own, and ends it when it is quiet', () => {
    const given = Array.from({ length: 10_000 }, (_, id) => ({ event: event(id, { kind: 'link-fault', camera: cameraId(`c${String(id)}`) }), atMs: id }));
    const intrusion = { event: event(20_000, { kind: 'intrusion', priority: 1 }), atMs: 5_000 };
    const startedAt = performance.now();
    const { fates, kinds } = run([STORM], [...given.slice(0, 5_000), intrusion, ...given.slice(5_000), { event: event(30_000, { kind: 'link-fault' }), atMs: 20_001 }]);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    expect(kinds.filter((kind) => kind === 'incident')).toHaveLength(1);
    expect(kinds.filter((kind) => kind === 'join')).toHaveLength(9_979);
    expect(fates.get('e20')).toMatchObject([{ kind: 'incident', merge: Array.from({ length: 20 }, (_, id) => `e${String(id)}`) }]);
    expect(fates.get('e20000')).toMatchObject([{ kind: 'raise' }]);
    expect(fates.get('e30000')).toMatchObject([{ kind: 'raise' }]);
  });

  const kinds: readonly AlarmKind[] = ['motion', 'link-fault', 'intrusion'];
  const bodies = fc.oneof(
    fc.record({ kind: fc.constant('join' as const), withinS: fc.integer({ min: 1, max: 30 }), by: fc.constantFrom('camera' as const, 'unit' as const) }),
    fc.record({ kind: fc.constant('delay' as const), seconds: fc.integer({ min: 1, max: 30 }) }),
    fc.record({ kind: fc.constant('repeat' as const), withinS: fc.integer({ min: 1, max: 30 }) }),
    fc.record({ kind: fc.constantFrom('out-of-service' as const, 'works' as const) }),
    fc.record({ kind: fc.constant('storm' as const), count: fc.integer({ min: 2, max: 6 }), withinS: fc.integer({ min: 1, max: 30 }) }),
  );
  const anyRules = fc.array(fc.tuple(bodies, fc.subarray([...kinds]), fc.subarray(['c0', 'c1', 'c2'])), { maxLength: 6 }).map((list) => list.map(([body, ofKinds, cameras], id) => rule(String(id), body, { scope: { kinds: ofKinds, cameras: cameras.map(cameraId), units: [] } })));
  const anyEvents = fc.array(fc.tuple(fc.constantFrom(...kinds), fc.constantFrom<AlarmPriority>(1, 2, 3, 4), fc.constantFrom('c0', 'c1', 'c2', null), fc.integer({ min: 0, max: 5_000 })), { maxLength: 80 }).map((list) => {
    let atMs = 0;
    return list.map(([kind, priority, camera, passed], id) => {
      atMs += passed;
      return { event: event(id, { kind, priority, camera: camera === null ? null : cameraId(camera) }), atMs };
    });
  });

  it('loses nothing: every event is raised, hidden, counted on one that was raised, or held and then one of these', () => {
    fc.assert(
      fc.property(anyRules, anyEvents, (rules, given) => {
        const { fates, memory } = run(rules, given);
        expect(fates.size).toBe(given.length);
        expect(memory.nextDueUtcMs).toBeNull();
        expect(memory.held.size).toBe(0);
        const last = new Map([...fates].map(([id, list]) => [id, list.at(-1)]));
        for (const [id, list] of fates) {
          expect(list.filter(({ kind }) => kind !== 'hold')).toHaveLength(1);
          expect(list.filter(({ kind }) => kind === 'hold').length).toBeLessThan(2);
          const fate = last.get(id);
          if (fate?.kind === 'join') expect(['raise', 'incident']).toContain(last.get(fate.into)?.kind);
          if (fate?.kind === 'incident') for (const merged of fate.merge) expect(last.get(merged)?.kind).toMatch(/raise|incident/);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('raises priority 1 always and at once, and merges it into nothing', () => {
    fc.assert(
      fc.property(anyRules, anyEvents, (rules, given) => {
        const { fates } = run(rules, given);
        const merged = new Set([...fates.values()].flat().flatMap((fate) => (fate.kind === 'incident' ? fate.merge : [])));
        for (const { event: one } of given.filter(({ event: { priority } }) => priority === 1)) {
          expect(fates.get(one.id)).toEqual([{ kind: 'raise' }]);
          expect(merged.has(one.id)).toBe(false);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('tries a rule on events of the past and counts each once', () => {
    fc.assert(
      fc.property(anyRules.filter(({ length }) => length > 0), anyEvents, ([first], given) => {
        if (first === undefined) return;
        const trial = tryRule(first, given.map(({ event: one, atMs }) => ({ ...one, title: one.id, raisedUtcMs: utcMs(atMs), endedUtcMs: utcMs(atMs + 10_000) })));
        expect(trial.raised + trial.delayed + trial.suppressed + trial.joined + trial.dropped).toBe(given.length);
        expect(trial.samples.length).toBe(Math.min(50, given.length));
      }),
    );
  });

  it('says what keeps a rule from being kept', () => {
    expect(ruleFault(STORM)).toBeNull();
    expect(ruleFault({ ...STORM, name: ' ' })).toBe('name-missing');
    expect(ruleFault(rule('r', { kind: 'works' }))).toBe('scope-missing');
    const works = rule('r', { kind: 'works' }, { scope: { ...NOBODY, cameras: [cameraId('c1')] } });
    expect(ruleFault(works)).toBe('end-missing');
    expect(ruleFault({ ...works, untilUtcMs: utcMs(10), reason: 'vì' })).toBe('reason-missing');
    expect(ruleFault({ ...works, untilUtcMs: utcMs(10), fromUtcMs: utcMs(10) })).toBe('times-turned');
    expect(ruleFault({ ...works, untilUtcMs: utcMs(10) })).toBeNull();
    expect(ruleFault(rule('r', { kind: 'storm', count: 1, withinS: 10 }))).toBe('number-out-of-range');
  });
});
