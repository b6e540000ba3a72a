import { IPC_CONTRACT, type IpcContract } from '@contract/ipc/contract.ts';
import type { RequestName } from '@contract/ipc/names.ts';
import type { InputOf, OutputOf, RequestContract } from '@contract/ipc/request-contract.ts';
import { err, type AppError, type Result } from '@contract/domain/result.ts';
import type { Person } from '@contract/domain/person.ts';
import type { Log } from '../platform/log.ts';
import type { KnownWindow } from './sender.ts';

/** Who asks, as the router established it. */
export interface RequestContext {
  readonly window: KnownWindow;
  readonly person: Person | null;
}

export type Handler<N extends RequestName> = (input: InputOf<IpcContract[N]>, context: RequestContext) => Promise<Result<OutputOf<IpcContract[N]>>> | Result<OutputOf<IpcContract[N]>>;

/** One handler for each request; a missing one does not compile. */
export type Handlers = { readonly [N in RequestName]: Handler<N> };

export interface RouterEnvironment {
  readonly handlers: Handlers;
  readonly person: () => Person | null;
  readonly allowRate: (key: string, ratePerSecond: number) => boolean;
  readonly correlationId: () => string;
  readonly log: Log;
}

export interface Router {
  /** Answers a request of an accepted sender. Never throws; every refusal is a Result with a code. */
  readonly handle: (name: RequestName, window: KnownWindow, input: unknown) => Promise<Result<unknown>>;
}

// Keys that must not reach any object of ours, however deep they stand in the input (check 33).
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

/** True for a plain JSON-like value of about `budget` characters at most, without a forbidden key. Its work is bounded by `budget`. */
function isSmallPlainJson(input: unknown, budget: number): boolean {
  let left = budget;
  const visit = (value: unknown, depth: number): boolean => {
    if (depth > 8 || left < 0) return false;
    if (value === null || typeof value === 'boolean' || typeof value === 'number') {
      left -= 8;
      return typeof value !== 'number' || Number.isFinite(value);
    }
    if (typeof value === 'string') {
      left -= value.length + 2;
      return left >= 0;
    }
    if (typeof value !== 'object') return false;
    left -= 2;
    if (value instanceof Uint8Array) {
      left -= value.length;
      return left >= 0;
    }
    if (Array.isArray(value)) {
      // A sparse array of four thousand million holes costs nothing to send, and an hour to walk through.
      if (value.length > left) return false;
      left -= value.length;
      return value.every((item) => visit(item, depth + 1));
    }
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype !== Object.prototype && prototype !== null) return false;
    return Object.entries(value).every(([key, item]) => {
      left -= key.length + 3;
      return !FORBIDDEN_KEYS.has(key) && visit(item, depth + 1);
    });
  };
  return visit(input, 0) && left >= 0;
}

/** What a window may know of a failure: its code, what may be done, and the id under which the log has the rest (check 34). */
function publicError(error: AppError, correlationId: string): AppError {
  const { code, retryable, retryAfterMs, attemptsLeft } = error;
  return { code, retryable, correlationId, ...(retryAfterMs === undefined ? {} : { retryAfterMs }), ...(attemptsLeft === undefined ? {} : { attemptsLeft }) };
}

/** The one door for requests of windows: kind -> rate -> size -> schema -> right -> handler -> Result. */
export function createRouter(environment: RouterEnvironment): Router {
  const { log } = environment;

  const answer = async (name: RequestName, window: KnownWindow, input: unknown): Promise<Result<unknown>> => {
    const contract: RequestContract<unknown, unknown> = IPC_CONTRACT[name];
    const refuse = (code: 'app/not-allowed' | 'app/invalid-input' | 'app/too-many-requests' | 'session/not-signed-in', why: string): Result<never> => {
      const correlationId = environment.correlationId();
      log.warn('ipc.refused', { name, window: window.kind, why, correlationId, code });
      return err(code, { correlationId });
    };
    if (!contract.windows.includes(window.kind)) return refuse('app/not-allowed', 'window kind');
    if (!environment.allowRate(`${window.id}:${name}`, contract.ratePerSecond)) return refuse('app/too-many-requests', 'rate');
    if (!isSmallPlainJson(input, contract.maxInputChars)) return refuse('app/invalid-input', 'size or shape');
    const parsed = contract.input.safeParse(input);
    if (!parsed.success) return refuse('app/invalid-input', 'schema');
    const person = environment.person();
    if (contract.right !== null) {
      if (person === null) return refuse('session/not-signed-in', 'nobody signed in');
      if (!person.rights.includes(contract.right)) return refuse('app/not-allowed', `right ${contract.right}`);
    }
    const handler = environment.handlers[name] as (value: unknown, context: RequestContext) => Promise<Result<unknown>> | Result<unknown>;
    const result = await handler(parsed.data, { window, person });
    const output = result.ok ? contract.output.safeParse(result.value) : null;
    const subject = contract.subject?.(parsed.data, output?.success === true ? output.data : null);
    const audit = { ...subject, name, class: contract.audit, window: window.kind, person: person?.id ?? null };
    if (!result.ok) {
      const correlationId = environment.correlationId();
      log.info('audit.request', { ...audit, ok: false, code: result.error.code, detail: result.error.detail ?? null, correlationId });
      return { ok: false, error: publicError(result.error, correlationId) };
    }
    if (contract.audit !== 'none') log.info('audit.request', { ...audit, ok: true });
    if (output?.success !== true) throw new Error(`answer of ${name} does not fit its schema`);
    return { ok: true, value: output.data };
  };

  return {
    handle: async (name, window, input) => {
      try {
        return await answer(name, window, input);
      } catch (failure) {
        const correlationId = environment.correlationId();
        log.error('ipc.failed', { name, correlationId, message: failure instanceof Error ? failure.message : 'unknown', stack: failure instanceof Error ? (failure.stack ?? '') : '' });
        return err('app/internal', { correlationId });
      }
    },
  };
}
