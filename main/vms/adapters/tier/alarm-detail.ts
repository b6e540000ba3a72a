import type { AlarmDetail } from '../../alarm-ports.ts';
import { mapAlarmStep } from './alarm-mapping.ts';
import { wireAlarmStep } from './alarm-wire.schema.ts';
import { mapNotice, mapTransfer } from './escalation-mapping.ts';
import { wireNotice, wireTransfer } from './escalation-wire.schema.ts';
import { readRecords } from './mapping.ts';
import { mapRun, mapTask } from './procedure-mapping.ts';
import { wireRun, wireTask } from './procedure-wire.schema.ts';

/** The parts of a detail as a server sends them. */
export interface WireParts {
  readonly steps: readonly unknown[];
  readonly run: unknown;
  readonly tasks: readonly unknown[];
  readonly notices: readonly unknown[];
  readonly transfers: readonly unknown[];
}

/** Reads the parts one by one; counts what cannot be read. */
export function readParts(wire: WireParts): { readonly parts: Omit<AlarmDetail, 'alarm'>; readonly skipped: number } {
  const steps = readRecords(wire.steps, wireAlarmStep);
  const run = readRecords(wire.run === null || wire.run === undefined ? [] : [wire.run], wireRun);
  const tasks = readRecords(wire.tasks, wireTask);
  const notices = readRecords(wire.notices, wireNotice);
  const transfers = readRecords(wire.transfers, wireTransfer);
  const [only] = run.records;
  return {
    parts: { steps: steps.records.map(mapAlarmStep), run: only === undefined ? null : mapRun(only), tasks: tasks.records.map(mapTask), notices: notices.records.map(mapNotice), transfers: transfers.records.map(mapTransfer) },
    skipped: steps.skipped + run.skipped + tasks.skipped + notices.skipped + transfers.skipped,
  };
}
