import { isLocalKind, ruleFault, RULES_MAX, type AlarmRule } from '@contract/domain/alarm-rule.ts';
import { err, ok, type Result } from '@contract/domain/result.ts';
import type { RuleId, UtcMs } from '@contract/domain/units.ts';
import { WALL_RULES_MAX, type WallAlarmRule } from '@contract/domain/wall-alarm-rule.ts';
import type { RuleBook } from '@contract/ipc/rules.schema.ts';
import type { LentMonitor, ServerAlarmSettings } from '../../storage/documents/alarm-settings.ts';
import type { RulesPort, RuleTest } from '../../vms/alarm-ports.ts';

export type AlarmSettings = Omit<ServerAlarmSettings, 'serverId'>;

export interface AlarmSettingsCache {
  readonly load: () => Promise<AlarmSettings>;
  /** Codes: storage/write-failed, storage/newer-version. */
  readonly save: (settings: AlarmSettings) => Promise<Result<null>>;
}

export interface RulesEnvironment {
  /** Null while the server is not known to have rules. */
  readonly port: () => RulesPort | null;
  readonly isOnline: () => boolean;
  /** What this PC keeps came or changed. */
  readonly onDidChange: (settings: AlarmSettings) => void;
}

/** Codes of changes of this PC's rules: rule/invalid, storage/write-failed, storage/newer-version. Only what is on the disk counts. */
export interface RulesService {
  /** Answers what this PC keeps; null: somebody else is here by now. */
  readonly open: (cache: AlarmSettingsCache) => Promise<AlarmSettings | null>;
  readonly list: () => Promise<Result<RuleBook>>;
  readonly save: (rule: AlarmRule) => Promise<Result<AlarmRule>>;
  readonly remove: (id: RuleId, etag: string) => Promise<Result<null>>;
  readonly test: (rule: AlarmRule, fromUtcMs: UtcMs, untilUtcMs: UtcMs) => Promise<Result<RuleTest>>;
  readonly saveLocal: (rule: AlarmRule, by: string) => Promise<Result<null>>;
  readonly removeLocal: (id: RuleId) => Promise<Result<null>>;
  readonly saveWall: (rule: WallAlarmRule) => Promise<Result<null>>;
  readonly removeWall: (id: RuleId) => Promise<Result<null>>;
  /** Monitors that alarms have now. */
  readonly keepLent: (lent: readonly LentMonitor[]) => void;
  readonly close: () => void;
}

const NOTHING: AlarmSettings = { localRules: [], wallRules: [], lent: [] };
const DAY_MS = 24 * 3_600_000;

/** The rule in its place, or at the end. */
const withRule = <T extends { readonly id: RuleId }>(rules: readonly T[], rule: T): readonly T[] => (rules.some(({ id }) => id === rule.id) ? rules.map((each) => (each.id === rule.id ? rule : each)) : [...rules, rule]);
const unreachable = <T>(): Result<T> => err('tier/unreachable', { retryable: true });

/** Rules of the server, asked for each time, and those of this PC. */
export function createRulesService({ port, isOnline, onDidChange }: RulesEnvironment): RulesService {
  let cache: AlarmSettingsCache | null = null;
  let opening: AlarmSettingsCache | null = null;
  let settings = NOTHING;
  let turn: Promise<unknown> = Promise.resolve();

  /** One change at a time, each on what the one before left. A change whose person has left is none. */
  const change = (step: (now: AlarmSettings) => Result<AlarmSettings>): Promise<Result<null>> => {
    const mine = cache;
    const run = turn.then(async (): Promise<Result<null>> => {
      if (mine === null || mine !== cache) return err('session/not-signed-in');
      const next = step(settings);
      if (!next.ok) return next;
      const kept = await mine.save(next.value);
      if (!kept.ok || mine !== cache) return kept;
      settings = next.value;
      return ok(null);
    });
    turn = run.catch(() => null);
    return run;
  };
  const changeRules = async (step: (now: AlarmSettings) => Result<AlarmSettings>): Promise<Result<null>> => {
    const changed = await change(step);
    if (changed.ok) onDidChange(settings);
    return changed;
  };
  const atServer = <T>(ask: (rules: RulesPort) => Promise<Result<T>>): Promise<Result<T>> => {
    const rules = port();
    return rules === null || !isOnline() ? Promise.resolve(unreachable()) : ask(rules);
  };
  return {
    open: async (nextCache) => {
      opening = nextCache;
      const loaded = await nextCache.load();
      if (opening !== nextCache) return null;
      cache = nextCache;
      settings = loaded;
      onDidChange(settings);
      return settings;
    },
    list: async () => {
      const server = await atServer((rules) => rules.list());
      return ok({ server: server.ok ? server.value : null, local: settings.localRules, wall: settings.wallRules });
    },
    save: (rule) => {
      const fault = ruleFault(rule);
      return fault === null ? atServer((rules) => rules.put(rule)) : Promise.resolve(err('rule/invalid', { detail: fault }));
    },
    remove: (id, etag) => atServer((rules) => rules.remove(id, etag)),
    test: (rule, fromUtcMs, untilUtcMs) => (untilUtcMs <= fromUtcMs || untilUtcMs - fromUtcMs > DAY_MS ? Promise.resolve(err('rule/invalid', { detail: 'times' })) : atServer((rules) => rules.test(rule, fromUtcMs, untilUtcMs))),
    saveLocal: (rule, by) =>
      changeRules((now) => {
        const fault = isLocalKind(rule.body.kind) ? ruleFault(rule) : 'kind';
        const localRules = withRule(now.localRules, { ...rule, changedBy: by, etag: '' });
        return fault !== null || localRules.length > RULES_MAX ? err('rule/invalid', { detail: fault ?? 'too many' }) : ok({ ...now, localRules });
      }),
    removeLocal: (id) => changeRules((now) => ok({ ...now, localRules: now.localRules.filter((rule) => rule.id !== id) })),
    saveWall: (rule) =>
      changeRules((now) => {
        const wallRules = withRule(now.wallRules, rule);
        return wallRules.length > WALL_RULES_MAX ? err('rule/invalid', { detail: 'too many' }) : ok({ ...now, wallRules });
      }),
    removeWall: (id) => changeRules((now) => ok({ ...now, wallRules: now.wallRules.filter((rule) => rule.id !== id) })),
    // Not written is no harm now: this console remembers as long as it runs, and the next change writes it.
    keepLent: (lent) => void change((now) => ok({ ...now, lent })),
    close: () => {
      opening = null;
      cache = null;
      settings = NOTHING;
    },
  };
}
