import type { AlarmKind } from './alarm-kind.ts';
import { REASON_MIN } from './alarm.ts';
import type { CameraId, RuleId, UnitId, UtcMs } from './units.ts';

/** What a rule looks at; each empty list: all. */
export interface RuleScope {
  readonly kinds: readonly AlarmKind[];
  readonly cameras: readonly CameraId[];
  readonly units: readonly UnitId[];
}

/** What it does. */
export type RuleBody =
  /** Alarms of one kind at one place within so many seconds are one incident. */
  | { readonly kind: 'join'; readonly withinS: number; readonly by: 'camera' | 'unit' }
  /** Raised only when it still stands after so many seconds. */
  | { readonly kind: 'delay'; readonly seconds: number }
  /** Of the same kind at the same camera only one within so many seconds; the others are counted on it. */
  | { readonly kind: 'repeat'; readonly withinS: number }
  /** The camera is known to be out of service: suppressed. */
  | { readonly kind: 'out-of-service' }
  /** Planned works: suppressed within the times. */
  | { readonly kind: 'works' }
  /** More than `count` of one kind within so many seconds, wherever: one incident until it is quiet for as long. */
  | { readonly kind: 'storm'; readonly count: number; readonly withinS: number };
export const RULE_KINDS = ['join', 'delay', 'repeat', 'out-of-service', 'works', 'storm'] as const satisfies readonly RuleBody['kind'][];

/** A rule over alarms before anybody sees them. Priority 1 is never suppressed nor delayed by one. */
export interface AlarmRule {
  readonly id: RuleId;
  readonly name: string;
  readonly enabled: boolean;
  readonly scope: RuleScope;
  /** Null: without a beginning or an end. */
  readonly fromUtcMs: UtcMs | null;
  readonly untilUtcMs: UtcMs | null;
  readonly reason: string;
  readonly body: RuleBody;
  readonly changedBy: string;
  readonly etag: string;
}

/** Whole numbers a rule may have. */
export const RULE_LIMITS = {
  join: { min: 1, usual: 60, max: 86_400 },
  delay: { min: 1, usual: 15, max: 3_600 },
  repeat: { min: 1, usual: 60, max: 86_400 },
  stormCount: { min: 2, usual: 20, max: 10_000 },
  stormWithin: { min: 1, usual: 10, max: 3_600 },
} as const;
export const RULES_MAX = 500;
export const RULE_NAME_MAX = 100;
export const SCOPE_IDS_MAX = 500;

/** What keeps a rule from being kept. */
export const RULE_FAULTS = ['name-missing', 'reason-missing', 'scope-missing', 'end-missing', 'times-turned', 'number-out-of-range'] as const;
export type RuleFault = (typeof RULE_FAULTS)[number];

/** What a rule hides by design needs a place and a reason; planned works need an end. Null: it can be kept. */
export function ruleFault({ name, reason, scope, fromUtcMs, untilUtcMs, body }: Pick<AlarmRule, 'name' | 'reason' | 'scope' | 'fromUtcMs' | 'untilUtcMs' | 'body'>): RuleFault | null {
  const hides = body.kind === 'works' || body.kind === 'out-of-service';
  if (name.trim() === '' || name.length > RULE_NAME_MAX) return 'name-missing';
  if (hides && scope.cameras.length === 0 && scope.units.length === 0) return 'scope-missing';
  if (hides && reason.trim().length < REASON_MIN) return 'reason-missing';
  if (body.kind === 'works' && untilUtcMs === null) return 'end-missing';
  if (fromUtcMs !== null && untilUtcMs !== null && fromUtcMs >= untilUtcMs) return 'times-turned';
  return numbersOf(body).every(([value, { min, max }]) => Number.isInteger(value) && value >= min && value <= max) ? null : 'number-out-of-range';
}

function numbersOf(body: RuleBody): readonly (readonly [number, { readonly min: number; readonly max: number }])[] {
  switch (body.kind) {
    case 'join':
      return [[body.withinS, RULE_LIMITS.join]];
    case 'delay':
      return [[body.seconds, RULE_LIMITS.delay]];
    case 'repeat':
      return [[body.withinS, RULE_LIMITS.repeat]];
    case 'storm':
      return [[body.count, RULE_LIMITS.stormCount], [body.withinS, RULE_LIMITS.stormWithin]];
    case 'out-of-service':
    case 'works':
      return [];
  }
}

/** Kinds of rules a PC may have of its own: they hide in its own lists only, and never priority 1. */
export const LOCAL_RULE_KINDS = ['join', 'repeat', 'out-of-service', 'works'] as const satisfies readonly RuleBody['kind'][];
export const isLocalKind = (kind: RuleBody['kind']): kind is (typeof LOCAL_RULE_KINDS)[number] => LOCAL_RULE_KINDS.some((local) => local === kind);
