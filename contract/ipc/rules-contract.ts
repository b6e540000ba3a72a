import type { AlarmRule } from '../domain/alarm-rule.ts';
import { done, nothing } from './ipc.schema.ts';
import { defineRequest, type AuditSubject } from './request-contract.ts';
import { localRuleInput, removeOwnRuleInput, removeRuleInput, ruleInput, ruleOutput, rulesOutput, ruleTestOutput, testRuleInput, wallRuleInput } from './rules.schema.ts';

const fromDesk = { windows: ['desk'], right: 'alarm.rules', ratePerSecond: 5, maxInputChars: 50_000, audit: 'config' } as const;
const named = ({ rule }: { readonly rule: Pick<AlarmRule, 'id' | 'enabled' | 'body'> }): AuditSubject => ({ rule: rule.id, does: rule.body.kind, enabled: rule.enabled });

/** Rules over alarms: the server's, this PC's own, and those that put alarms on its wall. */
export const rulesContract = {
  'rules.list': defineRequest({ ...fromDesk, right: 'live.view', input: nothing, output: rulesOutput, audit: 'none' }),
  /** Of the server; a new one has the etag ''. Codes rule/conflict, rule/invalid, tier/unreachable. */
  'rules.save': defineRequest({ ...fromDesk, input: ruleInput, output: ruleOutput, subject: named }),
  'rules.remove': defineRequest({ ...fromDesk, input: removeRuleInput, output: done, subject: ({ id }) => ({ rule: id }) }),
  /** What a rule would have made of the alarms of a time, at most 24 h. Nothing changes. */
  'rules.test': defineRequest({ ...fromDesk, ratePerSecond: 1, input: testRuleInput, output: ruleTestOutput, audit: 'none' }),
  /** Of this PC: it hides in its lists only. Codes rule/invalid, storage/write-failed. */
  'rules.saveLocal': defineRequest({ ...fromDesk, input: localRuleInput, output: done, subject: named }),
  'rules.removeLocal': defineRequest({ ...fromDesk, input: removeOwnRuleInput, output: done, subject: ({ id }) => ({ rule: id }) }),
  'rules.saveWall': defineRequest({ ...fromDesk, right: 'wall.control', input: wallRuleInput, output: done, subject: ({ rule }) => ({ rule: rule.id, monitor: rule.monitor, enabled: rule.enabled }) }),
  'rules.removeWall': defineRequest({ ...fromDesk, right: 'wall.control', input: removeOwnRuleInput, output: done, subject: ({ id }) => ({ rule: id }) }),
} as const;
