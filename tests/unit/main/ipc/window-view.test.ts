import { describe, expect, it } from 'vitest';
import { utcMs } from '@contract/domain/units.ts';
import type { StateMessage } from '@contract/state/patch.ts';
import { ONLY, type SessionRecord } from '@contract/state/slices.ts';
import { viewFor } from '../../../../main/ipc/window-view.ts';

const enrolling: SessionRecord = {
  id: ONLY,
  vault: 'available',
  wallOnly: false,
  session: { kind: 'second-factor', username: 'truc.an', expiresUtcMs: utcMs(1), enrolment: { secret: 'JBSWY3DPEHPK3PXP', otpauthUri: 'otpauth://totp/x?secret=JBSWY3DPEHPK3PXP' } },
};
const snapshot: StateMessage = { kind: 'snapshot', slice: 'session', revision: 3, records: [enrolling] };
const patch: StateMessage = { kind: 'patch', slice: 'session', base: 2, revision: 3, put: [enrolling], remove: [] };

describe('what a wall window is told of a sign-in', () => {
  it.each([snapshot, patch])('holds neither the name nor the secret of an enrolment ($kind)', (message) => {
    const told = JSON.stringify(viewFor('wall', message));
    expect(told).not.toContain('truc.an');
    expect(told).not.toContain('JBSWY3DPEHPK3PXP');
    expect(told).toContain('signed-out');
  });

  it('keeps the revisions, so that the replica goes on', () => {
    expect(viewFor('wall', patch)).toMatchObject({ base: 2, revision: 3 });
  });

  it('leaves the desk everything it needs to show the code', () => {
    expect(viewFor('desk', snapshot)).toBe(snapshot);
  });
});
