// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { ok } from '../../../../contract/domain/result.ts';
import type { TileReport } from '../../../../contract/domain/tile-report.ts';
import { cameraId, DESK_SURFACE } from '../../../../contract/domain/units.ts';
import { TileReporter } from '../../../../renderer/players/tile-report.ts';
import { TileSessionPool, type TileLease } from '../../../../renderer/players/tile-session-pool.ts';
import { openStatus, type FakePlayer } from '../../../builders/fake-player.ts';
import { PlayersScene } from '../../../builders/players-scene.ts';

describe('what tiles report', () => {
  let scene: PlayersScene;
  let pool: TileSessionPool;
  let lease: TileLease;
  let player: FakePlayer;
  let sent: (readonly TileReport[])[];

  beforeEach(async () => {
    scene = new PlayersScene();
    pool = new TileSessionPool(scene.window);
    sent = [];
    new TileReporter({
      held: () => pool.held(),
      clock: scene.clock,
      ticker: scene.ticker,
      send: ({ tiles }) => {
        sent.push(tiles);
        return Promise.resolve(ok(null));
      },
    });
    lease = pool.acquire({ surface: DESK_SURFACE, camera: cameraId('c1'), tile: 5, wants: { masks: [] } });
    await scene.settle();
    player = scene.players[0] ?? expect.fail('no player');
  });

  it('is what was drawn, received and left out in the last two seconds', async () => {
    player.status(openStatus({ profile: 'main', widthPx: 1_280, heightPx: 720 }));
    await scene.pass(2_000);
    for (let step = 0; step < 20; step += 1) {
      await scene.pass(100);
      scene.draw(player);
      player.counts = { ...player.counts, player: 'webcodecs', receivedBytes: player.counts.receivedBytes + 12_500, dropped: player.counts.dropped + 1 };
    }
    await scene.pass(250);
    expect(sent.at(-1)).toEqual([
      { tile: 5, camera: 'c1', state: 'live', cause: null, fps: expect.closeTo(9.3, 0), ageMs: expect.any(Number), player: 'webcodecs', codec: 'avc1.4d401f', profile: 'main', widthPx: 1_280, heightPx: 720, kbps: expect.closeTo(930, -2), pace: 'full', lowered: null, droppedFps: expect.closeTo(9.3, 0) },
    ]);
  });

  it('says why a tile has no picture', async () => {
    player.status({ kind: 'interrupted', code: 'camera/lost' });
    await scene.pass(2_000);
    expect(sent).toEqual([[expect.objectContaining({ state: 'lost', cause: 'camera-lost', fps: 0, ageMs: null, codec: null, kbps: 0 })]]);
  });

  it('names what was lowered, by the machine or by the link', async () => {
    player.status(openStatus());
    lease.session.setLevel('half');
    await scene.pass(2_000);
    player.status(openStatus({ pace: 'stills', lowered: 'link' }));
    await scene.pass(2_000);
    expect(sent.flat().map(({ pace, lowered }) => [pace, lowered])).toEqual([['full', 'machine'], ['stills', 'link']]);
  });

  it('is not given for tiles out of sight, and says once that there are none left', async () => {
    await scene.pass(2_000);
    lease.session.setVisible(false);
    await scene.pass(20_000);
    expect(sent.map((tiles) => tiles.length)).toEqual([1, 0]);
  });

  it('follows a tile that moves', async () => {
    lease.setTile(9);
    await scene.pass(2_000);
    expect(sent.flat().map(({ tile }) => tile)).toEqual([9]);
  });
});
