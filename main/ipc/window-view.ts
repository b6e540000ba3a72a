import type { Person } from '@contract/domain/person.ts';
import type { SessionState } from '@contract/domain/session.ts';
import { monitorSurface } from '@contract/domain/units.ts';
import type { Surface } from '@contract/domain/wall.ts';
import type { StateMessage, WithId } from '@contract/state/patch.ts';
import { ONLY, type SessionRecord } from '@contract/state/slices.ts';
import type { KnownWindow } from './sender.ts';

const isSession = (record: WithId): record is SessionRecord => record.id === ONLY && 'session' in record;
const isSurface = (record: WithId): record is Surface => 'arrangement' in record && 'contents' in record && 'tour' in record;

/** Whether it is still the same person, and nothing else of them. */
const personForWall = ({ id }: Person): Person => ({ id, username: '', name: '', role: 'wall-device', rights: [] });

/** What a wall needs of the session: whether somebody is there. Never a name, nor the secret of an enrolment. */
function sessionForWall(session: SessionState): SessionState {
  if (session.kind === 'second-factor') return { kind: 'signed-out' };
  return session.kind === 'signed-in' || session.kind === 'offline' ? { ...session, person: personForWall(session.person) } : session;
}

const recordForWall = (record: WithId): SessionRecord | Surface | WithId => {
  if (isSession(record)) return { ...record, session: sessionForWall(record.session) };
  // A wall shows what its tiles hold; what their layout is called, and which comes next, is the business of who saved it.
  return isSurface(record) ? { ...record, layoutId: null, layoutName: '', tour: null } : record;
};

/**
 * A state message as a window may see it: what others see from afar holds nothing of a sign-in and nothing of what another monitor
 * or the desk shows (least exposure). What is left out leaves the revisions as they are, so that the replica goes on.
 */
export function viewFor(window: Pick<KnownWindow, 'kind' | 'monitor'>, message: StateMessage): StateMessage {
  if (window.kind === 'desk' || (message.slice !== 'session' && message.slice !== 'surfaces')) return message;
  const own = window.monitor === null ? null : monitorSurface(window.monitor);
  const isFor = (id: string): boolean => message.slice === 'session' || id === own;
  const view = (records: readonly WithId[]): readonly WithId[] => records.filter(({ id }) => isFor(id)).map(recordForWall);
  return message.kind === 'snapshot' ? { ...message, records: view(message.records) } : { ...message, put: view(message.put), remove: message.remove.filter(isFor) };
}
