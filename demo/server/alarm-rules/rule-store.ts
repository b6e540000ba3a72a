import { mkdirSync, readFileSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import type { AlarmRule } from '../../../contract/domain/alarm-rule.ts';
import type { AlarmId } from '../../../contract/domain/units.ts';
import type { NewAlarm } from '../alarm-desk/desk.ts';
import { writeAtomically } from '../tier-state.ts';

/** What happened, with the id its alarm gets. */
export type Given = NewAlarm & { readonly id: AlarmId };

/** What a tier keeps of its rules. Null in a new file: the samples come in. */
export interface RuleState {
  readonly version: 1;
  rules: readonly AlarmRule[] | null;
  /** Held by a rule when it was written: raised at the next start. */
  held: readonly Given[];
}

/** The state in memory and its file. Change `state`, then call `save`. */
export interface RuleStore {
  readonly state: RuleState;
  /** Writes whole files one after the other; calls at the same time share one write. Rejects when the disk does. */
  readonly save: () => Promise<void>;
}

/** Opens the file, or starts empty; a damaged one is set aside as `*.damaged` and said so on `warn`. */
export function openRuleStore(file: string, warn: (line: string) => void): RuleStore {
  mkdirSync(dirname(file), { recursive: true });
  const state = read(file, warn);
  let running: Promise<void> = Promise.resolve();
  let queued: Promise<void> | null = null;
  return {
    state,
    save: () => {
      queued ??= running.catch(() => undefined).then(() => {
        queued = null;
        running = writeAtomically(file, JSON.stringify(state));
        return running;
      });
      return queued;
    },
  };
}

const empty = (): RuleState => ({ version: 1, rules: null, held: [] });

function read(file: string, warn: (line: string) => void): RuleState {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return empty();
  }
  try {
    const value: unknown = JSON.parse(text);
    if (isState(value)) return value;
  } catch {
    // Set aside below.
  }
  renameSync(file, `${file}.damaged`);
  warn(`The demo's rules ${file} were damaged; they were set aside and the samples taken.`);
  return empty();
}

const isState = (value: unknown): value is RuleState => typeof value === 'object' && value !== null && 'version' in value && value.version === 1 && 'rules' in value && (value.rules === null || Array.isArray(value.rules)) && 'held' in value && Array.isArray(value.held);
