import { RULE_LIMITS, ruleFault, type AlarmRule, type RuleBody, type RuleFault, type RuleScope } from '@contract/domain/alarm-rule.ts';
import { ruleId, utcMs, type RuleId, type UtcMs } from '@contract/domain/units.ts';

/** A rule while it is typed in. */
export interface RuleDraft {
  readonly id: RuleId;
  readonly etag: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly scope: RuleScope;
  readonly reason: string;
  readonly kind: RuleBody['kind'];
  /** Wall clock of Viet Nam as typed (see `fieldOf`); empty: none. */
  readonly from: string;
  readonly until: string;
  readonly withinS: string;
  readonly seconds: string;
  readonly count: string;
  readonly by: 'camera' | 'unit';
}

const OFFSET_MS = 7 * 3_600_000;
const TYPED = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s+(\d{1,2})[:h](\d{2})$/;
/** A time as it is typed: `24/11/2026 07:30`; empty for none. */
export function fieldOf(time: UtcMs | null): string {
  if (time === null) return '';
  const text = new Date(time + OFFSET_MS).toISOString();
  return `${text.slice(8, 10)}/${text.slice(5, 7)}/${text.slice(0, 4)} ${text.slice(11, 16)}`;
}
/** Null: nothing, or no time, is typed. */
export function timeOf(text: string): UtcMs | null {
  const [, day = '', month = '', year = '', hour = '', minute = ''] = TYPED.exec(text.trim()) ?? [];
  const at = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute)) - OFFSET_MS;
  // A day that does not exist would become another one.
  return day !== '' && fieldOf(utcMs(at)) === `${day.padStart(2, '0')}/${month.padStart(2, '0')}/${year} ${hour.padStart(2, '0')}:${minute}` ? utcMs(at) : null;
}

export const newDraft = (): RuleDraft => ({
  id: ruleId(crypto.randomUUID()),
  etag: '',
  name: '',
  enabled: true,
  scope: { kinds: [], cameras: [], units: [] },
  reason: '',
  kind: 'works',
  from: '',
  until: '',
  withinS: String(RULE_LIMITS.repeat.usual),
  seconds: String(RULE_LIMITS.delay.usual),
  count: String(RULE_LIMITS.stormCount.usual),
  by: 'camera',
});

export function draftOf({ id, etag, name, enabled, scope, reason, fromUtcMs, untilUtcMs, body }: AlarmRule): RuleDraft {
  return {
    ...newDraft(),
    id,
    etag,
    name,
    enabled,
    scope,
    reason,
    kind: body.kind,
    from: fieldOf(fromUtcMs),
    until: fieldOf(untilUtcMs),
    ...('withinS' in body ? { withinS: String(body.withinS) } : {}),
    ...(body.kind === 'delay' ? { seconds: String(body.seconds) } : {}),
    ...(body.kind === 'storm' ? { count: String(body.count) } : {}),
    ...(body.kind === 'join' ? { by: body.by } : {}),
  };
}

function bodyOf({ kind, withinS, seconds, count, by }: RuleDraft): RuleBody {
  switch (kind) {
    case 'join':
      return { kind, withinS: Number(withinS), by };
    case 'delay':
      return { kind, seconds: Number(seconds) };
    case 'repeat':
      return { kind, withinS: Number(withinS) };
    case 'storm':
      return { kind, count: Number(count), withinS: Number(withinS) };
    case 'out-of-service':
    case 'works':
      return { kind };
  }
}

/** The rule as typed, or what is wrong with it first. */
export function finishedRule(draft: RuleDraft): AlarmRule | RuleFault | 'time-wrong' {
  if ([draft.from, draft.until].some((typed) => typed.trim() !== '' && timeOf(typed) === null)) return 'time-wrong';
  const rule: AlarmRule = { id: draft.id, etag: draft.etag, name: draft.name.trim(), enabled: draft.enabled, scope: draft.scope, reason: draft.reason.trim(), fromUtcMs: timeOf(draft.from), untilUtcMs: timeOf(draft.until), body: bodyOf(draft), changedBy: '' };
  return ruleFault(rule) ?? rule;
}
