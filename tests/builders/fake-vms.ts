import type { Camera, CameraState, OrgUnit } from '@contract/domain/camera.ts';
import type { Person } from '@contract/domain/person.ts';
import { ok, type Result } from '@contract/domain/result.ts';
import type { TierService } from '@contract/domain/tier.ts';
import { cameraId, layoutId, unitId, utcMs } from '@contract/domain/units.ts';
import { READY } from '@contract/domain/arrangement.ts';
import { nothing, type Layout } from '@contract/domain/wall.ts';
import type { EventsListener, EventsPort, SessionTokens } from '../../main/vms/adapter.ts';
import { personWith } from './people.ts';

export const SERVICE: TierService = { serverId: 's1', tier: 'province', name: { vi: 'Hà Nội', en: 'Hanoi' }, capabilities: [] };

export const cameraNamed = (id: string, overrides: Partial<Camera> = {}): Camera => ({ id: cameraId(id), number: 1, name: `Camera ${id}`, kind: 'fixed', unitId: unitId('u1'), streams: [], ...overrides });
export const unitNamed = (id: string): OrgUnit => ({ id: unitId(id), name: `Unit ${id}`, kind: 'district', parentId: null });
export const stateOf = (id: string, state: CameraState['state'] = 'working'): CameraState => ({ id: cameraId(id), state, sinceUtcMs: utcMs(0) });
export const layoutNamed = (id: string, overrides: Partial<Layout> = {}): Layout => ({
  id: layoutId(id),
  name: `Layout ${id}`,
  arrangement: READY['4'],
  contents: nothing(4),
  shared: false,
  locked: false,
  ownerId: 'p1',
  etag: 'e1',
  updatedUtcMs: utcMs(0),
  sync: 'stored',
  ...overrides,
});

/** Tokens that last five minutes from `nowUtcMs`. */
export const tokensFor = (mark: string, nowUtcMs: number, person: Person = personWith()): SessionTokens => ({
  accessToken: `access-${mark}`,
  accessExpiresUtcMs: utcMs(nowUtcMs + 300_000),
  refreshToken: `refresh-${mark}`,
  refreshExpiresUtcMs: utcMs(nowUtcMs + 86_400_000),
  person,
});

/** Calls of one method that wait for the test to answer them, in order. */
export interface Asked<A extends readonly unknown[], R> {
  readonly call: (...args: A) => Promise<R>;
  readonly args: readonly A[];
  /** How many still wait. */
  readonly waiting: () => number;
  /** Answers the one that waited longest and lets everything that follows from it happen. */
  readonly answer: (value: R) => Promise<void>;
}

/** Lets every promise that can settle do so. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export function createAsked<A extends readonly unknown[], R>(): Asked<A, R> {
  const args: A[] = [];
  const waiting: ((value: R) => void)[] = [];
  return {
    call: (...given) => {
      args.push(given);
      return new Promise((resolve) => waiting.push(resolve));
    },
    args,
    waiting: () => waiting.length,
    answer: async (value) => {
      const next = waiting.shift();
      if (next === undefined) throw new Error('nobody asked');
      next(value);
      await settled();
    },
  };
}

/** An event stream the test speaks into. */
export function createFakeEvents(): { readonly port: EventsPort; readonly listeners: readonly EventsListener[]; readonly last: () => EventsListener; readonly closed: () => number; readonly renewed: () => number } {
  const listeners: EventsListener[] = [];
  let closed = 0;
  let renewed = 0;
  return {
    port: {
      subscribe: (_cursor, listener) => {
        listeners.push(listener);
        return { resumeAfter: () => {}, renew: () => void (renewed += 1), retryNow: () => {}, close: () => void (closed += 1) };
      },
    },
    listeners,
    last: () => {
      const listener = listeners.at(-1);
      if (listener === undefined) throw new Error('nobody listens');
      return listener;
    },
    closed: () => closed,
    renewed: () => renewed,
  };
}

/** A vault in memory; `fail` makes every call answer so. */
export function createMemoryVault(fail: Result<never> | null = null) {
  const secrets = new Map<string, string>();
  return {
    secrets,
    status: async () => (fail === null ? ('available' as const) : ('unavailable' as const)),
    get: async (name: string): Promise<Result<string | null>> => fail ?? ok(secrets.get(name) ?? null),
    set: async (name: string, secret: string): Promise<Result<null>> => {
      if (fail !== null) return fail;
      secrets.set(name, secret);
      return ok(null);
    },
    remove: async (name: string): Promise<Result<null>> => {
      secrets.delete(name);
      return ok(null);
    },
  };
}
