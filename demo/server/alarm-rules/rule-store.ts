import type { AlarmKind } from '../../../contract/domain/alarm-kind.ts';
import type { RememberedRules } from '../../../contract/domain/alarm-rules.ts';
import type { AlarmRule } from '../../../contract/domain/alarm-rule.ts';
import type { AlarmId } from '../../../contract/domain/units.ts';
import type { NewAlarm } from '../alarm-desk/desk.ts';
import { readKept, sharedWrites } from '../kept-state.ts';

/** What happened, with the id its alarm gets. */
export type Given = NewAlarm & { readonly id: AlarmId };

/** What a tier keeps of its rules. Null in a new file: the samples come in. */
export interface RuleState {
  readonly version: 1;
  rules: readonly AlarmRule[] | null;
  /** Held by a rule when it was written: raised at the next start. */
  held: readonly Given[];
  /** What went on when it was written; absent in files written before: nothing. */
  memory?: RememberedRules;
  /** Storms under way, by the alarm that leads each. */
  storms?: readonly KeptStorm[];
}

/** What a storm is made of so far. */
export interface KeptStorm {
  readonly lead: string;
  readonly kind: AlarmKind;
  readonly cameras: readonly string[];
  readonly events: number;
}

/** The state in memory and its file. Change `state`, then call `save`. */
export interface RuleStore {
  readonly state: RuleState;
  /** Writes whole files one after the other; calls at the same time share one write. Rejects when the disk does. */
  readonly save: () => Promise<void>;
}

/** Opens the file, or starts empty; a damaged one is set aside as `*.damaged` and said so on `warn`. */
export function openRuleStore(file: string, warn: (line: string) => void): RuleStore {
  const state = readKept(file, isState, () => warn(`The demo's rules ${file} were damaged; they were set aside and the samples taken.`)) ?? empty();
  return { state, save: sharedWrites(file, () => JSON.stringify(state)) };
}

const empty = (): RuleState => ({ version: 1, rules: null, held: [] });

const isState = (value: unknown): value is RuleState => typeof value === 'object' && value !== null && 'version' in value && value.version === 1 && 'rules' in value && (value.rules === null || Array.isArray(value.rules)) && 'held' in value && Array.isArray(value.held) && isMemory('memory' in value ? value.memory : undefined) && (!('storms' in value) || (Array.isArray(value.storms) && value.storms.every(isStorm)));
const isPairs = (value: unknown): boolean => Array.isArray(value) && value.every((pair) => Array.isArray(pair) && typeof pair[0] === 'string' && typeof pair[1] === 'object' && pair[1] !== null);
const isMemory = (value: unknown): boolean => value === undefined || (typeof value === 'object' && value !== null && 'leads' in value && isPairs(value.leads) && 'storms' in value && isPairs(value.storms));
const isStorm = (value: unknown): boolean => typeof value === 'object' && value !== null && 'lead' in value && typeof value.lead === 'string' && 'cameras' in value && Array.isArray(value.cameras) && 'events' in value && typeof value.events === 'number';
