import { describe, expect, it } from 'vitest';
import { cameraId, DESK_SURFACE, layoutId, monitorKey, monitorSurface, utcMs } from '@contract/domain/units.ts';
import { emptySurface, withCamera, type Surface } from '@contract/domain/wall.ts';
import { emptyReplica, receive, type Replica, type StateMessage } from '@contract/state/patch.ts';
import { ONLY, type SessionRecord, type SettingsRecord } from '@contract/state/slices.ts';
import type { KnownWindow } from '../../../../main/ipc/sender.ts';
import { needsOf, viewFor as viewWith, watchWallNeeds, type WallNeeds } from '../../../../main/ipc/window-view.ts';
import { createSliceStore } from '../../../../main/state/slice-store.ts';
import { personWith } from '../../../builders/people.ts';
import { cameraTiles, tileWords } from '../../../builders/tiles.ts';

const NOTHING: WallNeeds = { alarms: false, webOrigins: [] };
const viewFor = (window: KnownWindow, message: StateMessage, needs: WallNeeds = NOTHING): StateMessage => viewWith(window, message, needs);

const left = monitorKey('d1');
const right = monitorKey('d2');
const DESK: KnownWindow = { id: 1, kind: 'desk', monitor: null };
const WALL: KnownWindow = { id: 2, kind: 'wall', monitor: left };

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
    const told = JSON.stringify(viewFor(WALL, message));
    expect(told).not.toContain('truc.an');
    expect(told).not.toContain('JBSWY3DPEHPK3PXP');
    expect(told).toContain('signed-out');
  });

  it('keeps the revisions, so that the replica goes on', () => {
    expect(viewFor(WALL, patch)).toMatchObject({ base: 2, revision: 3 });
  });

  it.each(['signed-in', 'offline'] as const)('holds that somebody is there (%s), and when it is somebody else, but not who or with which rights', (kind) => {
    const person = personWith({ id: 'p7', username: 'truc.an', name: 'Nguyễn Trúc An', role: 'leader', unitName: 'Công an quận' });
    const signedIn: SessionRecord = { ...enrolling, session: { kind, person, sinceUtcMs: utcMs(5) } };
    const view = viewFor(WALL, { kind: 'patch', slice: 'session', base: 2, revision: 3, put: [signedIn], remove: [] });
    expect(view).toMatchObject({ put: [{ session: { kind, person: { id: 'p7', rights: [] } } }] });
    expect(JSON.stringify(view)).not.toMatch(/truc\.an|Trúc An|leader|Công an|wall\.control/);
  });

  it('leaves the desk everything it needs to show the code', () => {
    expect(viewFor(DESK, snapshot)).toBe(snapshot);
  });
});

describe('what a wall window is told of the surfaces', () => {
  const own = { ...withCamera(emptySurface(monitorSurface(left)), 0, cameraId('c1')), layoutId: layoutId('l1'), layoutName: 'Của riêng tôi', tour: { name: 'Tua đêm', steps: [{ layout: layoutId('l1'), dwellS: 5 }, { layout: layoutId('l7'), dwellS: 5 }], run: { kind: 'paused' as const, step: 0 } } };
  const moved = { ...own, contents: cameraTiles(null, 'c1', null, null) };
  const other = { ...withCamera(emptySurface(monitorSurface(right)), 0, cameraId('c2')), layoutName: 'Ca đêm' };
  const desk = { ...withCamera(emptySurface(DESK_SURFACE), 0, cameraId('c3')), layoutName: 'Theo dõi' };
  const messages: readonly StateMessage[] = [
    { kind: 'snapshot', slice: 'surfaces', revision: 1, records: [own, other, desk] },
    { kind: 'patch', slice: 'surfaces', base: 1, revision: 2, put: [other, desk], remove: [] },
    { kind: 'patch', slice: 'surfaces', base: 2, revision: 3, put: [moved], remove: [other.id] },
    { kind: 'patch', slice: 'surfaces', base: 3, revision: 4, put: [], remove: [own.id, desk.id] },
  ];
  const told = messages.map((message) => viewFor(WALL, message));

  it('is its own monitor and nothing of another or of the desk, nor what a layout is called', () => {
    expect(JSON.stringify(told)).not.toMatch(/d2|c2|c3|desk|Của riêng tôi|Ca đêm|Theo dõi|Tua đêm|l7/);
  });

  it('is each step of its own monitor, without a gap', () => {
    let replica: Replica = emptyReplica();
    const seen = told.map((message) => {
      const received = receive(replica, message);
      if (received.kind === 'advanced') replica = received.replica;
      return [received.kind, [...replica.records.values()].map((record) => tileWords((record as Surface).contents))];
    });
    expect(seen).toEqual([
      ['advanced', [['c1', null, null, null]]],
      ['advanced', [['c1', null, null, null]]],
      ['advanced', [[null, 'c1', null, null]]],
      ['advanced', []],
    ]);
  });

  it('is nothing for a window of no monitor', () => {
    expect(viewFor({ ...WALL, monitor: null }, messages[0] ?? snapshot)).toMatchObject({ records: [] });
  });

  it('is all of it for the desk', () => {
    for (const message of messages) expect(viewFor(DESK, message)).toBe(message);
  });
});

