import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Camera, Person } from '../../../../demo/server/api-types.ts';
import { createMasks } from '../../../../demo/server/masks.ts';
import type { Caller } from '../../../../demo/server/sessions.ts';
import { aStore } from './fakes.ts';

const REASON = 'Truy tìm theo tin báo';
const clock = { nowUtcMs: () => Date.now() };
const camera: Camera = { id: 'c1', number: 1, name: 'Phố', kind: 'fixed', unitId: 'u', streams: [], masks: [{ id: 'm', corners: [{ x: 0, y: 0 }, { x: 1, y: 0 }, { x: 1, y: 1 }] }] };
const aCaller = (role: Person['role'], rights: Person['rights'] = ['mask.lift']): Caller => ({ subjectId: role, familyId: 'f', accessExpiresUtcMs: 0, person: { id: role, username: role, name: role, role, rights } });

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('a lift ends by itself when its minutes are over, also after a restart, and is recorded', async () => {
  const store = aStore();
  const before = createMasks(store, clock, () => undefined);
  await before.lift(aCaller('operator'), camera, { minutes: 2, reason: REASON });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(before.record()).toMatchObject([{ cameraId: 'c1', reason: REASON, ended: null }]);
  before.destroy();
  const lines: string[] = [];
  const after = createMasks(store, clock, (line) => lines.push(line));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(after.record()).toMatchObject([{ ended: { how: 'expired' } }]);
  expect(lines).toHaveLength(1);
  after.destroy();
});

test.each([
  ['a camera without masks', { ...camera, masks: [] }, aCaller('supervisor'), 'mask/refused'],
  ['a home, for an operator', { ...camera, purpose: 'residential' }, aCaller('operator'), 'mask/refused'],
  ['a school, for an investigator', { ...camera, purpose: 'school' }, aCaller('investigator'), 'mask/refused'],
  ['somebody without the right', camera, aCaller('supervisor', []), 'app/not-allowed'],
] as const)('%s: no', async (_name, asked, caller, code) => {
  const masks = createMasks(aStore(), clock, () => undefined);
  expect(await masks.lift(caller, asked, { minutes: 1, reason: REASON })).toMatchObject({ ok: false, error: { code } });
  masks.destroy();
});
