import type { Right } from '../domain/right.ts';
import type { Result } from '../domain/result.ts';
import type { WindowKind } from '../state/slices.ts';

/** What a schema must do here; zod's types fit. */
export interface Schema<T> {
  safeParse(input: unknown): { success: true; data: T } | { success: false; error: { message: string } };
}

/** How an act is recorded: `none` for reads of state already granted, `session`, `view` (a camera opened), `wall`, `config`, `ptz`, `alarm`. */
export type AuditClass = 'none' | 'session' | 'view' | 'wall' | 'config' | 'ptz' | 'alarm';

/** Ids have at most 64 characters, fields of a log line 2,000. */
const IDS_A_FIELD = 25;

/** What an audit line names of a request: ids, kinds and numbers; no text that somebody typed. */
export type AuditSubject = Readonly<Record<string, string | number | boolean | null>>;

/** One request a window may make of main. All six fields after the name are required (security check 29). */
export interface RequestContract<I, O> {
  readonly input: Schema<I>;
  readonly output: Schema<O>;
  readonly windows: readonly WindowKind[];
  /** Right the signed-in person must hold; null: none needed (also when signed out). */
  readonly right: Right | null;
  /** Most requests of this name in a second from one window. */
  readonly ratePerSecond: number;
  /** Longest accepted input, as JSON characters. */
  readonly maxInputChars: number;
  readonly audit: AuditClass;
  /** On what, and what: for the audit line. Pure. `output` null: it was refused. Left out: the line has the name of the request alone. */
  subject?(input: NoInfer<I>, output: NoInfer<O> | null): AuditSubject;
}

/** Ids of one list as a few fields: a line of the log cuts long texts off. */
export function idFields(name: string, ids: readonly string[]): AuditSubject {
  const parts = Array.from({ length: Math.ceil(ids.length / IDS_A_FIELD) }, (_, part) => ids.slice(part * IDS_A_FIELD, (part + 1) * IDS_A_FIELD).join(' '));
  return Object.fromEntries(parts.map((part, index) => [index === 0 ? name : `${name}${String(index + 1)}`, part]));
}

export const defineRequest = <I, O>(contract: RequestContract<I, O>): RequestContract<I, O> => contract;

export type InputOf<C> = C extends RequestContract<infer I, infer _O> ? I : never;
export type OutputOf<C> = C extends RequestContract<infer _I, infer O> ? O : never;
export type Answer<C> = Promise<Result<OutputOf<C>>>;
