import { randomUUID } from 'node:crypto';
import type { EscalationStore } from './escalation-state.ts';
import type { TierLinks } from './tier-links.ts';

/** Longest pause between two tries to reach a tier, before scaling. */
const PAUSE_MAX_MS = 30_000;
const PAUSE_MS = 1_000;

/** Messages to other tiers, in their order for each, kept until they were taken. */
export interface LinkOutbox {
  /** Kept by the next `save` of the store; call `pump` after it. */
  readonly add: (to: string, path: string, payload: object) => void;
  readonly pump: () => void;
  readonly close: () => void;
}

/** `refused`: the other side will never have it; the item is gone. */
export function createLinkOutbox(parts: { readonly store: EscalationStore; readonly links: TierLinks; readonly scale: number; readonly nowUtcMs: () => number; readonly refused: (path: string, payload: string) => void }): LinkOutbox {
  const { store, links, scale, nowUtcMs } = parts;
  const { outbox } = store.state;
  const busy = new Set<string>();
  const failures = new Map<string, number>();
  const timers = new Set<NodeJS.Timeout>();
  let closed = false;

  const drain = async (to: string): Promise<void> => {
    for (;;) {
      const item = [...outbox.values()].find((waiting) => waiting.to === to);
      if (item === undefined || closed) return;
      const answer = await links.post(to, item.path, links.message(to, item.payload, nowUtcMs()));
      if (closed) return;
      if (!answer.ok && answer.error.retryable) {
        const times = (failures.get(to) ?? 0) + 1;
        failures.set(to, times);
        const timer = setTimeout(() => {
          timers.delete(timer);
          pump();
        }, Math.max(50, Math.min(PAUSE_MAX_MS, PAUSE_MS * 2 ** times) * scale));
        timer.unref();
        timers.add(timer);
        return;
      }
      failures.delete(to);
      outbox.delete(item.id);
      if (!answer.ok) parts.refused(item.path, item.payload);
      await store.save();
    }
  };
  const pump = (): void => {
    for (const to of new Set([...outbox.values()].map((item) => item.to))) {
      if (closed || busy.has(to)) continue;
      busy.add(to);
      void drain(to)
        .catch((error: unknown) => process.stderr.write(`tier link: ${error instanceof Error ? error.message : 'failed'}\n`))
        .finally(() => busy.delete(to));
    }
  };
  return {
    add: (to, path, payload) => {
      const id = randomUUID();
      outbox.set(id, { id, to, path, payload: JSON.stringify(payload) });
    },
    pump,
    close: () => {
      closed = true;
      for (const timer of timers) clearTimeout(timer);
    },
  };
}
