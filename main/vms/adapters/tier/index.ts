import { ok, type Result } from '@contract/domain/result.ts';
import { createHttpClient } from '../../../platform/http-client.ts';
import type { AdapterEnvironment, AdapterManifest, EventsPort, EventsSubscription, VmsConnection } from '../../adapter.ts';
import { createTierClient, type TierClient } from './client.ts';
import { createDirectory } from './directory.ts';
import { createEvents } from './events.ts';
import { createLayouts } from './layouts.ts';
import { mapService } from './mapping.ts';
import { createSessions } from './sessions.ts';
import { wireService, wireTime } from './wire.schema.ts';

/** Servers that speak the Tier API v1 (contract/tier-api). */
export const tierAdapter: AdapterManifest = { kind: 'tier', connect };

function connect(environment: AdapterEnvironment): VmsConnection {
  const { baseUrl, trust } = environment;
  const http = createHttpClient({ baseUrl, trust, accessToken: environment.accessToken, timers: environment.timers, utcMs: environment.clock.utcMs });
  const client = createTierClient(http, environment.log);
  const events = closing(createEvents(environment, socketUrl(baseUrl, 'v1/events'), client));
  return {
    describe: async () => {
      const service = await client.read({ method: 'GET', path: 'v1/service', anonymous: true }, wireService);
      return service.ok ? ok(mapService(service.value)) : service;
    },
    measureClock: (samples) => measureClock(environment, client, samples),
    sessions: createSessions(client),
    directory: createDirectory(client),
    layouts: createLayouts(client),
    events: events.port,
    streams: { live: { transport: 'ws-annexb', url: socketUrl(baseUrl, 'v1/live'), trust } },
    close: () => {
      events.closeAll();
      http.close();
    },
  };
}

function socketUrl(baseUrl: URL, path: string): string {
  const scheme = baseUrl.protocol === 'https:' ? 'wss:' : 'ws:';
  return `${scheme}//${baseUrl.host}${baseUrl.pathname.replace(/\/+$/, '')}/${path}`;
}

/** The port, and the means to end all that was subscribed through it. */
function closing(port: EventsPort): { readonly port: EventsPort; readonly closeAll: () => void } {
  const open = new Set<EventsSubscription>();
  return {
    port: {
      subscribe: (cursor, listener) => {
        const subscription = port.subscribe(cursor, listener);
        const close = (): void => {
          open.delete(owned);
          subscription.close();
        };
        const owned: EventsSubscription = { ...subscription, close };
        open.add(owned);
        return owned;
      },
    },
    closeAll: () => {
      for (const subscription of [...open]) subscription.close();
    },
  };
}

async function measureClock({ clock }: AdapterEnvironment, client: TierClient, samples: number): Promise<Result<{ readonly offsetMs: number; readonly errorMs: number }>> {
  let best: { readonly offsetMs: number; readonly errorMs: number } | null = null;
  for (let sample = 0; sample < Math.min(8, Math.max(1, samples)) || best === null; sample += 1) {
    const startUtcMs = clock.utcMs();
    const startMonoMs = clock.monoMs();
    const time = await client.read({ method: 'GET', path: 'v1/time', anonymous: true }, wireTime);
    if (!time.ok) return time;
    const errorMs = (clock.monoMs() - startMonoMs) / 2;
    if (best === null || errorMs < best.errorMs) best = { offsetMs: time.value.utcMs - (startUtcMs + errorMs), errorMs };
  }
  return ok(best);
}
