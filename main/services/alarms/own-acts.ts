import type { AlarmId } from '@contract/domain/units.ts';
import type { AlarmActItem, AlarmActOutcome } from '../../vms/alarm-ports.ts';

/**
 * Versions that came from acts of this desk alone: an act that names one of them is meant for what the desk's own last act made, as when
 * somebody presses two keys before the first is answered. A change by anybody else in between still is a conflict.
 */
export interface OwnActs {
  readonly rebased: (item: AlarmActItem) => AlarmActItem;
  /** What became of an item as it was sent. */
  readonly took: (sent: AlarmActItem, outcome: AlarmActOutcome) => void;
  readonly clear: () => void;
}

const REMEMBERED = 2_000;

export function createOwnActs(): OwnActs {
  const spans = new Map<AlarmId, { readonly from: number; readonly to: number }>();
  return {
    rebased: (item) => {
      const span = spans.get(item.alarm);
      return span === undefined || item.version === null || item.version < span.from || item.version >= span.to ? item : { ...item, version: span.to };
    },
    took: ({ alarm, version, acts }, { error, current }) => {
      const span = spans.get(alarm);
      spans.delete(alarm);
      // More than its acts brought about: somebody else had a part in it.
      if (error !== null || version === null || current?.version !== version + acts.length) return;
      spans.set(alarm, { from: span?.to === version ? span.from : version, to: current.version });
      const [oldest] = spans.keys();
      if (spans.size > REMEMBERED && oldest !== undefined) spans.delete(oldest);
    },
    clear: () => spans.clear(),
  };
}
