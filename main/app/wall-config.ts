import { readFileSync } from 'node:fs';
import { isLoopback } from '../platform/tls-trust.ts';
import type { WallLinkSettings } from '../services/wall-link/index.ts';
import { WALL_KEY_MIN_BYTES } from '../services/wall-link/seal.ts';
import { TOPIC_NAME } from '../services/wall-link/topics.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Why this PC does not join the wall its installer named. Each is a word for the log and the notice. */
export type WallConfigProblem = 'address' | 'insecure' | 'name' | 'key' | 'ca' | 'password';

export type WallConfig =
  /** This PC is a wall of its own. */
  | { readonly kind: 'alone' }
  | { readonly kind: 'joined'; readonly settings: WallLinkSettings }
  | { readonly kind: 'refused'; readonly problem: WallConfigProblem };

/** `--wall-node`: this PC shows what a desk of the wall says. */
export const isWallNode = (argv: readonly string[]): boolean => argv.includes('--wall-node');

const readText = (file: string): string | null => {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return null;
  }
};

/**
 * How this PC takes part in a wall of several: `VONGLAU_WALL_BROKER` mqtts://host:port (mqtt:// only to this PC itself) ·
 * `VONGLAU_WALL_NAME` name of the wall · `VONGLAU_WALL_KEY_FILE` the key all its PCs share, 32 characters at least ·
 * `VONGLAU_WALL_CA` PEM file of the broker's CA · `VONGLAU_WALL_USER`, `VONGLAU_WALL_PASSWORD_FILE`. No broker: a wall of one PC.
 */
export function readWallConfig(environment: Environment, argv: readonly string[]): WallConfig {
  const address = environment['VONGLAU_WALL_BROKER'] ?? '';
  const refused = (problem: WallConfigProblem): WallConfig => ({ kind: 'refused', problem });
  if (address === '') return isWallNode(argv) ? refused('address') : { kind: 'alone' };
  let brokerUrl: URL;
  try {
    brokerUrl = new URL(address);
  } catch {
    return refused('address');
  }
  if (brokerUrl.protocol !== 'mqtts:' && brokerUrl.protocol !== 'mqtt:') return refused('address');
  if (brokerUrl.protocol === 'mqtt:' && !isLoopback(brokerUrl)) return refused('insecure');
  // Secrets in an address end up in lists of processes and in logs.
  if (brokerUrl.username !== '' || brokerUrl.password !== '') return refused('address');
  const wall = environment['VONGLAU_WALL_NAME'] ?? '';
  if (!TOPIC_NAME.test(wall)) return refused('name');
  const key = Buffer.from(readText(environment['VONGLAU_WALL_KEY_FILE'] ?? '') ?? '');
  if (key.length < WALL_KEY_MIN_BYTES) return refused('key');
  const caFile = environment['VONGLAU_WALL_CA'] ?? '';
  const caPem = caFile === '' ? null : readText(caFile);
  if (caFile !== '' && caPem === null) return refused('ca');
  const passwordFile = environment['VONGLAU_WALL_PASSWORD_FILE'] ?? '';
  const password = passwordFile === '' ? null : readText(passwordFile);
  if (passwordFile !== '' && password === null) return refused('password');
  return {
    kind: 'joined',
    settings: { brokerUrl, wall, key, password, user: environment['VONGLAU_WALL_USER'] || null, trust: { caPem, spkiPins: [] }, role: isWallNode(argv) ? 'node' : 'desk' },
  };
}
