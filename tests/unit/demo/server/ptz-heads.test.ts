import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Camera } from '../../../../demo/server/api-types.ts';
import { createHeads, type Heads } from '../../../../demo/server/ptz-heads.ts';
import type { SavedPlace } from '../../../../demo/ptz/head.ts';
import type { PtzHead } from '../../../../demo/ptz/wire.ts';
import { ABILITIES, aSteerer } from '../ptz/places.ts';

const clock = { nowUtcMs: () => Date.now() };
const aCamera = (id: string, more: Partial<Camera> = {}): Camera => ({ id, number: 1, name: id, kind: 'ptz', unitId: 'u', streams: [], ptz: ABILITIES, ...more });
const CAMERAS = new Map([aCamera('c1'), aCamera('c2'), aCamera('dead')].map((camera) => [camera.id, camera]));
const AN = aSteerer('an');
const RIGHT = { pan: 1, tilt: 0, zoom: 0 };
const STILL = { pan: 0, tilt: 0, zoom: 0 };

let heads: Heads;
const saved = new Map<string, readonly SavedPlace[]>();
beforeEach(() => {
  vi.useFakeTimers();
  heads = createHeads({ cameraOf: (id) => CAMERAS.get(id) ?? null, clock, places: { of: (id) => saved.get(id) ?? null, save: (id, presets) => void saved.set(id, presets) }, isReachable: (id) => id !== 'dead' });
});
afterEach(() => {
  heads.destroy();
  vi.useRealTimers();
});

function listen(connection: string, sees: (id: string) => boolean = () => true): { readonly told: PtzHead[]; readonly leave: () => void } {
  const told: PtzHead[] = [];
  return { told, leave: heads.join({ connection, sees, onChanged: (items) => told.push(...items), onTaken: () => undefined, onAsked: () => undefined }) };
}

test('a moving head is told of at most eight times a second, and at once when it starts, stops or changes hands', () => {
  const { told } = listen('watcher');
  listen(AN.connection);
  heads.claim(AN, 'c1');
  expect(told).toHaveLength(1);
  heads.move(AN, 'c1', RIGHT, 1);
  expect(told.at(-1)?.moving).toBe(true);
  const begun = told.length;
  for (let renewed = 0; renewed < 20; renewed += 1) {
    vi.advanceTimersByTime(100);
    heads.move(AN, 'c1', RIGHT, 2 + renewed);
  }
  expect(told.length - begun).toBeLessThanOrEqual(16);
  expect(told.length - begun).toBeGreaterThanOrEqual(10);
  heads.move(AN, 'c1', STILL, 99);
  vi.advanceTimersByTime(200);
  expect(told.at(-1)).toMatchObject({ moving: false, holder: { personId: 'an' } });
  const stood = told.length;
  vi.advanceTimersByTime(5000);
  expect(told).toHaveLength(stood);
});

test('nobody is told of a camera they may not see, and nothing is done for one that does not answer', () => {
  const { told } = listen('watcher', (id) => id === 'c2');
  heads.claim(AN, 'c1');
  heads.claim(AN, 'c2');
  expect(told.map(({ cameraId }) => cameraId)).toEqual(['c2']);
  expect(heads.claim(AN, 'dead')).toEqual({ code: 'ptz/unreachable' });
  expect(heads.claim(AN, 'no-such')).toEqual({ code: 'ptz/not-offered' });
});

test('an idle hand is let go after a minute by itself, and no timer is left', () => {
  const { told } = listen('watcher');
  heads.claim(AN, 'c1');
  vi.advanceTimersByTime(59_000);
  expect(heads.active()).toHaveLength(1);
  vi.advanceTimersByTime(2000);
  expect(told.at(-1)?.holder).toBeNull();
  expect(heads.active()).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});

test('everything is on record: acts, refusals, and what happens by itself', () => {
  const { leave } = listen(AN.connection);
  heads.claim(AN, 'c1');
  heads.claim(aSteerer('binh'), 'c1');
  heads.move(AN, 'c1', RIGHT, 7);
  vi.advanceTimersByTime(1000);
  heads.act(AN, 'c1', { kind: 'preset-save', preset: 9, name: 'Cổng' });
  leave();
  expect(heads.record.after(0).map(({ what, code, personId }) => `${what} ${personId ?? ''} ${code ?? ''}`.trim())).toEqual(['claim an', 'claim binh ptz/held', 'move an', 'dead-man an', 'preset-save an', 'gone an']);
  expect(heads.record.after(0).map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(heads.record.after(0)[2]).toMatchObject({ detail: { pan: 1, request: 7 }, level: 40, connection: 'an-pc' });
  expect(heads.record.after(4)).toHaveLength(2);
  expect(saved.get('c1')?.at(-1)).toMatchObject({ number: 9, name: 'Cổng' });
});
