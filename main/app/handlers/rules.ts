import { err } from '@contract/domain/result.ts';
import type { rulesContract } from '@contract/ipc/rules-contract.ts';
import type { Handlers } from '../../ipc/router.ts';
import type { RulesService } from '../../services/alarm-rules/rules-service.ts';

export interface RulesHandlerEnvironment {
  readonly rules: Pick<RulesService, 'list' | 'save' | 'remove' | 'test' | 'saveLocal' | 'removeLocal' | 'saveWall' | 'removeWall'>;
}

export function rulesHandlers({ rules }: RulesHandlerEnvironment): Pick<Handlers, keyof typeof rulesContract> {
  return {
    'rules.list': () => rules.list(),
    'rules.save': ({ rule }) => rules.save(rule),
    'rules.remove': ({ id, etag }) => rules.remove(id, etag),
    'rules.test': ({ rule, fromUtcMs, untilUtcMs }) => rules.test(rule, fromUtcMs, untilUtcMs),
    'rules.saveLocal': ({ rule }, { person }) => (person === null ? err('session/not-signed-in') : rules.saveLocal(rule, person.name)),
    'rules.removeLocal': ({ id }) => rules.removeLocal(id),
    'rules.saveWall': ({ rule }) => rules.saveWall(rule),
    'rules.removeWall': ({ id }) => rules.removeWall(id),
  };
}
