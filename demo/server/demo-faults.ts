import { assertNever, err, ok, type Result } from '../../contract/domain/result.ts';
import { FAULT_KINDS, type Fault, type FaultEffect, type FaultKind } from './fault-board.ts';

const HOUR_MS = 3_600_000;
const USUAL = { delayMs: 5000, jumpMs: HOUR_MS, lossPercent: 5, jitterMs: 200 } as const;

/** What a request for a fault asks for; `fault` null: well again. The error's `detail` says what is wrong with it. */
export function readFault(body: Readonly<Record<string, unknown>>, nowUtcMs: number): Result<{ readonly kind: FaultKind | 'none'; readonly fault: Fault | null }> {
  const kind = body['fault'] ?? body['kind'] ?? body['type'];
  if (!isKindOrNone(kind)) return err('app/invalid-input', { detail: `fault must be one of ${FAULT_KINDS.join(', ')}, none` });
  const wrong: string[] = [];
  const number = (name: string, usual: number, from: number, to: number): number => {
    const value = body[name] ?? usual;
    if (typeof value === 'number' && value >= from && value <= to) return value;
    wrong.push(`${name} must be ${String(from)} to ${String(to)}`);
    return usual;
  };
  const forMs = body['forMs'] === undefined ? null : number('forMs', 1, 1, HOUR_MS);
  const effect = kind === 'none' ? null : effectOf(kind, number);
  if (wrong.length > 0) return err('app/invalid-input', { detail: wrong.join('; ') });
  return ok({ kind, fault: effect === null ? null : { ...effect, sinceUtcMs: nowUtcMs, untilUtcMs: forMs === null ? null : nowUtcMs + forMs } });
}

function effectOf(kind: FaultKind, number: (name: string, usual: number, from: number, to: number) => number): FaultEffect {
  switch (kind) {
    case 'cut':
    case 'freeze':
    case 'corrupt':
    case 'repeat':
    case 'unkeyed':
    case 'stall-socket':
      return { kind };
    case 'delay':
      return { kind, delayMs: number('delayMs', USUAL.delayMs, 1, HOUR_MS) };
    case 'jump':
      return { kind, jumpMs: number('jumpMs', USUAL.jumpMs, -HOUR_MS, HOUR_MS) };
    case 'loss':
      return { kind, lossPercent: number('lossPercent', USUAL.lossPercent, 0, 100), jitterMs: number('jitterMs', USUAL.jitterMs, 0, 10_000) };
    default:
      return assertNever(kind);
  }
}

function isKindOrNone(value: unknown): value is FaultKind | 'none' {
  return value === 'none' || FAULT_KINDS.some((kind) => kind === value);
}
