import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { generateSync } from 'otplib';
import { peopleOf } from './people.ts';
import { TIME_STEP_S } from './server/second-factor.ts';
import { peekTierState } from './server/tier-state.ts';
import { DEMO_TIERS, stateFileOf } from './tiers.ts';

const USAGE = `npm run totp -- PERSON|SECRET [--state DIR] [--clock-skew-ms MS]
  PERSON: a demo person's user name, for example truc.binh; SECRET: base32, as shown beside the QR code`;
const STATE = join(import.meta.dirname, '../out/demo/state');

/** A second factor as far as a code needs it. */
interface Factor {
  readonly secret: string;
  readonly lastTimeStep: number | null;
}

/** The person's factor from the running or last demo, else the documented one; null when there is none yet. */
async function factorOf(username: string, stateDir: string): Promise<Factor | null | 'unknown'> {
  for (const tier of DEMO_TIERS) {
    const person = peopleOf(tier.tier).find((known) => known.username === username);
    if (person === undefined) continue;
    const enrolled = (await peekTierState(stateFileOf(stateDir, tier)))?.secondFactors[person.id];
    if (enrolled !== undefined) return enrolled;
    return person.totpSecret === undefined ? null : { secret: person.totpSecret, lastTimeStep: null };
  }
  return 'unknown';
}

async function main(): Promise<number> {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { state: text, 'clock-skew-ms': text } });
  const [who] = positionals;
  if (who === undefined || positionals.length > 1) {
    process.stderr.write(`${USAGE}\n`);
    return 2;
  }
  const known = await factorOf(who.toLowerCase(), values.state ?? STATE);
  if (known === null) {
    process.stderr.write(`${who} has no second factor yet: sign in with the password first, then ask again or scan the QR code.\n`);
    return 1;
  }
  const factor: Factor = known === 'unknown' ? { secret: who.replaceAll(/[\s-]/g, '').toUpperCase(), lastTimeStep: null } : known;
  const nowS = (Date.now() + Number(values['clock-skew-ms'] ?? 0)) / 1000;
  let code: string;
  try {
    code = generateSync({ secret: factor.secret, epoch: Math.floor(nowS) });
  } catch {
    process.stderr.write(`${who} is no demo person and no base32 secret.\n${USAGE}\n`);
    return 1;
  }
  const leftS = Math.ceil(TIME_STEP_S - (nowS % TIME_STEP_S));
  const used = factor.lastTimeStep !== null && factor.lastTimeStep >= Math.floor(nowS / TIME_STEP_S);
  process.stdout.write(`${code}\n`);
  process.stdout.write(used ? `already used; the next code comes in ${String(leftS)} s\n` : `valid for ${String(leftS)} s, accepted for ${String(leftS + TIME_STEP_S)} s\n`);
  return 0;
}

process.exitCode = await main();
