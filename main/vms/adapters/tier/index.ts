import { ok, type Result } from '@contract/domain/result.ts';
import type { HttpAnswer } from '../../../platform/http-answer.ts';
import { createHttpClient, type HttpClient, type HttpRequest } from '../../../platform/http-client.ts';
import type { AdapterEnvironment, AdapterManifest, EventsPort, EventsSubscription, VmsConnection } from '../../adapter.ts';
import { createAlarms } from './alarms.ts';
import { createCameraPage } from './camera-page.ts';
import { createTierClient } from './client.ts';
import { createDirectory } from './directory.ts';
import { createDuty } from './duty.ts';
import { createEvents } from './events.ts';
import { createForces } from './forces.ts';
import { mapService } from './mapping.ts';
import { createMasks } from './masks.ts';
import { createPictures } from './pictures.ts';
import { createEscalation } from './escalation.ts';
import { createProcedures } from './procedures.ts';
import { createPtz } from './ptz.ts';
import { createRules } from './rules.ts';
import { measureServerClock } from './server-clock.ts';
import { createSessions } from './sessions.ts';
import { createGroups, createLayouts, createSearches } from './shared-lists.ts';
import { createStatistics } from './statistics.ts';
import { createWalls } from './walls.ts';
import { wireService } from './wire.schema.ts';

/** Servers that speak the Tier API v1 (contract/tier-api). */
export const tierAdapter: AdapterManifest = { kind: 'tier', connect };

function connect(environment: AdapterEnvironment): VmsConnection {
  const { baseUrl, trust } = environment;
  const http = createHttpClient({ baseUrl, trust, accessToken: environment.accessToken, timers: environment.timers, utcMs: environment.clock.utcMs });
  const client = createTierClient({ ...http, request: (request) => tellingRefusals(environment, http, request) }, environment.log);
  const events = closing(createEvents(environment, socketUrl(baseUrl, 'v1/events'), client));
  const alarms = createAlarms(environment, socketUrl(baseUrl, 'v1/alarm-events'), client);
  const ptz = createPtz(environment, socketUrl(baseUrl, 'v1/ptz'), client);
  const offered: Named = {
    masks: createMasks(client),
    alarms: alarms.port,
    duty: createDuty(client),
    statistics: createStatistics(client),
    pictures: createPictures(client),
    cameraPage: createCameraPage(client),
    groups: createGroups(client),
    searches: createSearches(client),
    forces: createForces(client),
    walls: createWalls(client),
    ptz: ptz.port,
    rules: createRules(client),
    procedures: createProcedures(client),
    escalation: createEscalation(client),
  };
  const connection: Connection = {
    describe: async () => {
      const service = await client.read({ method: 'GET', path: 'v1/service', anonymous: true }, wireService);
      if (!service.ok) return service;
      const described = mapService(service.value);
      offer(connection, offered, new Set(described.capabilities));
      return ok(described);
    },
    measureClock: (samples) => measureServerClock(environment.clock, client, samples),
    sessions: createSessions(client),
    directory: createDirectory(client),
    layouts: createLayouts(client),
    events: events.port,
    streams: { live: { transport: 'ws-annexb', url: socketUrl(baseUrl, 'v1/live'), trust } },
    close: () => {
      events.closeAll();
      alarms.closeAll();
      ptz.closeAll();
      http.close();
    },
  };
  return connection;
}

/** Ports that are there once the server has named their capability. */
const CAPABILITIES = { masks: 'masks', alarms: 'alarms', duty: 'duty', statistics: 'alarm-statistics', pictures: 'pictures', cameraPage: 'camera-page', groups: 'groups', searches: 'searches', forces: 'forces', walls: 'walls', ptz: 'ptz', rules: 'rules', procedures: 'procedures', escalation: 'escalation' } as const satisfies Partial<Record<keyof VmsConnection, string>>;

const PORTS: readonly Port[] = ['masks', 'alarms', 'duty', 'statistics', 'pictures', 'cameraPage', 'groups', 'searches', 'forces', 'walls', 'ptz', 'rules', 'procedures', 'escalation'];
type Port = keyof typeof CAPABILITIES;
type Named = Required<Pick<VmsConnection, Port>>;
type Offered = { -readonly [P in Port]?: Named[P] };
type Connection = Omit<VmsConnection, Port> & Offered;

/** Ports of the capabilities a server names, and only of those: an older server offers fewer. */
function offer(connection: Offered, ports: Named, capabilities: ReadonlySet<string>): void {
  const set = <P extends Port>(port: P): void => {
    if (capabilities.has(CAPABILITIES[port])) connection[port] = ports[port];
    else delete connection[port];
  };
  for (const port of PORTS) set(port);
}

async function tellingRefusals(environment: AdapterEnvironment, http: HttpClient, request: HttpRequest): Promise<Result<HttpAnswer>> {
  const token = request.anonymous === true ? null : environment.accessToken();
  const answer = await http.request(request);
  if (token !== null && !answer.ok && answer.error.code === 'session/expired') environment.onTokenRefused?.(token);
  return answer;
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
