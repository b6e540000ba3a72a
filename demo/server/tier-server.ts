import { createServer, type Server as HttpServer } from 'node:http';
import websocket from '@fastify/websocket';
import fastify, { type FastifyInstance } from 'fastify';
import { openAlarmDesks } from './alarm-desks.ts';
import { createCallerOf } from './caller.ts';
import { createCameraGroups, createSavedSearches } from './camera-groups.ts';
import { contentRoutes } from './content-routes.ts';
import { demoDirectoryRoutes } from './demo-directory-routes.ts';
import { demoRoutes } from './demo-routes.ts';
import { createDevices } from './devices.ts';
import { createDirectory } from './directory.ts';
import { createDirectoryFaults } from './directory-faults.ts';
import { directoryRoutes } from './directory-routes.ts';
import { createEventLogs } from './event-log.ts';
import { EVENTS_PROTOCOL } from './events.ts';
import { createLayouts } from './layouts.ts';
import { LIVE_PROTOCOL } from './live.ts';
import { createLockout } from './lockout.ts';
import { mapRoutes } from './map-routes.ts';
import { createMasks } from './masks.ts';
import { createPictures } from './pictures.ts';
import { sendProblem } from './problem.ts';
import { PTZ_PROTOCOL } from './ptz.ts';
import { ptzRoutes } from './ptz-routes.ts';
import { giveSamples } from './sample-groups.ts';
import { createSessions } from './sessions.ts';
import { sessionRoutes } from './session-routes.ts';
import { sharedListRoutes } from './shared-list-routes.ts';
import { createStateChurn } from './state-churn.ts';
import { streamRoutes } from './stream-routes.ts';
import type { TierServerOptions } from './tier-options.ts';
import { createTokenKeeper } from './tokens.ts';

const BODY_LIMIT_BYTES = 256 * 1024;
const MESSAGE_LIMIT_BYTES = 64 * 1024;

/** A tier's server without a port. */
export interface TierServer {
  /** Gets its connections from a front door; never listens itself. */
  readonly http: HttpServer;
  /** Closes all WebSockets and stops; may be called twice. */
  readonly close: () => Promise<void>;
}

/** Builds one tier: everything under `/v1`, and under `/demo` what steers the demo itself. */
export async function createTierServer(options: TierServerOptions): Promise<TierServer> {
  const { world, store, schemas, clock } = options;
  const http = createServer();
  const app = fastify({
    bodyLimit: BODY_LIMIT_BYTES,
    serverFactory: (handler) => http.on('request', handler),
  });
  const events = createEventLogs(clock);
  const directory = createDirectory(options.units, options.cameras, options.country);
  const directoryFaults = createDirectoryFaults();
  const churn = createStateChurn(world);
  await giveSamples(store, directory, options.people, clock);
  const tokens = createTokenKeeper(store, clock, options.times);
  const lockout = createLockout(store, clock, options.lockMs);
  const devices = createDevices(store, clock);
  const sessions = createSessions({ people: options.people, store, tokens, lockout, clock, devicePerson: devices.personOf });
  const layouts = createLayouts(store, clock, () => {
    events.append({ kind: 'layouts.changed' });
  });
  const groups = createCameraGroups(store, clock, directory.has, () => {
    events.append({ kind: 'groups.changed' });
  });
  const searches = createSavedSearches(store, clock, () => {
    events.append({ kind: 'searches.changed' });
  });
  const pictures = createPictures(options.picturesDir);
  const masks = createMasks(store, clock, options.say);
  const callerOf = createCallerOf(sessions);
  const stopDirectory = directory.onDidChange(() => {
    events.append({ kind: 'directory.changed' });
  });
  const stopStates = world.states.onDidChange((state) => {
    if (directory.has(state.cameraId)) events.append({ kind: 'camera.state', state });
  });
  const stopForces = world.forces.onDidMove((force, { unitId }) => {
    if (options.seesForcesOf(unitId)) events.append({ kind: 'force.moved', force });
  });

  app.setValidatorCompiler(({ schema, httpPart }) => schemas.compile(schema, httpPart !== 'body'));
  answerProblems(app);
  await app.register(websocket, {
    options: {
      maxPayload: MESSAGE_LIMIT_BYTES,
      perMessageDeflate: false,
      handleProtocols: (offered) => [LIVE_PROTOCOL, EVENTS_PROTOCOL, PTZ_PROTOCOL].find((protocol) => offered.has(protocol)) ?? false,
    },
  });
  app.get('/v1/service', () => ({ ...options.service, serverUtcMs: Math.floor(clock.nowUtcMs()) }));
  app.get('/v1/time', () => ({ utcMs: clock.nowUtcMs() }));
  sessionRoutes(app, { sessions, devices, schemas, callerOf });
  directoryRoutes(app, { directory, faults: directoryFaults, world, events, callerOf });
  mapRoutes(app, { directory, world, units: options.units, seesForcesOf: options.seesForcesOf, callerOf });
  sharedListRoutes(app, { path: '/v1/layouts', list: layouts, isBody: schemas.guard('LayoutBody'), callerOf });
  sharedListRoutes(app, { path: '/v1/camera-groups', list: groups, isBody: schemas.guard('CameraGroupBody'), callerOf });
  sharedListRoutes(app, { path: '/v1/saved-searches', list: searches, isBody: schemas.guard('SavedSearchBody'), callerOf });
  streamRoutes(app, { turning: options.ptz.turning, directory, world, events, sessions, tokens, schemas, clock, callerOf, heartbeatMs: options.heartbeatMs });
  contentRoutes(app, { pictures, masks, directory, schemas, callerOf });
  demoDirectoryRoutes(app, { directory, faults: directoryFaults, churn });
  ptzRoutes(app, { ...options.ptz, directory, centreName: options.service.name.vi, sessions, tokens, schemas, clock, callerOf });
  demoRoutes(app, { directory, world, devices, masks, clock });
  const desks = openAlarmDesks({ app, options, directory, sessions, tokens, callerOf });
  await app.ready();

  let closing: Promise<void> | null = null;
  return {
    http,
    close: () => {
      closing ??= (async () => {
        stopDirectory();
        stopStates();
        stopForces();
        churn.stop();
        masks.destroy();
        await app.close();
        await desks.close();
      })();
      return closing;
    },
  };
}

function answerProblems(app: FastifyInstance): void {
  app.setNotFoundHandler((request, reply) => sendProblem(reply, { code: 'app/invalid-input', detail: `no such resource: ${request.method} ${request.url.slice(0, 200)}` }, 404));
  app.setErrorHandler((error, _request, reply) => {
    const status = typeof error === 'object' && error !== null && 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500;
    const expected = status >= 400 && status < 500;
    if (!expected) process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : 'unknown error'}\n`);
    const detail = expected && error instanceof Error ? error.message : undefined;
    return sendProblem(reply, { code: expected ? 'app/invalid-input' : 'app/internal', ...(detail === undefined ? {} : { detail }) }, status);
  });
}
