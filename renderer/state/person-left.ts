import type { Person } from '@contract/domain/person.ts';
import type { Unsubscribe } from '@contract/ipc/bridge.ts';
import type { Replica } from '@contract/state/patch.ts';
import type { SessionRecord } from '@contract/state/slices.ts';
import type { ReplicaStores } from './replica-store.ts';
import { selectPerson, selectSession } from './selectors/records.ts';

/** Who sits at the desk; null also while only the wall goes on with the session. */
const personAtDesk = (session: Replica<SessionRecord>): Person | null => (selectSession(session)?.wallOnly === true ? null : selectPerson(session));

/** Calls `run` when the person at the desk has gone, whoever ended it, or another one took over at once. */
export const onPersonLeft = ({ session }: Pick<ReplicaStores, 'session'>, run: () => void): Unsubscribe =>
  session.subscribe((now, before) => {
    const person = personAtDesk(before);
    if (person !== null && personAtDesk(now)?.id !== person.id) run();
  });
