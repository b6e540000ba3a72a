import { z } from 'zod';
import { ROLES, type Person } from '@contract/domain/person.ts';
import { isRight, type Right } from '@contract/domain/right.ts';
import { utcMs, type UtcMs } from '@contract/domain/units.ts';
import { HASH_BYTES, SALT_BYTES, VERIFIER_COST, type OfflineVerifier } from '../offline-verifier.ts';
import { listOf } from './list.schema.ts';

const text = z.string().min(1).max(1000);
const moment = z.number().int().min(0).transform(utcMs);
const bytes = (count: number) => z.base64().refine((encoded) => Buffer.from(encoded, 'base64').length === count);

const person = z
  .object({ id: text, username: text, name: z.string().max(1000), role: z.enum(ROLES), unitName: z.string().max(1000).optional(), rights: z.array(z.string()).max(100) })
  .transform(({ unitName, rights, ...rest }): Person => ({ ...rest, ...(unitName === undefined ? {} : { unitName }), rights: rights.filter((right): right is Right => isRight(right)) }));

const verifier: z.ZodType<OfflineVerifier> = z.object({
  kdf: z.literal('scrypt'),
  cost: z.literal(VERIFIER_COST.cost),
  blockSize: z.literal(VERIFIER_COST.blockSize),
  parallelization: z.literal(VERIFIER_COST.parallelization),
  saltBase64: bytes(SALT_BYTES),
  hashBase64: bytes(HASH_BYTES),
});

/** Somebody who signed in here with both factors and may unlock the cached desk for a while when the server is away. */
export interface OfflinePerson {
  readonly serverId: string;
  readonly person: Person;
  readonly verifier: OfflineVerifier;
  /** When the server last accepted this person here. */
  readonly savedUtcMs: UtcMs;
  /** Wrong passwords in a row, kept over restarts. */
  readonly failures: number;
  /** No try before this; null: none. */
  readonly lockedUntilUtcMs: UtcMs | null;
}

const offlinePerson: z.ZodType<OfflinePerson> = z.object({
  serverId: text,
  person,
  verifier,
  savedUtcMs: moment,
  failures: z.number().int().min(0),
  lockedUntilUtcMs: moment.nullable(),
});

export interface OfflinePeople {
  readonly people: readonly OfflinePerson[];
}

export const offlinePeopleSchema: z.ZodType<OfflinePeople> = z.object({ people: listOf(offlinePerson, 100) });
