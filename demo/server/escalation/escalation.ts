import type { FastifyInstance } from 'fastify';
import type { Transfer } from '../../../contract/domain/escalation.ts';
import type { AlarmId } from '../../../contract/domain/units.ts';
import { RIGHTS, type DemoPerson } from '../../people.ts';
import type { AlarmDesk } from '../alarm-desk/desk.ts';
import type { CallerOf } from '../caller.ts';
import type { Clock } from '../clock.ts';
import type { TierSchemas } from '../schemas.ts';
import type { Sessions } from '../sessions.ts';
import { createChannels, type ChannelOptions } from './channels.ts';
import { createClimb } from './climb.ts';
import { openEscalationState } from './escalation-state.ts';
import { createNotices } from './notices.ts';
import { escalationRoutes } from './routes.ts';
import type { TierLinks } from './tier-links.ts';
import { createTransfers } from './transfers.ts';

export interface EscalationSetup {
  readonly desk: AlarmDesk;
  /** File of contacts, plans, notices and transfers. */
  readonly file: string;
  readonly links: TierLinks;
  readonly channels: ChannelOptions;
  /** Times of plans, pauses and tries are multiplied by it; 1 but in tests. */
  readonly scale: number;
  readonly people: readonly DemoPerson[];
  readonly seesCamera: (id: string) => boolean;
  readonly hasUnit: (id: string) => boolean;
  readonly sessions: Sessions;
  readonly schemas: TierSchemas;
  readonly clock: Clock;
  readonly callerOf: CallerOf;
  readonly say: (line: string) => void;
}

/** Escalation of one tier, with its routes. The answer stops it; resolves when all it knows is on disk. */
export function setUpEscalation(app: FastifyInstance, setup: EscalationSetup): () => Promise<void> {
  const { desk, links, scale, schemas, clock } = setup;
  const nowUtcMs = clock.nowUtcMs;
  const store = openEscalationState(setup.file, links.self.tier, setup.say);
  const channels = createChannels(setup.channels);
  const notices = createNotices({ desk, store, channels, centreName: links.self.name, scale, nowUtcMs });
  const isWire = schemas.guard('Transfer');
  const transfers = createTransfers({
    desk,
    store,
    links,
    scale,
    nowUtcMs,
    seesCamera: setup.seesCamera,
    hasUnit: setup.hasUnit,
    handlers: setup.people.filter(({ role, moreRights = [] }) => [...RIGHTS[role], ...moreRights].includes('alarm.handle')).map(({ id }) => id),
    hold: (id) => {
      climb.hold(id);
    },
    isTransfer: (value): value is Omit<Transfer, 'alarm'> & { readonly alarmId: AlarmId } => isWire(value),
  });
  const climb = createClimb({ desk, store, notices, scale, nowUtcMs, handUp: transfers.handUp });
  const stopDetail = desk.addDetail((id) => ({ notices: notices.of(id), transfers: transfers.of(id) }));
  escalationRoutes(app, { desk, store, transfers, links, sessions: setup.sessions, schemas, callerOf: setup.callerOf, nowUtcMs, replan: climb.replan });
  notices.pump();
  return async () => {
    stopDetail();
    climb.close();
    transfers.close();
    notices.close();
    channels.close();
    await store.save();
  };
}
