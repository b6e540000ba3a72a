import { readFileSync } from 'node:fs';
import path from 'node:path';
import { err, ok, type Result } from '@contract/domain/result.ts';
import type { TrustPolicy } from '../platform/trust.ts';
import type { Flavour } from './command-line.ts';
import { parseMapSetting, type SiteMapSetting } from './map-source/index.ts';

/** How this console is set up: from the environment (the site's installer or a test sets it). */
export interface ConsoleConfig {
  readonly userDataFolder: string | null;
  /** Origin of the server's address as configured, to be shown; empty: none. */
  readonly address: string;
  /** Null: there is no server this console may talk to; the sign-in screen says why. */
  readonly tierUrl: URL | null;
  readonly trust: TrustPolicy;
  readonly wallOnly: boolean;
  readonly deviceCode: string | null;
  readonly language: 'vi' | 'en' | null;
  /** Absolute; null: `snapshots` in the user data folder. */
  readonly snapshotFolder: string | null;
  /** Origins a web tile may show, e.g. `https://thoitiet.example.vn`; each once. */
  readonly webOrigins: readonly string[];
  /** The site's own base map; null: the bundled one. */
  readonly map: SiteMapSetting | null;
}

type Environment = Readonly<Record<string, string | undefined>>;

function parseTierUrl(text: string): URL | null {
  try {
    const url = new URL(text);
    if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;
    url.username = '';
    url.password = '';
    url.hash = '';
    url.search = '';
    return url;
  } catch {
    return null;
  }
}

const LOOPBACK = new Set(['127.0.0.1', 'localhost']);

/** The origin of an address that may stand in a web tile, or null: https only; in development http on this very machine too. */
function webOrigin(text: string, isDevelopment: boolean): string | null {
  try {
    const url = new URL(text);
    const isAllowed = url.protocol === 'https:' || (isDevelopment && url.protocol === 'http:' && LOOPBACK.has(url.hostname));
    // Only an origin: a path, a name, a password or a pattern in the list would promise what is not kept.
    return isAllowed && !url.hostname.includes('*') && `${url.origin}/` === url.href ? url.origin : null;
  } catch {
    return null;
  }
}

const listed = (text: string | undefined): readonly string[] => (text ?? '').split(',').map((item) => item.trim()).filter((item) => item !== '');

/**
 * `VONGLAU_TIER_URL` address of the tier's server · `VONGLAU_TIER_CA` PEM file of the organisation's CA · `VONGLAU_TIER_PINS` SPKI pins,
 * comma separated · `VONGLAU_USER_DATA` folder for caches and settings · `VONGLAU_WALL_ONLY=1` · `VONGLAU_DEVICE_CODE` enrolment code of a
 * wall-only PC · `VONGLAU_LANGUAGE` vi or en · `VONGLAU_SNAPSHOT_FOLDER` absolute folder of snapshots · `VONGLAU_WEB_ORIGINS` origins that
 * web tiles may show, comma separated (https; others are left out) · `VONGLAU_MAP` the base map, see map-source/README.md. Code: tier/address-missing (unreadable address or CA file).
 */
export function readConfig(environment: Environment, flavour: Flavour = 'release'): { readonly config: ConsoleConfig; readonly problem: Result<null> } {
  const text = environment['VONGLAU_TIER_URL'] ?? '';
  const tierUrl = text === '' ? null : parseTierUrl(text);
  let caPem: string | null = null;
  let problem: Result<null> = tierUrl === null ? err('tier/address-missing') : ok(null);
  const caFile = environment['VONGLAU_TIER_CA'] ?? '';
  if (caFile !== '') {
    try {
      caPem = readFileSync(caFile, 'utf8');
    } catch {
      problem = err('tier/untrusted-certificate', { detail: 'the CA file cannot be read' });
    }
  }
  const language = environment['VONGLAU_LANGUAGE'];
  const snapshotFolder = environment['VONGLAU_SNAPSHOT_FOLDER'] ?? '';
  return {
    config: {
      userDataFolder: environment['VONGLAU_USER_DATA'] || null,
      address: tierUrl?.origin ?? '',
      // A CA file that cannot be read must not fall back to another trust.
      tierUrl: problem.ok ? tierUrl : null,
      trust: { caPem, spkiPins: listed(environment['VONGLAU_TIER_PINS']) },
      wallOnly: environment['VONGLAU_WALL_ONLY'] === '1',
      deviceCode: environment['VONGLAU_DEVICE_CODE'] || null,
      language: language === 'vi' || language === 'en' ? language : null,
      snapshotFolder: path.isAbsolute(snapshotFolder) ? snapshotFolder : null,
      webOrigins: [...new Set(listed(environment['VONGLAU_WEB_ORIGINS']).flatMap((text) => webOrigin(text, flavour === 'development') ?? []))],
      map: parseMapSetting(environment['VONGLAU_MAP']),
    },
    problem,
  };
}
