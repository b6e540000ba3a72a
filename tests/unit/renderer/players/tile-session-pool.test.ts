// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { cameraId, DESK_SURFACE, monitorKey, monitorSurface } from '../../../../contract/domain/units.ts';
import { LINGER_MS, TileSessionPool } from '../../../../renderer/players/tile-session-pool.ts';
import { PlayersScene } from '../../../builders/players-scene.ts';

const target = { surface: DESK_SURFACE, camera: cameraId('c1'), profile: 'sub' } as const;

describe('the sessions of a window', () => {
  let scene: PlayersScene;
  let pool: TileSessionPool;
  beforeEach(() => {
    scene = new PlayersScene();
    pool = new TileSessionPool(scene.shared);
  });

  it('follow a camera to another tile without a new connection', async () => {
    const first = pool.acquire(target);
    await scene.settle();
    first.release();
    first.release();
    await scene.pass(LINGER_MS / 2);
    const second = pool.acquire(target);
    await scene.pass(LINGER_MS * 4);
    expect(second.session).toBe(first.session);
    expect(scene.opened).toHaveLength(1);
    expect(scene.openStreams).toBe(1);
  });

  it('end a while after nobody shows them', async () => {
    const lease = pool.acquire(target);
    await scene.settle();
    lease.release();
    await scene.pass(LINGER_MS + 250);
    expect(pool.sessions()).toEqual([]);
    expect(scene.openStreams).toBe(0);
    expect(pool.acquire(target).session).not.toBe(lease.session);
  });

  it('are one for each tile and surface', () => {
    const leases = [pool.acquire(target), pool.acquire(target), pool.acquire({ ...target, surface: monitorSurface(monitorKey('m')) })];
    expect(new Set(leases.map(({ session }) => session)).size).toBe(3);
  });

  it('take the profile of the tile that shows them now', async () => {
    pool.acquire(target).release();
    await scene.settle();
    pool.acquire({ ...target, profile: 'main' });
    await scene.settle();
    expect(scene.opened).toEqual(['c1 sub', 'c1 main']);
  });

  it('are hidden together, those that come later too', () => {
    pool.acquire(target);
    pool.setVisible(false);
    pool.acquire({ ...target, camera: cameraId('c2') });
    expect(scene.players.map(({ visible }) => visible)).toEqual([false, false]);
    pool.setVisible(true);
    expect(scene.players.map(({ visible }) => visible)).toEqual([true, true]);
  });

  it('all end with the pool', async () => {
    pool.acquire(target);
    pool.acquire({ ...target, camera: cameraId('c2') });
    await scene.settle();
    pool.destroy();
    pool.destroy();
    expect(scene.openStreams).toBe(0);
    expect(scene.players.map(({ destroyed }) => destroyed)).toEqual([1, 1]);
  });
});
