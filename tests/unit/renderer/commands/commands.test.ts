import { describe, expect, it } from 'vitest';
import type { Bridge } from '@contract/ipc/bridge.ts';
import { err, ok } from '@contract/domain/result.ts';
import type { SavedSearch } from '@contract/domain/camera-group.ts';
import { cameraId, DESK_SURFACE, layoutId, monitorKey, searchId, utcMs } from '@contract/domain/units.ts';
import { READY } from '@contract/domain/arrangement.ts';
import { emptySurface, type Surface } from '@contract/domain/wall.ts';
import { createCommands } from '../../../../renderer/commands/commands.ts';
import { createServerClock } from '../../../../renderer/lib/server-clock.ts';
import { createCameraBook } from '../../../../renderer/state/camera-book.ts';
import { createReplicaStores, takeMessage } from '../../../../renderer/state/replica-store.ts';
import { createViewStore } from '../../../../renderer/state/view-store.ts';
import { cameraWith } from '../../../builders/cameras.ts';

type Call = readonly [name: string, input: unknown];

/** A desk whose main process answers `answer` to everything and remembers what it was asked. */
function desk(surface: Surface, answer: () => Promise<unknown> = async () => ok(null)) {
  const calls: Call[] = [];
  const requests = new Proxy({}, { get: (_target, name) => (input: unknown) => { calls.push([String(name), input]); return answer(); } }) as Bridge['requests'];
  const replica = createReplicaStores();
  const book = createCameraBook(replica, null, () => () => undefined);
  const view = createViewStore();
  takeMessage(replica, { kind: 'snapshot', slice: 'surfaces', revision: 1, records: [surface] });
  const clock = createServerClock({ monoMs: () => 0, utcMs: () => 0 });
  return { calls, replica, view, commands: createCommands(requests, { replica, view, book, clock }) };
}

/** All answers that were ready have been taken. */
const settled = () => new Promise<void>((resolve) => { setImmediate(resolve); });

const one = cameraWith(101);
const SAVED: SavedSearch = { id: searchId('s1'), name: 'Cổng', query: { text: 'cổng', filter: {}, order: 'best' }, shared: false, ownerId: 'p1', etag: '1', updatedUtcMs: utcMs(0), sync: 'stored' };
const empty = emptySurface(DESK_SURFACE, READY['4']);

describe('opening a camera at the desk', () => {
  it('prefers the selected tile and selects the one that main chose', async () => {
    const { calls, view, commands } = desk(empty, async () => ok({ tile: 3 }));
    view.actions.selectTile(2);
    commands.openCamera(one.id);
    expect(calls).toEqual([['surface.openCamera', { surface: 'desk', camera: one.id, preferred: 2 }]]);
    await settled();
    expect(view.store.getState().selectedTile).toBe(3);
  });

  it('tells when main refuses', async () => {
    const { view, commands } = desk(empty, async () => err('camera/unknown'));
    commands.openCamera(one.id);
    await settled();
    expect(view.store.getState().failures).toMatchObject([{ error: { code: 'camera/unknown' } }]);
  });
});

describe('requests of the desk', () => {
  it('sends what the desk shows to a monitor', () => {
    const { calls, commands } = desk(empty);
    commands.sendDesk(monitorKey('m1'));
    expect(calls).toEqual([['surface.sendToMonitor', { from: 'desk', to: 'monitor:m1' }]]);
  });

  it('shows a refusal instead of losing it', async () => {
    const { view, commands } = desk(empty, async () => err('app/not-allowed'));
    commands.removeLayout(layoutId('l1'));
    await settled();
    expect(view.store.getState().failures).toMatchObject([{ error: { code: 'app/not-allowed' } }]);
  });

  it('leaves a refused sign-in to the form, not to the strip', async () => {
    const { view, commands } = desk(empty, async () => err('session/credentials-wrong', { attemptsLeft: 2 }));
    await expect(commands.signIn({ username: 'a', password: 'b' })).resolves.toMatchObject({ ok: false, error: { attemptsLeft: 2 } });
    expect(view.store.getState().failures).toEqual([]);
  });

  it('forgets what the last person typed when signing out', () => {
    const { view, commands } = desk(empty);
    view.actions.search('hồ tây');
    commands.signOut();
    expect(view.store.getState().query.text).toBe('');
  });
});

