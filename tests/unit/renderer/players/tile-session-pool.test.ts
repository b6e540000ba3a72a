// @vitest-environment happy-dom
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { cameraId, DESK_SURFACE, monitorKey, monitorSurface } from '../../../../contract/domain/units.ts';
import { LINGER_MS, REST_AFTER_MS, TileSessionPool, type TileLease } from '../../../../renderer/players/tile-session-pool.ts';
import { openStatus } from '../../../builders/fake-player.ts';
import { PlayersScene } from '../../../builders/players-scene.ts';

const target = { surface: DESK_SURFACE, camera: cameraId('c1'), tile: 0, wants: { masks: [] } } as const;

describe('the sessions of a window', () => {
  let scene: PlayersScene;
  let pool: TileSessionPool;
  beforeEach(() => {
    scene = new PlayersScene();
    pool = new TileSessionPool(scene.window);
  });

  it('follow a camera to another tile without a new connection', async () => {
    const first = pool.acquire(target);
    await scene.settle();
    first.release();
    first.release();
    await scene.pass(LINGER_MS / 2);
    const second = pool.acquire({ ...target, tile: 3 });
    await scene.pass(LINGER_MS * 4);
    expect(second.session).toBe(first.session);
    expect(scene.opened).toHaveLength(1);
    expect(scene.openStreams).toBe(1);
    expect(pool.held().map(({ tile }) => tile)).toEqual([3]);
  });

  it('decode nothing soon after their tile is gone, and go on when another takes them', async () => {
    const lease = pool.acquire(target);
    await scene.settle();
    lease.release();
    expect(scene.players[0]?.visible).toBe(true);
    await scene.pass(REST_AFTER_MS);
    expect(scene.players[0]?.visible).toBe(false);
    expect(scene.openStreams).toBe(1);
    pool.acquire({ ...target, tile: 3 });
    expect(scene.players[0]?.visible).toBe(true);
  });

  it('are not disturbed by a tile that takes them over at once', async () => {
    const lease = pool.acquire(target);
    await scene.settle();
    lease.release();
    pool.acquire({ ...target, tile: 3 });
    await scene.pass(1_000);
    expect(scene.players[0]?.visible).toBe(true);
  });

  it('say live where they come back to only with a picture drawn there', async () => {
    const figure = document.createElement('figure');
    const lease = pool.acquire(target);
    const leave = lease.session.mount(document.createElement('div'), figure);
    await scene.settle();
    const player = scene.players[0] ?? expect.fail('no player');
    player.status(openStatus());
    scene.draw(player);
    // A tile that merely moves takes its word along.
    leave();
    lease.release();
    const moved = pool.acquire({ ...target, tile: 3 });
    const leaveAgain = moved.session.mount(document.createElement('div'), figure);
    expect([figure.dataset['state'], moved.session.getSnapshot().kind]).toEqual(['live', 'live']);
    leaveAgain();
    moved.release();
    await scene.pass(REST_AFTER_MS * 4);
    const { session } = pool.acquire(target);
    session.mount(document.createElement('div'), figure);
    expect([{ ...figure.dataset }, session.getSnapshot().kind]).toEqual([{ state: 'connecting' }, 'connecting']);
    scene.draw(player);
    expect(session.getSnapshot().kind).toBe('live');
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

  it('take what the tile that shows them now wants', async () => {
    pool.acquire(target).release();
    await scene.settle();
    pool.acquire({ ...target, wants: { masks: [], importance: 'alarm', size: { widthPx: 1_280, heightPx: 720 } } });
    await scene.pass(250);
    expect(scene.asked).toEqual(['c1']);
    expect(scene.demanded.flat().map(({ demand }) => [demand.importance, demand.widthPx])).toEqual([['alarm', 1_280]]);
  });

  it('give way to others while they linger', async () => {
    const lease = pool.acquire({ ...target, wants: { masks: [], importance: 'selected' } });
    await scene.settle();
    lease.release();
    await scene.pass(250);
    expect(scene.demanded.flat().map(({ demand }) => demand.importance)).toEqual(['rest']);
  });

  it('are hidden together, those that come later too, and cost nothing then', async () => {
    pool.acquire(target);
    await scene.settle();
    pool.setVisible(false);
    pool.acquire({ ...target, camera: cameraId('c2') });
    await scene.pass(1_000);
    expect([scene.players.map(({ visible }) => visible), scene.openStreams]).toEqual([[false, false], 0]);
    pool.setVisible(true);
    await scene.settle();
    expect([scene.players.map(({ visible }) => visible), scene.openStreams]).toEqual([[true, true], 2]);
  });

  it('open a large scene a few at a time, and the clicked tile before the others', async () => {
    scene.isSlow = true;
    for (let index = 0; index < 64; index += 1) pool.acquire({ ...target, camera: cameraId(`scene-${String(index)}`), tile: index });
    expect(scene.opened.length).toBeLessThanOrEqual(16);
    const before = scene.opened.length;
    pool.acquire({ ...target, camera: cameraId('clicked'), wants: { masks: [], importance: 'selected' } });
    expect(scene.asked.slice(before)).toEqual(['clicked']);
    for (let turn = 0; turn < 64; turn += 1) {
      await scene.answerOpens();
      for (const player of scene.players) if (player.playing !== null) player.status(openStatus());
    }
    expect([scene.opened.length, scene.openStreams]).toEqual([65, 65]);
  });

  it('do not notice that the person signed in again', async () => {
    const { session } = pool.acquire(target);
    await scene.settle();
    scene.draw(scene.players[0] ?? expect.fail('no player'));
    let changes = 0;
    session.subscribe(() => {
      changes += 1;
    });
    for (let time = 0; time < 10; time += 1) pool.retryAll();
    await scene.settle();
    expect([changes, scene.opened.length, scene.closed.length, scene.players[0]?.played]).toEqual([0, 1, 0, [1]]);
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

  it('leave no stream and no player behind, whatever happens in whatever order', async () => {
    const act = fc.oneof(
      fc.record({ kind: fc.constantFrom('acquire', 'release', 'hide', 'show', 'want', 'replay', 'end-replay', 'level'), which: fc.nat(5) }),
      fc.record({ kind: fc.constantFrom('hide-all', 'show-all', 'new-port', 'retry', 'slow', 'quick', 'fail', 'work', 'answer'), which: fc.constant(0) }),
      fc.record({ kind: fc.constantFrom('open', 'refused', 'closed', 'unreachable', 'reopen', 'draw'), which: fc.nat(12) }),
      fc.record({ kind: fc.constant('pass'), which: fc.integer({ min: 1, max: 40 }) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 60 }), async (acts) => {
        scene = new PlayersScene();
        pool = new TileSessionPool(scene.window);
        const leases: TileLease[] = [];
        for (const { kind, which } of acts) {
          const lease = leases[which % Math.max(1, leases.length)];
          const player = scene.players[which % Math.max(1, scene.players.length)];
          const steps: Readonly<Record<string, () => unknown>> = {
            acquire: () => leases.push(pool.acquire({ ...target, camera: cameraId(`c${String(which)}`) })),
            release: () => lease?.release(),
            hide: () => lease?.session.setVisible(false),
            show: () => lease?.session.setVisible(true),
            want: () => lease?.session.want(which % 2 === 0 ? { masks: null } : { masks: [], importance: 'alarm' }),
            replay: () => void lease?.session.startReplay(10),
            'end-replay': () => lease?.session.endReplay(),
            level: () => lease?.session.setLevel(which % 2 === 0 ? 'stills' : 'full'),
            'hide-all': () => pool.setVisible(false),
            'show-all': () => pool.setVisible(true),
            'new-port': () => scene.ports.emit('replaced'),
            retry: () => pool.retryAll(),
            slow: () => (scene.isSlow = true),
            quick: () => (scene.isSlow = false),
            fail: () => (scene.refusal = 'tier/unreachable'),
            work: () => (scene.refusal = null),
            answer: () => scene.answerOpens(),
            open: () => player?.status(openStatus()),
            refused: () => player?.status({ kind: 'refused', code: 'camera/unknown' }),
            closed: () => player?.status({ kind: 'closed' }),
            unreachable: () => player?.status({ kind: 'unreachable', code: 'tier/unreachable' }),
            reopen: () => player?.say({ kind: 'reopen-needed' }),
            draw: () => (player === undefined ? undefined : scene.draw(player)),
            pass: () => scene.pass(which * 250),
          };
          await steps[kind]?.();
          await scene.settle();
          // A tile has one stream at most, and one more while it replays.
          expect(scene.openStreams).toBeLessThanOrEqual(2 * pool.sessions().length);
        }
        pool.destroy();
        await scene.answerOpens();
        await scene.pass(5_000);
        expect(scene.openStreams).toBe(0);
        expect(scene.players.every(({ destroyed }) => destroyed === 1)).toBe(true);
        expect(scene.gate.waiting).toBe(0);
      }),
      { numRuns: 150 },
    );
  }, 30_000);
});
