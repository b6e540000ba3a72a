import type { Handover, OnDuty } from '../../../contract/domain/duty.ts';
import { readKept, sharedWrites } from '../kept-state.ts';

/** A shift under way; loads are counted, never kept. */
export type Shift = Omit<OnDuty, 'load'>;

/** What survives a restart. */
export interface DutyState {
  readonly version: 1;
  readonly shifts: readonly Shift[];
  /** Newest first, at most HANDOVERS_KEPT. */
  readonly handovers: readonly Handover[];
}

/** Handovers kept. */
export const HANDOVERS_KEPT = 200;

/** The file of who is on duty and of shifts handed over. */
export interface DutyStore {
  /** As it was when opened. */
  readonly initial: DutyState;
  /** Writes atomically; calls at the same time share one write. Rejects when the disk does. */
  readonly save: (state: DutyState) => Promise<void>;
}

const EMPTY: DutyState = { version: 1, shifts: [], handovers: [] };

/** Opens the file, or starts empty; a damaged one is set aside as `*.damaged` and said so on `warn`. */
export function openDutyStore(file: string, warn: (line: string) => void): DutyStore {
  const initial = readKept(file, isState, () => warn(`The demo's duty file ${file} was damaged; it was set aside and a new one started.`)) ?? EMPTY;
  let newest = initial;
  const write = sharedWrites(file, () => JSON.stringify(newest));
  return {
    initial,
    save: (state) => {
      newest = state;
      return write();
    },
  };
}

const isState = (value: unknown): value is DutyState => typeof value === 'object' && value !== null && 'version' in value && value.version === 1 && 'shifts' in value && Array.isArray(value.shifts) && 'handovers' in value && Array.isArray(value.handovers);
