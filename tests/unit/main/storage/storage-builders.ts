import { readFileSync } from 'node:fs';
import type { Schema } from '@contract/ipc/request-contract.ts';
import type { Clock } from '../../../../main/platform/clock.ts';
import type { Log } from '../../../../main/platform/log.ts';
import type { Files } from '../../../../main/platform/files.ts';
import { openDocument, type DocumentOptions, type JsonDocument, type StorageContext } from '../../../../main/storage/json-document.ts';

export const FOLDER = '/data/storage';
export const NOW_UTC_MS = Date.UTC(2026, 7, 1, 8);

export const fixedClock = (nowUtcMs = NOW_UTC_MS): Clock => ({ utcMs: () => nowUtcMs, monoMs: () => 0 });
export const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {} };

export const storageContext = (files: Files, overrides: Partial<StorageContext> = {}): StorageContext => ({ files, folder: FOLDER, clock: fixedClock(), log: silentLog, ...overrides });

/** The bytes of `tests/fixtures/storage/<name>`. */
export const fixture = (name: string): Uint8Array => readFileSync(new URL(`../../../fixtures/storage/${name}`, import.meta.url));

/** A disk with these fixtures as `<document>.<generation>.json`. */
export const diskWith = (document: string, fixtures: Readonly<Record<number, string>>): ReadonlyMap<string, Uint8Array> =>
  new Map(Object.entries(fixtures).map(([generation, name]) => [`${FOLDER}/${document}.${generation}.json`, fixture(name)]));

/** A small document with two old versions behind it. */
export interface Plan {
  readonly title: string;
  readonly tiles: number;
}

export const planSchema: Schema<Plan> = {
  safeParse: (input) => {
    if (typeof input !== 'object' || input === null || !('title' in input) || !('tiles' in input)) return { success: false, error: { message: 'not a plan' } };
    const { title, tiles } = input;
    if (typeof title !== 'string' || typeof tiles !== 'number' || !Number.isInteger(tiles) || tiles < 1) return { success: false, error: { message: 'not a plan' } };
    return { success: true, data: { title, tiles } };
  },
};

const field = (value: unknown, key: string): unknown => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined);

/** 1: `{name}` · 2: `{name, rows, columns}` · 3: `{title, tiles}` */
export const planMigrations: readonly ((old: unknown) => unknown)[] = [
  (old) => ({ name: field(old, 'name'), rows: 2, columns: 2 }),
  (old) => ({ title: field(old, 'name'), tiles: Number(field(old, 'rows')) * Number(field(old, 'columns')) }),
];

export const INITIAL_PLAN: Plan = { title: 'none', tiles: 1 };

export const openPlan = (files: Files, overrides: Partial<DocumentOptions<Plan>> = {}): JsonDocument<Plan> =>
  openDocument({ ...storageContext(files), name: 'plan', version: 3, schema: planSchema, migrations: planMigrations, initial: INITIAL_PLAN, ...overrides });