describe('cameras opened together', () => {
  const many = Array.from({ length: 70 }, (_, index) => cameraId(`c${String(index)}`));

  it('are as many as tiles can be, and what is left is said', async () => {
    const { calls, view, commands } = desk(empty, async () => ok({ shown: 60 }));
    await commands.openManyOn(DESK_SURFACE, many, 200);
    expect(calls).toEqual([['surface.openMany', { surface: 'desk', cameras: many.slice(0, 64) }]]);
    expect(view.store.getState().told).toEqual({ kind: 'opened-many', shown: 60, left: 140 });
  });

  it('are told to the caller by how many are shown now; by null when main refused', async () => {
    await expect(desk(empty, async () => ok({ shown: 9 })).commands.openManyOn(DESK_SURFACE, many)).resolves.toBe(9);
    const { view, commands } = desk(empty, async () => err('app/not-allowed'));
    await expect(commands.openManyOn(DESK_SURFACE, many)).resolves.toBeNull();
    expect(view.store.getState().failures).toMatchObject([{ error: { code: 'app/not-allowed' } }]);
  });

  it('of a saved search are those it finds now; that it finds none, or cannot be asked, is said', async () => {
    const { replica, calls, view, commands } = desk(empty, async () => ok({ ids: many.slice(0, 2), first: [], total: 0, near: 0, shown: 2 }));
    takeMessage(replica, { kind: 'snapshot', slice: 'searches', revision: 1, records: [SAVED] });
    await commands.openSearchOn(DESK_SURFACE, SAVED.id);
    expect(calls).toEqual([['directory.search', { query: SAVED.query }], ['surface.openMany', { surface: 'desk', cameras: many.slice(0, 2) }]]);

    const none = desk(empty, async () => ok({ ids: [], first: [], total: 0, near: 0 }));
    takeMessage(none.replica, { kind: 'snapshot', slice: 'searches', revision: 1, records: [SAVED] });
    await none.commands.openSearchOn(DESK_SURFACE, SAVED.id);
    expect([none.calls.length, none.view.store.getState().told]).toEqual([1, { kind: 'opened-many', shown: 0, left: 0 }]);

    const away = desk(empty, async () => err('directory/unavailable'));
    takeMessage(away.replica, { kind: 'snapshot', slice: 'searches', revision: 1, records: [SAVED] });
    await away.commands.openSearchOn(DESK_SURFACE, SAVED.id);
    expect(away.view.store.getState().failures).toMatchObject([{ error: { code: 'directory/unavailable' } }]);
    expect(view.store.getState().failures).toEqual([]);
  });

  it('are not asked for when there are none', async () => {
    const { calls, commands } = desk(empty);
    await expect(commands.openManyOn(DESK_SURFACE, [])).resolves.toBeNull();
    expect(calls).toEqual([]);
  });
});

describe('what a tile of the desk answers', () => {
  it('is asked of the selected tile, and only of what stands there', () => {
    const { view, commands } = desk(empty);
    const asked: string[] = [];
    const release = commands.answerTileActs(2, (act) => {
      asked.push(act);
      return act === 'replay';
    });
    expect(commands.tileAct('replay')).toBe(false);
    view.actions.selectTile(2);
    expect(commands.tileAct('replay')).toBe(true);
    expect(commands.tileAct('sound')).toBe(false);
    release();
    expect(commands.tileAct('replay')).toBe(false);
    expect(asked).toEqual(['replay', 'sound']);
  });

  it('comes from the first of those standing in it that can', () => {
    const { commands } = desk(empty);
    commands.answerTileActs(0, (act) => act === 'clear');
    commands.answerTileActs(0, (act) => act === 'snapshot');
    expect(commands.tileAct('snapshot', 0)).toBe(true);
    expect(commands.tileAct('clear', 0)).toBe(true);
    expect(commands.tileAct('menu', 0)).toBe(false);
  });
});

describe('what was done is said', () => {
  it('when a camera is looked for on the wall', async () => {
    const { view, commands } = desk(empty, async () => ok({ places: 2 }));
    commands.find(one.id);
    await settled();
    expect(view.store.getState().told).toEqual({ kind: 'found', places: 2 });
  });

  it('when layouts were written to a file, but not when the operator chose none', async () => {
    const written = desk(empty, async () => ok({ saved: true, file: 'bo-cuc.json' }));
    written.commands.exportLayouts([layoutId('l1')]);
    const left = desk(empty, async () => ok({ saved: false, file: null }));
    left.commands.exportLayouts([layoutId('l1')]);
    await settled();
    expect(written.view.store.getState().told).toEqual({ kind: 'exported', file: 'bo-cuc.json' });
    expect(left.view.store.getState().told).toBeNull();
  });

  it('and a refusal is shown in its place', async () => {
    const { view, commands } = desk(empty, async () => err('wall/nothing-to-undo'));
    commands.undoWall();
    await settled();
    expect(view.store.getState().failures).toMatchObject([{ error: { code: 'wall/nothing-to-undo' } }]);
  });
});
