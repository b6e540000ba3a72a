import { describe, expect, it } from 'vitest';
import { utcMs } from '@contract/domain/units.ts';
import { ONLY, type SessionRecord } from '@contract/state/slices.ts';
import { onPersonLeft } from '../../../../renderer/state/person-left.ts';
import { createReplicaStores, takeMessage } from '../../../../renderer/state/replica-store.ts';
import { createViewStore } from '../../../../renderer/state/view-store.ts';
import { personWith } from '../../../builders/people.ts';

const signedIn = (id: string, wallOnly = false): SessionRecord => ({ id: ONLY, session: { kind: 'signed-in', person: personWith({ id }), sinceUtcMs: utcMs(0) }, vault: 'available', wallOnly });
const nobody: SessionRecord = { ...signedIn('a'), session: { kind: 'signed-out' } };

/** A desk where `a` is on duty and has searched. */
function desk() {
  const replica = createReplicaStores();
  const view = createViewStore();
  const tell = (record: SessionRecord) => takeMessage(replica, { kind: 'snapshot', slice: 'session', revision: 1, records: [record] });
  const release = onPersonLeft(replica, view.actions.reset);
  tell(signedIn('a'));
  view.actions.search('hồ tây');
  return { tell, release, text: () => view.store.getState().query.text };
}

describe('what the person on duty typed', () => {
  it('is forgotten when main ends the session', () => {
    const { tell, text } = desk();
    tell(nobody);
    expect(text()).toBe('');
  });

  it('is forgotten when another person takes over at once', () => {
    const { tell, text } = desk();
    tell(signedIn('b'));
    expect(text()).toBe('');
  });

  it('is forgotten when only the wall goes on with the session', () => {
    const { tell, text } = desk();
    tell(signedIn('a', true));
    expect(text()).toBe('');
  });

  it('stays while the same person is on duty, offline too', () => {
    const { tell, text } = desk();
    tell({ ...signedIn('a'), session: { kind: 'offline', person: personWith({ id: 'a' }), sinceUtcMs: utcMs(0) } });
    expect(text()).toBe('hồ tây');
  });

  it('is nobody\'s business any more after release', () => {
    const { tell, text, release } = desk();
    release();
    tell(nobody);
    expect(text()).toBe('hồ tây');
  });
});
