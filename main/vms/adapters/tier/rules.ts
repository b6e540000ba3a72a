import { err, ok, type Result } from '@contract/domain/result.ts';
import type { RulesPort } from '../../alarm-ports.ts';
import type { TierClient } from './client.ts';
import { readRecords, withoutRepeats } from './mapping.ts';
import { isReadWhole, mapRule, mapRuleTest, ruleBodyOf } from './rule-mapping.ts';
import { wireRule, wireRuleTest } from './rule-wire.schema.ts';
import { wireList } from './wire.schema.ts';

const PATH = 'v1/alarm-rules';

/** Rules over alarms, kept and applied by the server. */
export function createRules(client: TierClient): RulesPort {
  const pathOf = (id: string): string => `${PATH}/${encodeURIComponent(id)}`;
  /** A failed precondition means a conflict even from a server that gives it no code. */
  const conflictOf = <T>(failed: Extract<Result<T>, { readonly ok: false }>): Result<never> => (failed.error.detail === 'status 412' ? err('rule/conflict') : failed);
  return {
    list: async () => {
      const list = await client.read({ method: 'GET', path: PATH }, wireList);
      if (!list.ok) return list;
      const rules = withoutRepeats(readRecords(list.value.items, wireRule).records, new Set()).filter(isReadWhole).map(mapRule);
      client.skipped('alarm rules', list.value.items.length - rules.length);
      return ok(rules);
    },
    put: async (rule) => {
      const stored = await client.read({ method: 'PUT', path: pathOf(rule.id), body: ruleBodyOf(rule), headers: rule.etag === '' ? { 'if-none-match': '*' } : { 'if-match': rule.etag } }, wireRule);
      return stored.ok ? ok(mapRule(stored.value)) : conflictOf(stored);
    },
    remove: async (id, etag) => {
      const answer = await client.raw({ method: 'DELETE', path: pathOf(id), headers: { 'if-match': etag } });
      return answer.ok ? ok(null) : conflictOf(answer);
    },
    test: async (rule, fromUtcMs, untilUtcMs) => {
      const tried = await client.read({ method: 'POST', path: `${PATH}/test`, body: { rule: ruleBodyOf(rule), fromUtcMs, untilUtcMs } }, wireRuleTest);
      return tried.ok ? ok(mapRuleTest(tried.value)) : tried;
    },
  };
}
