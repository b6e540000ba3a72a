import type { FastifyInstance } from 'fastify';
import { join } from 'node:path';
import { statisticsRoutes } from './alarm-statistics/index.ts';
import { alarmDemoRoutes, alarmRoutes, createAlarmDesk, type RunningAlarmDesk } from './alarm-desk/index.ts';
import type { CallerOf } from './caller.ts';
import type { Directory } from './directory.ts';
import { openDutyStore, setUpDuty } from './duty/index.ts';
import { setUpEscalation } from './escalation/index.ts';
import { setUpRules } from './alarm-rules/index.ts';
import { createProcedureDesk } from './procedures/index.ts';
import type { Sessions } from './sessions.ts';
import type { TierServerOptions } from './tier-options.ts';
import type { TokenKeeper } from './tokens.ts';

/** What the desks of one tier are made of. */
export interface AlarmDesksParts {
  readonly app: FastifyInstance;
  readonly options: TierServerOptions;
  readonly directory: Directory;
  readonly sessions: Sessions;
  readonly tokens: TokenKeeper;
  readonly callerOf: CallerOf;
}

/** Everything about alarms of one tier. */
export interface AlarmDesks {
  readonly desk: RunningAlarmDesk;
  /** Stops all desks and writes what waits; may be called twice. */
  readonly close: () => Promise<void>;
}

/** The file of a desk of one tier: `<what>-<server id>.<ending>` in the folder of the demo's state. */
export const deskFileOf = ({ stateDir, service }: Pick<TierServerOptions, 'stateDir' | 'service'>, what: string, ending: string): string => join(stateDir, `${what}-${service.serverId}.${ending}`);

/** Opens the alarms of a tier and the desks around them, with their routes. */
export function openAlarmDesks(parts: AlarmDesksParts): AlarmDesks {
  const { app, options, directory, sessions, tokens, callerOf } = parts;
  const { schemas, clock, say, heartbeatMs, service } = options;
  const desk = createAlarmDesk({ file: deskFileOf(options, 'alarms', 'db'), serverName: service.name.vi, schemas, clock, say });
  alarmRoutes(app, { desk, sessions, tokens, schemas, clock, callerOf, heartbeatMs });
  const steering = alarmDemoRoutes(app, { desk, directory, alarmsPerHour: options.alarmsPerHour, clock });
  // The other desks begin here, each with a `close`: rules, procedures, escalation, duty, statistics.
  statisticsRoutes(app, { desk, directory, callerOf });
  const closeEscalation = setUpEscalation(app, {
    desk,
    file: deskFileOf(options, 'escalation', 'json'),
    links: options.links,
    channels: options.channels,
    scale: options.escalationScale,
    people: options.people,
    seesCamera: directory.has,
    hasUnit: (id) => options.units.some((unit) => unit.id === id),
    sessions,
    schemas,
    clock,
    callerOf,
    say,
  });
  const closeDuty = setUpDuty(app, {
    desk,
    store: openDutyStore(deskFileOf(options, 'duty', 'json'), say),
    clock,
    centreName: service.name.vi,
    people: options.people,
    heads: options.ptz.heads,
    directory,
    proveFactor: sessions.proveFactor,
    schemas,
    callerOf,
  });
  const procedures = createProcedureDesk({
    desk,
    file: deskFileOf(options, 'procedures', 'json'),
    patrolTimeScale: options.patrolTimeScale,
    people: options.people,
    forces: () => options.world.forces.list(options.seesForcesOf),
    schemas,
    clock,
    say,
    callerOf,
  });
  procedures.routes(app);
  const closeRules = setUpRules(app, {
    desk,
    file: deskFileOf(options, 'alarm-rules', 'json'),
    units: options.units,
    isWorking: (cameraId) => directory.has(cameraId) && options.world.stateOf(cameraId).state === 'working',
    serverName: service.name.vi,
    schemas,
    clock,
    say,
    callerOf,
  });
  const closers: readonly (() => void)[] = [procedures.destroy, closeDuty, steering.close];
  return {
    desk,
    close: async () => {
      const rulesClosed = closeRules();
      for (const close of closers) close();
      await rulesClosed;
      await closeEscalation();
      desk.close();
    },
  };
}
