import type { AlarmRule } from '@contract/domain/alarm-rule.ts';
import type { RuleTrial } from '@contract/domain/alarm-rule-test.ts';
import type { Result } from '@contract/domain/result.ts';
import type { RuleId, UtcMs } from '@contract/domain/units.ts';
import type { WallAlarmRule } from '@contract/domain/wall-alarm-rule.ts';
import type { Bridge } from '@contract/ipc/bridge.ts';
import type { RequestAnswer, RequestInput } from '@contract/ipc/contract.ts';

/** What a person can do with rules over alarms. Every failure is the caller's to tell. */
export interface RuleCommands {
  readonly list: () => RequestAnswer<'rules.list'>;
  /** Of the server; etag '': a new one. */
  readonly save: (rule: AlarmRule) => Promise<Result<AlarmRule>>;
  readonly remove: (id: RuleId, etag: string) => Promise<Result<null>>;
  /** What it would have made of the alarms of a time, at most 24 h. */
  readonly test: (rule: AlarmRule, fromUtcMs: UtcMs, untilUtcMs: UtcMs) => Promise<Result<RuleTrial>>;
  /** Of this PC. */
  readonly saveLocal: (rule: AlarmRule) => Promise<Result<null>>;
  readonly removeLocal: (id: RuleId) => Promise<Result<null>>;
  readonly saveWall: (rule: WallAlarmRule) => Promise<Result<null>>;
  readonly removeWall: (id: RuleId) => Promise<Result<null>>;
}

const sent = (rule: AlarmRule): RequestInput<'rules.save'>['rule'] => rule;

export function createRuleCommands(requests: Bridge['requests']): RuleCommands {
  return {
    list: () => requests['rules.list']({}),
    save: (rule) => requests['rules.save']({ rule: sent(rule) }),
    remove: (id, etag) => requests['rules.remove']({ id, etag }),
    test: (rule, fromUtcMs, untilUtcMs) => requests['rules.test']({ rule: sent(rule), fromUtcMs, untilUtcMs }),
    saveLocal: (rule) => requests['rules.saveLocal']({ rule: sent(rule) }),
    removeLocal: (id) => requests['rules.removeLocal']({ id }),
    saveWall: (rule) => requests['rules.saveWall']({ rule }),
    removeWall: (id) => requests['rules.removeWall']({ id }),
  };
}
