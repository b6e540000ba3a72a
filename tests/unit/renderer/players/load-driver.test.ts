// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import type { Importance } from '../../../../contract/domain/stream.ts';
import { cameraId, DESK_SURFACE } from '../../../../contract/domain/units.ts';
import { LoadDriver } from '../../../../renderer/players/load-driver.ts';
import { TileSessionPool } from '../../../../renderer/players/tile-session-pool.ts';
import { openStatus } from '../../../builders/fake-player.ts';
import { PlayersScene } from '../../../builders/players-scene.ts';

describe('the load of a window', () => {
  let scene: PlayersScene;
  let pool: TileSessionPool;
  let driver: LoadDriver;
  /** Draws the page; null: it is drawn as soon as asked for. */
  let drawings: (() => void)[] | null;

  /** Each tile gets 15 pictures a second, and draws so many of them. */
  const run = async (seconds: number, drawn: number, more: { readonly gaps?: number } = {}): Promise<void> => {
    for (let second = 0; second < seconds; second += 1) {
      for (const player of scene.players) {
        const { received, presented, gaps } = player.counts;
        player.counts = { ...player.counts, received: received + 15, presented: presented + drawn, gaps: gaps + (more.gaps ?? 0) };
        scene.draw(player);
      }
      await scene.pass(1_000);
    }
  };
  const levels = (): readonly string[] => pool.sessions().map((session) => session.info().level);

  const open = async (importances: readonly Importance[]): Promise<void> => {
    for (const [tile, importance] of importances.entries()) {
      const { session } = pool.acquire({ surface: DESK_SURFACE, camera: cameraId(`c${String(tile)}`), tile, wants: { masks: [], importance } });
      session.mount(document.createElement('div'), null);
    }
    await scene.settle();
    for (const player of scene.players) player.status(openStatus());
    await run(4, 15);
  };

  beforeEach(() => {
    scene = new PlayersScene();
    pool = new TileSessionPool(scene.window);
    drawings = null;
    driver = new LoadDriver({
      held: () => pool.held(),
      clock: scene.clock,
      ticker: scene.ticker,
      tickMs: 250,
      beforeDrawing: (run) => {
        if (drawings === null) run();
        else drawings.push(run);
        return () => undefined;
      },
    });
  });

  it('lowers the least important tiles when pictures are lost, tells how many and why, and raises them again', async () => {
    await open(['wall', 'rest', 'alarm', 'wall']);
    expect(driver.getSnapshot()).toEqual({ tiles: 4, byLevel: { full: 4, half: 0, third: 0, 'key-frames': 0, stills: 0 }, byMachine: 0, byLink: 0 });
    let told = 0;
    driver.subscribe(() => {
      told += 1;
    });
    await run(4, 11);
    expect(levels()).toEqual(['full', 'half', 'full', 'full']);
    expect(driver.getSnapshot()).toMatchObject({ byMachine: 1, byLevel: { full: 3, half: 1 } });
    expect(told).toBe(1);
    await run(40, 15);
    expect(levels()).toEqual(['full', 'full', 'full', 'full']);
  });

  it('counts a thinned tile by what it was meant to draw', async () => {
    await open(['wall']);
    await run(4, 8);
    expect(levels()).toEqual(['half']);
    await run(8, 8);
    expect(levels()).toEqual(['half']);
  });

  it('does not take pictures that were on their way at one count for lost ones', async () => {
    await open(['wall', 'wall']);
    for (let pair = 0; pair < 6; pair += 1) {
      await run(1, 10);
      await run(1, 20);
    }
    expect(levels()).toEqual(['full', 'full']);
  });

  it('is not misled by a network that loses pictures', async () => {
    await open(['wall', 'wall']);
    await run(10, 2, { gaps: 1 });
    expect(levels()).toEqual(['full', 'full']);
  });

  it('is not misled by tiles that nobody sees or that only begin', async () => {
    await open(['wall', 'wall']);
    for (const session of pool.sessions()) session.setVisible(false);
    await run(10, 0);
    for (const session of pool.sessions()) session.setVisible(true);
    await scene.settle();
    for (const player of scene.players) player.status(openStatus());
    await run(2, 0);
    expect(levels()).toEqual(['full', 'full']);
  });

  it('lowers tiles when the page itself is kept waiting', async () => {
    await open(['wall', 'wall']);
    for (let second = 0; second < 4; second += 1) {
      scene.hang(400);
      await run(1, 15);
    }
    expect(levels()).toContain('half');
  });

  it('lowers tiles when the page is drawn too late for a key to be answered', async () => {
    await open(['wall', 'wall']);
    const waiting: (() => void)[] = [];
    drawings = waiting;
    for (let second = 0; second < 4; second += 1) {
      await run(1, 15);
      for (const draw of waiting.splice(0)) draw();
    }
    expect(levels()).toContain('half');
  });

  it('says nothing of the load of a page that is not drawn at all', async () => {
    await open(['wall', 'wall', 'wall', 'wall']);
    drawings = [];
    await run(60, 15);
    expect(driver.getSnapshot()).toMatchObject({ tiles: 4, byMachine: 0 });
  });

  it('does not lower half a wall for one stutter', async () => {
    await open(['wall', 'wall', 'wall', 'wall']);
    const waiting: (() => void)[] = [];
    drawings = waiting;
    await run(1, 2);
    for (const draw of waiting.splice(0)) draw();
    drawings = null;
    await run(20, 15);
    expect(driver.getSnapshot().byMachine).toBe(0);
  });

  it('does not judge a scene by the work of opening it', async () => {
    await open(['wall', 'wall', 'wall', 'wall']);
    await run(2, 9);
    expect(driver.getSnapshot().byMachine).toBe(0);
    for (const tile of [4, 5, 6, 7]) {
      const { session } = pool.acquire({ surface: DESK_SURFACE, camera: cameraId(`n${String(tile)}`), tile, wants: { masks: [], importance: 'wall' } });
      session.mount(document.createElement('div'), null);
    }
    await scene.settle();
    for (const player of scene.players.slice(4)) player.status(openStatus());
    await run(4, 5);
    expect(driver.getSnapshot().byMachine).toBe(0);
  });

  it('does not take a PC that slept for a slow one', async () => {
    await open(['wall', 'wall']);
    scene.hang(3_600_000);
    await run(3, 15);
    expect(levels()).toEqual(['full', 'full']);
  });

  it('counts the tiles that the link lowered', async () => {
    await open(['wall', 'wall']);
    scene.players[0]?.status(openStatus({ lowered: 'link', pace: 'key-frames' }));
    await run(1, 15);
    expect(driver.getSnapshot()).toMatchObject({ tiles: 2, byLink: 1, byMachine: 0 });
  });
});
