import type { alarmsContract } from '@contract/ipc/alarms-contract.ts';
import type { Handlers } from '../../ipc/router.ts';
import type { AlarmsService } from '../../services/alarms/alarms-service.ts';

export interface AlarmsHandlerEnvironment {
  readonly alarms: Pick<AlarmsService, 'queue' | 'act' | 'detail' | 'openRestricted' | 'members' | 'gapSeen' | 'outboxSeen' | 'mute'>;
}

/** Whoever sees an alarm may ask about it; the server decides what may be done to it. */
export const alarmsHandlers = ({ alarms }: AlarmsHandlerEnvironment): Pick<Handlers, keyof typeof alarmsContract> => ({
  'alarms.queue': (ask) => alarms.queue(ask),
  'alarms.act': ({ items }) => alarms.act(items),
  'alarms.detail': ({ alarm }) => alarms.detail(alarm),
  'alarms.open': ({ alarm, code }) => alarms.openRestricted(alarm, code),
  'alarms.members': ({ alarm }) => alarms.members(alarm),
  'alarms.gapSeen': ({ gap }) => alarms.gapSeen(gap),
  'alarms.outboxSeen': ({ item }) => alarms.outboxSeen(item),
  'alarms.mute': ({ seconds }) => alarms.mute(seconds),
});
