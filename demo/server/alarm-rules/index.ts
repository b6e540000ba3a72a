import type { FastifyInstance } from 'fastify';
import type { AlarmDesk } from '../alarm-desk/desk.ts';
import { createRuleDesk, type RuleDeskParts } from './rule-desk.ts';
import { createRuleList } from './rule-list.ts';
import { ruleRoutes, type RuleRouteParts } from './rule-routes.ts';
import { openRuleStore } from './rule-store.ts';

export interface RuleSetup extends Pick<RuleDeskParts, 'units' | 'clock' | 'isWorking' | 'serverName'>, Pick<RuleRouteParts, 'schemas' | 'callerOf'> {
  readonly desk: AlarmDesk;
  /** Where rules, and what they hold, are kept. */
  readonly file: string;
  readonly say: (line: string) => void;
}

/** Opens the rules of a tier, puts them over what its alarm desk raises, and serves them; the answer stops it. What was held is raised at once: the other desks are to stand already. */
export function setUpRules(app: FastifyInstance, { desk, file, say, units, clock, isWorking, serverName, schemas, callerOf }: RuleSetup): () => Promise<void> {
  const store = openRuleStore(file, say);
  const list = createRuleList(store, () => desk.topicChanged('rules'));
  const ruleDesk = createRuleDesk({ desk, rules: list.list, store, units, clock, isWorking, serverName });
  ruleRoutes(app, { list, ruleDesk, schemas, callerOf });
  return ruleDesk.destroy;
}
