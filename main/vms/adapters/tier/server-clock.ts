import { ok, type Result } from '@contract/domain/result.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { ServerClock } from '../../adapter.ts';
import type { TierClient } from './client.ts';
import { wireTime } from './wire.schema.ts';

const MAX_SAMPLES = 8;
/** After an exchange that took longer no further ones follow: they would only hold up a server that is slow already. */
const SLOW_EXCHANGE_MS = 600;

/** The server's clock against this PC's, by the shortest of `samples` (1..8) exchanges; fewer when the server is slow. Codes: those of a request. */
export async function measureServerClock(clock: Clock, client: Pick<TierClient, 'read'>, samples: number): Promise<Result<ServerClock>> {
  let best: ServerClock | null = null;
  for (let sample = 0; sample < Math.min(MAX_SAMPLES, Math.max(1, samples)) || best === null; sample += 1) {
    const startUtcMs = clock.utcMs();
    const startMonoMs = clock.monoMs();
    const time = await client.read({ method: 'GET', path: 'v1/time', anonymous: true }, wireTime);
    if (!time.ok) return best === null ? time : ok(best);
    const tookMs = clock.monoMs() - startMonoMs;
    const errorMs = tookMs / 2;
    if (best === null || errorMs < best.errorMs) best = { offsetMs: time.value.utcMs - (startUtcMs + errorMs), errorMs };
    if (tookMs > SLOW_EXCHANGE_MS) break;
  }
  return ok(best);
}
