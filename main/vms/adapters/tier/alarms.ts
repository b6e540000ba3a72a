import { isErrorCode } from '@contract/domain/error-code.ts';
import { err, ok, type AppError, type Result } from '@contract/domain/result.ts';
import { openWebSocket, type WebSocketOpener } from '../../../platform/web-socket.ts';
import type { AdapterEnvironment } from '../../adapter.ts';
import type { AlarmCursor, AlarmDetail, AlarmsPort, AlarmSubscription } from '../../alarm-ports.ts';
import type { HttpRequest } from '../../../platform/http-client.ts';
import { readParts } from './alarm-detail.ts';
import { openAlarmStream } from './alarm-events.ts';
import { actItemBody, mapAlarm } from './alarm-mapping.ts';
import { wireActOutcome, wireAlarm, wireAlarmDetail, wireAlarmPage, type WireAlarmPage } from './alarm-wire.schema.ts';
import type { TierClient } from './client.ts';
import { readRecords, withoutRepeats } from './mapping.ts';
import { wireList } from './wire.schema.ts';

const PAGE = 1_000;
/** A list that never ends is no list. */
const PAGES_MAX = 200;

const pathOf = (alarm: string): string => `v1/alarms/${encodeURIComponent(alarm)}`;

/** The port, and the means to end all that was subscribed through it. */
export interface ClosableAlarms {
  readonly port: AlarmsPort;
  readonly closeAll: () => void;
}

/** Alarms of a Tier API server; `url` is that of its WebSocket. Records that cannot be read are skipped and counted. */
export function createAlarms(environment: AdapterEnvironment, url: string, client: TierClient, openSocket: WebSocketOpener = openWebSocket): ClosableAlarms {
  const open = new Set<AlarmSubscription>();

  const readDetail = async (request: HttpRequest): Promise<Result<AlarmDetail>> => {
    const detail = await client.read(request, wireAlarmDetail);
    if (!detail.ok) return detail;
    const { parts, skipped } = readParts(detail.value);
    client.skipped('alarm detail', skipped);
    return ok({ alarm: mapAlarm(detail.value.alarm), ...parts });
  };

  const port: AlarmsPort = {
    snapshot: async (onPage) => {
      const seen = new Set<string>();
      let from: AlarmCursor | null = null;
      let after: string | null = null;
      for (let pages = 0; pages < PAGES_MAX; pages += 1) {
        const page: Result<WireAlarmPage> = await client.read({ method: 'GET', path: 'v1/alarms', query: { limit: PAGE, ...(after === null ? {} : { after }) } }, wireAlarmPage);
        if (!page.ok) return page;
        const { records, skipped } = readRecords(page.value.items, wireAlarm);
        client.skipped('alarms', skipped);
        from ??= { epoch: page.value.epoch, seq: page.value.seq };
        // The server began anew while its pages were read: they belong to nothing.
        if (page.value.epoch !== from.epoch) return err('tier/failed', { retryable: true, detail: 'epoch changed between pages' });
        onPage(withoutRepeats(records, seen).map(mapAlarm), skipped);
        after = page.value.next;
        if (after === null) return ok(from);
      }
      return err('tier/too-large', { detail: 'pages of alarms' });
    },
    subscribe: (cursor, listener) => {
      const subscription = openAlarmStream({ environment, url, client, openSocket }, cursor, listener);
      const close = (): void => {
        open.delete(owned);
        subscription.close();
      };
      const owned: AlarmSubscription = { ...subscription, close };
      open.add(owned);
      return owned;
    },
    act: async (key, workstation, items) => {
      const answer = await client.read({ method: 'POST', path: 'v1/alarm-acts', body: { key, workstation, items: items.map(actItemBody) } }, wireList);
      if (!answer.ok) return answer;
      const outcomes = new Map(readRecords(answer.value.items, wireActOutcome).records.map((outcome) => [outcome.alarmId, outcome]));
      return ok(
        items.map(({ alarm }) => {
          const outcome = outcomes.get(alarm);
          if (outcome === undefined) return { alarm, error: { code: 'tier/bad-answer', retryable: false }, current: null };
          return { alarm, error: outcome.code === null ? null : refusal(outcome.code), current: outcome.current === null ? null : mapAlarm(outcome.current) };
        }),
      );
    },
    detail: (alarm) => readDetail({ method: 'GET', path: pathOf(alarm) }),
    open: (alarm, code, workstation) => readDetail({ method: 'POST', path: `${pathOf(alarm)}/open`, body: { code, workstation } }),
    members: async (alarm) => {
      const list = await client.read({ method: 'GET', path: `${pathOf(alarm)}/members` }, wireList);
      if (!list.ok) return list;
      const { records, skipped } = readRecords(list.value.items, wireAlarm);
      client.skipped('alarm members', skipped);
      return ok(withoutRepeats(records, new Set()).map(mapAlarm));
    },
  };
  return {
    port,
    closeAll: () => {
      for (const subscription of [...open]) subscription.close();
    },
  };
}

const refusal = (code: string): AppError => ({ code: isErrorCode(code) ? code : 'tier/refused', retryable: false });
