import { ruleFault, RULES_MAX, type AlarmRule } from '../../../contract/domain/alarm-rule.ts';
import { err, ok, type Result } from '../../../contract/domain/result.ts';
import type { RuleId } from '../../../contract/domain/units.ts';
import type { Person } from '../api-types.ts';
import { etagOf, matches, type VersionCondition } from '../shared-list.ts';
import type { RuleStore } from './rule-store.ts';
import { SAMPLE_RULES } from './sample-rules.ts';

/** What a person writes of a rule. */
export type RuleContent = Omit<AlarmRule, 'id' | 'changedBy' | 'etag'>;

/** The rules of a tier, in the order in which they decide: the one changed last keeps its place, a new one comes last. */
export interface RuleList {
  readonly list: () => readonly AlarmRule[];
  /** Codes rule/invalid (detail: what is wrong), rule/conflict. In force when it answers. */
  readonly put: (person: Person, id: RuleId, content: RuleContent, condition: VersionCondition) => Promise<Result<{ readonly rule: AlarmRule; readonly created: boolean }>>;
  /** Code rule/conflict: it is another one by now, or none. */
  readonly remove: (id: RuleId, ifMatch: string | undefined) => Promise<Result<null>>;
}

/** `onDidChange` hears of each change once it is on the disk. */
export function createRuleList({ state, save }: RuleStore, onDidChange: () => void): RuleList {
  let changes = 0;
  const list = (): readonly AlarmRule[] => state.rules ?? SAMPLE_RULES;
  const keep = async (rules: readonly AlarmRule[]): Promise<void> => {
    state.rules = rules;
    await save();
    onDidChange();
  };
  return {
    list,
    put: async (person, id, content, { ifMatch, ifNoneMatch }) => {
      const rules = list();
      const old = rules.find((rule) => rule.id === id);
      if (ifNoneMatch !== undefined && (ifNoneMatch.trim() !== '*' || old !== undefined)) return err('rule/conflict');
      if (ifMatch !== undefined && (old === undefined || !matches(ifMatch, old.etag))) return err('rule/conflict');
      const fault = ruleFault(content);
      if (fault !== null) return err('rule/invalid', { detail: fault });
      if (old === undefined && rules.length >= RULES_MAX) return err('rule/invalid', { detail: `${String(RULES_MAX)} rules` });
      changes += 1;
      const rule: AlarmRule = { ...content, id, changedBy: person.name, etag: etagOf(JSON.stringify([id, content, old?.etag, changes])) };
      await keep(old === undefined ? [...rules, rule] : rules.map((each) => (each.id === id ? rule : each)));
      return ok({ rule, created: old === undefined });
    },
    remove: async (id, ifMatch) => {
      const rules = list();
      const old = rules.find((rule) => rule.id === id);
      if (old === undefined || (ifMatch !== undefined && !matches(ifMatch, old.etag))) return err('rule/conflict');
      await keep(rules.filter((rule) => rule.id !== id));
      return ok(null);
    },
  };
}