describe('what a wall window is told that only some of its tiles need', () => {
  const settings: SettingsRecord = { id: ONLY, language: 'vi', keys: { 'wall.undo': 'KeyZ' }, linkBudgetKbps: 4_000, webOrigins: ['https://thoitiet.example.vn', 'https://noibo.example.vn'], snapshotFolder: '/home/truc/anh' };
  const alarms: StateMessage = { kind: 'snapshot', slice: 'alarms', revision: 1, records: [{ id: 'a1' }] };
  const closed: StateMessage = { kind: 'patch', slice: 'alarms', base: 1, revision: 2, put: [{ id: 'a2' }], remove: ['a1'] };
  const own = emptySurface(monitorSurface(left));
  const withTile = (content: Surface['contents'][number]): Surface => ({ ...own, contents: [null, content, null, null] });

  it('is no alarm, unless it has a tile of alarms', () => {
    expect(viewFor(WALL, alarms)).toMatchObject({ records: [] });
    expect(viewFor(WALL, closed)).toMatchObject({ base: 1, revision: 2, put: [], remove: [] });
    const needs = needsOf(withTile({ kind: 'alarms' }));
    expect([viewFor(WALL, alarms, needs), viewFor(WALL, closed, needs)]).toEqual([alarms, closed]);
  });

  it('is the language and, of the pages that are allowed, the ones it shows', () => {
    const message: StateMessage = { kind: 'snapshot', slice: 'settings', revision: 1, records: [settings] };
    const bare = { id: ONLY, language: 'vi', keys: {}, linkBudgetKbps: null, webOrigins: [], snapshotFolder: '' };
    expect(viewFor(WALL, message)).toMatchObject({ records: [bare] });
    expect(viewFor(WALL, message, needsOf(withTile({ kind: 'web', url: 'https://thoitiet.example.vn/hom-nay' })))).toMatchObject({ records: [{ ...bare, webOrigins: ['https://thoitiet.example.vn'] }] });
    expect(viewFor(WALL, message, needsOf(withTile({ kind: 'web', url: 'https://la.example.vn/' })))).toMatchObject({ records: [bare] });
    expect(viewFor(DESK, message)).toBe(message);
  });

  it('is sent anew once its own tiles need it, and once they no longer do', () => {
    const surfaces = createSliceStore<Surface>();
    const sent: (readonly [number, readonly string[]])[] = [];
    const release = watchWallNeeds({ surfaces, windows: () => [DESK, WALL], sendAgain: ({ id }, slices) => sent.push([id, slices]) });
    surfaces.put(own);
    sent.length = 0;
    surfaces.put({ ...withTile({ kind: 'alarms' }), id: monitorSurface(right) });
    expect(sent).toEqual([]);
    surfaces.put(withTile({ kind: 'alarms' }));
    surfaces.put({ ...withTile({ kind: 'alarms' }), locked: true });
    expect(sent).toEqual([[WALL.id, ['settings', 'alarms']]]);
    surfaces.put(own);
    expect(sent).toHaveLength(2);
    release();
    surfaces.put(withTile({ kind: 'alarms' }));
    expect(sent).toHaveLength(2);
  });
});
