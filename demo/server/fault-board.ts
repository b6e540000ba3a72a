export const FAULT_KINDS = ['cut', 'freeze', 'delay', 'corrupt', 'repeat', 'jump', 'stall-socket', 'unkeyed', 'loss'] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** What goes wrong. `jump`: stamps are off by `jumpMs`; `loss`: each unit is lost with `lossPercent` and comes up to `jitterMs` late. */
export type FaultEffect =
  | { readonly kind: Exclude<FaultKind, 'delay' | 'jump' | 'loss'> }
  | { readonly kind: 'delay'; readonly delayMs: number }
  | { readonly kind: 'jump'; readonly jumpMs: number }
  | { readonly kind: 'loss'; readonly lossPercent: number; readonly jitterMs: number };

/** What is wrong with a camera now. */
export type Fault = FaultEffect & {
  readonly sinceUtcMs: number;
  /** Null: until it is taken back. */
  readonly untilUtcMs: number | null;
};

/** Faults made on request, by camera. One board for all tiers: they look at the same cameras. */
export interface FaultBoard {
  readonly of: (cameraId: string) => Fault | null;
  readonly list: () => readonly (readonly [cameraId: string, fault: Fault])[];
  /** Null clears. A fault with an end clears itself. */
  readonly set: (cameraId: string, fault: Fault | null) => void;
  readonly clear: () => void;
  readonly onDidChange: (listener: (cameraId: string, now: Fault | null, before: Fault | null) => void) => () => void;
  /** Stops the timers; may be called twice. */
  readonly destroy: () => void;
}

export function createFaultBoard(): FaultBoard {
  const faults = new Map<string, Fault>();
  const timers = new Map<string, NodeJS.Timeout>();
  const listeners = new Set<(cameraId: string, now: Fault | null, before: Fault | null) => void>();
  const set = (cameraId: string, fault: Fault | null): void => {
    const before = faults.get(cameraId) ?? null;
    clearTimeout(timers.get(cameraId));
    timers.delete(cameraId);
    if (fault === null) faults.delete(cameraId);
    else faults.set(cameraId, fault);
    if (fault !== null && fault.untilUtcMs !== null) {
      const end = setTimeout(() => {
        set(cameraId, null);
      }, fault.untilUtcMs - fault.sinceUtcMs);
      timers.set(cameraId, end.unref());
    }
    if (fault === null && before === null) return;
    for (const listener of listeners) listener(cameraId, fault, before);
  };
  return {
    of: (cameraId) => faults.get(cameraId) ?? null,
    list: () => [...faults],
    set,
    clear: () => {
      for (const cameraId of [...faults.keys()]) set(cameraId, null);
    },
    onDidChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    destroy: () => {
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
      listeners.clear();
    },
  };
}
