import { err, ok, type Result } from '@contract/domain/result.ts';
import { createHttpClient, type HttpClient } from '../../platform/http-client.ts';
import type { Timers } from '../../platform/clock.ts';
import type { TrustPolicy } from '../../platform/trust.ts';
import { mapUrl } from './map-setting.ts';
import { isPacked, unpackedWithin } from './unpack.ts';

/** Gets things of the site's map service, of the origins the setting names and no other. */
export interface SiteFetch {
  /** Bytes, unpacked; empty for an empty answer. Codes map/source-unreadable (not allowed, broken, too large) and those of the http client. */
  readonly get: (address: string) => Promise<Result<Uint8Array>>;
  /** Ends what is under way with tier/unreachable, and refuses what comes later; may be called twice. */
  readonly close: () => void;
}

export interface SiteFetchOptions {
  readonly origins: readonly string[];
  readonly trust: TrustPolicy;
  readonly timers: Timers;
  readonly utcMs: () => number;
}

const DEADLINE_MS = 15_000;
const MAX_BYTES = 8 * 1024 * 1024;

/** A map service is told no token: it has nothing to do with the person who looks. */
export function createSiteFetch({ origins, trust, timers, utcMs }: SiteFetchOptions): SiteFetch {
  const clients = new Map<string, HttpClient>();
  let closed = false;
  const clientOf = (origin: string): HttpClient => {
    const known = clients.get(origin);
    if (known !== undefined) return known;
    // Pins are those of the tier's server; the CAs are the organisation's.
    const client = createHttpClient({ baseUrl: new URL(origin), trust: { caPem: trust.caPem, spkiPins: [] }, accessToken: () => null, timers, utcMs, deadlineMs: DEADLINE_MS, maxBodyBytes: MAX_BYTES });
    clients.set(origin, client);
    return client;
  };
  return {
    get: async (address) => {
      if (closed) return err('tier/unreachable', { detail: 'closed' });
      const url = mapUrl(address);
      if (url === null || !origins.includes(url.origin)) return err('map/source-unreadable', { detail: 'origin' });
      const answer = await clientOf(url.origin).request({ method: 'GET', path: `${url.pathname.slice(1)}${url.search}`, expects: 'bytes', anonymous: true });
      if (!answer.ok) return answer;
      const { body } = answer.value;
      return body instanceof Uint8Array ? unpacked(body) : ok(new Uint8Array());
    },
    close: () => {
      closed = true;
      for (const client of clients.values()) client.close();
      clients.clear();
    },
  };
}

/** Many services keep their tiles packed and send them so to everybody. */
async function unpacked(bytes: Uint8Array): Promise<Result<Uint8Array>> {
  if (!isPacked(bytes)) return ok(bytes);
  try {
    return ok(await unpackedWithin(bytes));
  } catch {
    return err('map/source-unreadable', { detail: 'gzip' });
  }
}
