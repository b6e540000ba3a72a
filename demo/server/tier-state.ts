import { mkdir, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { CameraGroup, Layout, SavedSearch } from './api-types.ts';
import { sharedWrites } from './kept-state.ts';
import { migratedLayout } from './layout-check.ts';

/** What survives a restart of one tier. Tokens are kept as hashes. */
export interface TierState {
  readonly version: 1;
  /** Second factors by person id. */
  readonly secondFactors: Record<string, SecondFactorRecord>;
  /** Failures and locks by user name, known or not. */
  readonly attempts: Record<string, AttemptRecord>;
  /** Families of refresh tokens by family id. */
  readonly families: Record<string, TokenFamily>;
  /** Registered wall PCs by device id. */
  readonly devices: Record<string, DeviceRecord>;
  readonly usedEnrolmentCodes: string[];
  /** Codes made by `POST /demo/enrolment-codes`. */
  readonly extraEnrolmentCodes: string[];
  readonly layouts: Record<string, Layout>;
  readonly groups: Record<string, CameraGroup>;
  readonly searches: Record<string, SavedSearch>;
  /** Whether the demo's own groups and searches were put in: once only, so that who removes them is rid of them. */
  samplesGiven: boolean;
  /** Privacy masks lifted and refused, newest last. */
  readonly maskLifts: MaskLiftRecord[];
}

/** One lift of a camera's masks, for the record. `ended` null: it holds. */
export interface MaskLiftRecord {
  readonly liftId: string;
  readonly cameraId: string;
  readonly personId: string;
  readonly username: string;
  readonly reason: string;
  readonly sinceUtcMs: number;
  readonly untilUtcMs: number;
  ended: { readonly how: 'expired' | 'restored' | 'replaced' | 'refused'; readonly utcMs: number } | null;
}

/** `pending` until its first code was accepted. */
export interface SecondFactorRecord {
  secret: string;
  pending: boolean;
  createdUtcMs: number;
  /** Time step of the newest accepted code; null before the first. */
  lastTimeStep: number | null;
}

export interface AttemptRecord {
  failures: number;
  lastFailureUtcMs: number;
  /** 0 when not locked. */
  lockedUntilUtcMs: number;
}

/** All refresh tokens that descend from one sign-in. */
export interface TokenFamily {
  readonly subjectId: string;
  readonly expiresUtcMs: number;
  currentHash: string;
  readonly usedHashes: string[];
  revoked: boolean;
}

export interface DeviceRecord {
  readonly name: string;
  /** Ed25519, SPKI DER, base64. */
  readonly publicKey: string;
  readonly enrolledUtcMs: number;
}

/** The state in memory and its file. Change `state`, then await `save()` before telling anybody. */
export interface TierStateStore {
  readonly state: TierState;
  /** Writes atomically (temporary file, fsync, rename); calls at the same time share one write. Rejects when the disk does. */
  readonly save: () => Promise<void>;
}

/** Opens the state file, or starts empty; a damaged file is set aside as `*.damaged` and said so on `warn`. */
export async function openTierState(file: string, warn: (line: string) => void): Promise<TierStateStore> {
  await mkdir(dirname(file), { recursive: true });
  const state = await readState(file, warn);
  return { state, save: sharedWrites(file, () => JSON.stringify(state, null, 1)) };
}

/** The state in a file without opening it for writing; null when there is none or it cannot be read. */
export async function peekTierState(file: string): Promise<TierState | null> {
  try {
    return parseState(await readFile(file, 'utf8'));
  } catch {
    return null;
  }
}

async function readState(file: string, warn: (line: string) => void): Promise<TierState> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch {
    return emptyState();
  }
  const state = parseState(text);
  if (state !== null) return state;
  await rename(file, `${file}.damaged`);
  warn(`The demo's state ${file} was damaged; it was set aside and a new one started.`);
  return emptyState();
}

function emptyState(): TierState {
  return {
    version: 1,
    secondFactors: bareRecord({}),
    attempts: bareRecord({}),
    families: bareRecord({}),
    devices: bareRecord({}),
    usedEnrolmentCodes: [],
    extraEnrolmentCodes: [],
    layouts: bareRecord({}),
    groups: bareRecord({}),
    searches: bareRecord({}),
    samplesGiven: false,
    maskLifts: [],
  };
}

/** A record without a prototype: names come from outside, and `__proto__` is one of them. */
function bareRecord<T>(entries: Readonly<Record<string, T>>): Record<string, T> {
  const bare: Record<string, T> = Object.create(null);
  return Object.assign(bare, entries);
}

function parseState(text: string): TierState | null {
  try {
    const value: unknown = JSON.parse(text);
    if (!isState(value)) return null;
    return {
      ...emptyState(),
      ...value,
      secondFactors: bareRecord(value.secondFactors),
      attempts: bareRecord(value.attempts),
      families: bareRecord(value.families),
      devices: bareRecord(value.devices),
      layouts: bareRecord(migrated(value.layouts)),
      groups: bareRecord(value.groups ?? {}),
      searches: bareRecord(value.searches ?? {}),
    };
  } catch {
    return null;
  }
}

/** Layouts of any version as this one has them; what is no layout is left out. */
function migrated(layouts: Readonly<Record<string, unknown>>): Record<string, Layout> {
  const kept = bareRecord<Layout>({});
  for (const [id, stored] of Object.entries(layouts)) {
    const layout = migratedLayout(stored);
    if (layout !== null) kept[id] = layout;
  }
  return kept;
}

/** States of before there were groups have none. */
function isState(value: unknown): value is Omit<TierState, 'groups' | 'searches'> & Partial<Pick<TierState, 'groups' | 'searches'>> {
  if (typeof value !== 'object' || value === null || !('version' in value) || value.version !== 1) return false;
  return ['secondFactors', 'attempts', 'families', 'devices', 'layouts'].every((key) => {
    const part: unknown = Reflect.get(value, key);
    return typeof part === 'object' && part !== null;
  });
}
