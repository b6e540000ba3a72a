import { randomBytes, randomInt, randomUUID } from 'node:crypto';

/** Chance as the console sees it; tests give a seeded one. */
export interface Random {
  /** A number in [0, 1). Good enough for jitter, not for secrets. */
  readonly unit: () => number;
  /** `count` bytes fit for salts and keys. */
  readonly bytes: (count: number) => Uint8Array;
  /** RFC 9562 version 4. */
  readonly uuid: () => string;
}

const UNIT_STEPS = 2 ** 47;

export const systemRandom: Random = {
  unit: () => randomInt(UNIT_STEPS) / UNIT_STEPS,
  bytes: (count) => randomBytes(count),
  uuid: () => randomUUID(),
};
