import type { StateMessage, WithId } from '@contract/state/patch.ts';
import { ONLY, type SessionRecord, type WindowKind } from '@contract/state/slices.ts';

const isSession = (record: WithId): record is SessionRecord => record.id === ONLY && 'session' in record;

/** What a wall needs of the session: whether somebody is there. Never a name being typed, nor the secret of an enrolment. */
function sessionForWall(record: SessionRecord): SessionRecord {
  const { session } = record;
  return session.kind === 'second-factor' ? { ...record, session: { kind: 'signed-out' } } : record;
}

/** A state message as a kind of window may see it: what others see from afar holds nothing of a sign-in (least exposure). */
export function viewFor(kind: WindowKind, message: StateMessage): StateMessage {
  if (kind === 'desk' || message.slice !== 'session') return message;
  const view = (record: WithId): WithId => (isSession(record) ? sessionForWall(record) : record);
  return message.kind === 'snapshot' ? { ...message, records: message.records.map(view) } : { ...message, put: message.put.map(view) };
}
