import type { Alarm } from '../../../contract/domain/alarm.ts';
import type { Channel, Contact, EscalationCause, Level, Notice } from '../../../contract/domain/escalation.ts';
import type { Recipient } from '../../../contract/domain/escalation-plan.ts';
import { alarmId, noticeId, utcMs, type AlarmId } from '../../../contract/domain/units.ts';
import { hashOf } from '../secrets.ts';
import type { AlarmDesk } from '../alarm-desk/desk.ts';
import type { Channels, Delivered } from './channels.ts';
import type { EscalationStore, NoticeRecord } from './escalation-state.ts';
import { noticeText } from './notice-text.ts';

/** Pauses between the tries of one notice, before scaling; as many tries and one. */
const BACK_OFF_MS = [5_000, 30_000] as const;
const TRIES = BACK_OFF_MS.length + 1;
/** Notices on their way at the same time. */
const AT_ONCE = 8;
/** Longest wait of a timer; a longer one is set again. */
const LOOK_AGAIN_MS = 60_000;

/** What a step of a plan says to whom. */
export interface Telling {
  readonly alarm: Alarm;
  /** Names the step: the same notice is never made twice. */
  readonly step: string;
  readonly level: Level;
  readonly cause: EscalationCause;
  readonly channels: readonly Channel[];
  readonly to: readonly Recipient[];
}

/** Notices of one tier: made, kept, sent with some tries, told with what became of them. */
export interface Notices {
  /** Kept on disk before anything is sent. An id that is there already is left as it is. */
  readonly tell: (telling: Telling) => void;
  /** Sends what waits, also what a restart found waiting. */
  readonly pump: () => void;
  readonly of: (alarm: AlarmId) => readonly Notice[];
  readonly close: () => void;
}

export interface NoticeParts {
  readonly desk: AlarmDesk;
  readonly store: EscalationStore;
  readonly channels: Channels;
  readonly centreName: string;
  readonly scale: number;
  readonly nowUtcMs: () => number;
}

export function createNotices({ desk, store, channels, centreName, scale, nowUtcMs }: NoticeParts): Notices {
  const { state } = store;
  const causes = new Map<string, EscalationCause>();
  const waiting = new Map<string, NoticeRecord>();
  const underWay = new Set<string>();
  let timer: NodeJS.Timeout | null = null;
  let closed = false;
  for (const records of state.notices.values()) for (const record of records) if (record.state === 'waiting') waiting.set(record.id, record);

  const put = (record: NoticeRecord): void => {
    const others = (state.notices.get(record.alarm) ?? []).filter(({ id }) => id !== record.id);
    state.notices.set(record.alarm, [...others, record].sort((one, other) => one.utcMs - other.utcMs));
    if (record.state === 'waiting') waiting.set(record.id, record);
    else waiting.delete(record.id);
  };
  const contactOf = (record: NoticeRecord): Contact | null => state.contacts.find(({ id }) => id === record.contactId) ?? null;

  const deliver = async (record: NoticeRecord): Promise<Delivered> => {
    const contact = contactOf(record);
    const alarm = desk.get(record.alarm);
    if (contact === null || alarm === null) return { sent: false, detail: 'no-address', isFinal: true };
    if (record.channel === 'console') {
      if (contact.personId === '') return { sent: false, detail: 'no-address', isFinal: true };
      desk.tell([contact.personId], alarm.id, alarm.title, 'escalated');
      return { sent: true, detail: '' };
    }
    const cause = causes.get(record.id) ?? 'not-acknowledged';
    const { id, kind, priority, site, raisedUtcMs } = alarm;
    return channels.send[record.channel]({
      id: record.id,
      alarm: id,
      contact,
      words: noticeText(alarm, { level: record.level, cause, inPlaceOf: record.inPlaceOf, centre: centreName }),
      facts: { alarm: id, kind, priority, site: kind === 'face' ? '' : site, raisedUtcMs, level: record.level, cause, to: contact.name, inPlaceOf: record.inPlaceOf, from: centreName },
    });
  };
  const send = async (record: NoticeRecord): Promise<void> => {
    underWay.add(record.id);
    const answer = await deliver(record);
    underWay.delete(record.id);
    if (closed) return;
    const tries = record.tries + 1;
    const pause = BACK_OFF_MS[tries - 1];
    const again = !answer.sent && !answer.isFinal && pause !== undefined && tries < TRIES;
    put({ ...record, tries, detail: answer.detail, utcMs: utcMs(Math.floor(nowUtcMs())), state: answer.sent ? 'sent' : again ? 'waiting' : 'failed', notBeforeUtcMs: again ? nowUtcMs() + pause * scale : record.notBeforeUtcMs });
    await store.save();
    desk.detailChanged(record.alarm);
    pump();
  };
  const pump = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (closed) return;
    const now = nowUtcMs();
    let nextMs = LOOK_AGAIN_MS;
    for (const record of waiting.values()) {
      if (underWay.has(record.id)) continue;
      if (record.notBeforeUtcMs > now) nextMs = Math.min(nextMs, record.notBeforeUtcMs - now);
      else if (underWay.size < AT_ONCE) void send(record);
    }
    timer = setTimeout(pump, Math.max(10, nextMs));
    timer.unref();
  };

  return {
    tell: ({ alarm, step, level, cause, channels: by, to }) => {
      for (const { contact, inPlaceOf, waitUntilUtcMs } of to) {
        for (const channel of by) {
          const id = noticeId(hashOf(`${alarm.id} ${step} ${contact.id} ${channel}`).slice(0, 24));
          if (state.notices.get(alarm.id)?.some((known) => known.id === id) === true) continue;
          causes.set(id, cause);
          // Who is disturbed by nothing is not disturbed by a line on their own screen.
          const notBeforeUtcMs = channel === 'console' ? 0 : (waitUntilUtcMs ?? 0);
          put({ id, alarm: alarmId(alarm.id), level, contactName: contact.name, inPlaceOf, channel, utcMs: utcMs(Math.floor(nowUtcMs())), state: 'waiting', detail: notBeforeUtcMs > 0 ? 'quiet-hours' : '', tries: 0, contactId: contact.id, notBeforeUtcMs });
        }
      }
    },
    pump,
    of: (alarm) => (state.notices.get(alarm) ?? []).map(({ contactId: _contact, notBeforeUtcMs: _notBefore, ...notice }) => notice),
    close: () => {
      closed = true;
      if (timer !== null) clearTimeout(timer);
    },
  };
}
