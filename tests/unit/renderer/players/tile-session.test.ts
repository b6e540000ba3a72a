// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { cameraId } from '../../../../contract/domain/units.ts';
import { TileSession } from '../../../../renderer/players/tile-session.ts';
import { PlayersScene } from '../../../builders/players-scene.ts';
import type { FakePlayer } from '../../../builders/fake-player.ts';

describe('the session of a tile', () => {
  let scene: PlayersScene;
  let session: TileSession;
  let player: FakePlayer;

  const start = async (codec?: string): Promise<void> => {
    session = new TileSession({ ...scene.shared, camera: cameraId('c1'), profile: 'sub', ...(codec === undefined ? {} : { codec }) });
    player = scene.players[0] ?? expect.fail('no player');
    await scene.settle();
  };
  const goLive = async (): Promise<void> => {
    await start();
    player.status({ kind: 'open', codec: 'avc1.4d401f', widthPx: 640, heightPx: 360, frameRate: 15 });
    scene.draw(player);
  };

  beforeEach(() => {
    scene = new PlayersScene();
  });

  it('opens its stream, plays it, and is live with the first picture', async () => {
    await start();
    expect(scene.opened).toEqual(['c1 sub']);
    expect(player.playing).toBe(1);
    expect(session.getSnapshot()).toEqual({ kind: 'connecting', cause: 'opening' });
    scene.draw(player);
    expect(session.getSnapshot()).toEqual({ kind: 'live' });
  });

  it('tells React of changes only', async () => {
    await goLive();
    const seen: string[] = [];
    session.subscribe(() => seen.push(session.getSnapshot().kind));
    for (let index = 0; index < 20; index += 1) {
      await scene.pass(100);
      scene.draw(player);
    }
    expect(seen).toEqual([]);
    await scene.pass(2_000);
    expect(seen).toEqual(['stale']);
  });

  it('writes state and age onto the figure, and stops when released', async () => {
    await goLive();
    const [host, figure] = [document.createElement('div'), document.createElement('figure')];
    const unmount = session.mount(host, figure);
    expect(host.querySelectorAll('video')).toHaveLength(1);
    expect({ ...figure.dataset }).toEqual({ state: 'live', ageMs: '40' });
    await scene.pass(500);
    expect({ ...figure.dataset }).toEqual({ state: 'live', ageMs: '540' });
    unmount();
    unmount();
    await scene.pass(5_000);
    expect(figure.dataset['state']).toBe('live');
    expect(host.childElementCount).toBe(0);
  });

  it('says why the request failed and asks again, ever less often', async () => {
    scene.refusal = 'tier/unreachable';
    await start();
    expect(session.getSnapshot()).toEqual({ kind: 'lost', cause: 'server-unreachable', sinceUtcMs: null });
    await scene.pass(7_500);
    expect(scene.opened).toHaveLength(4);
    await scene.pass(60_000);
    expect(scene.opened.length).toBeLessThan(10);
    scene.refusal = null;
    session.retryNow();
    await scene.settle();
    scene.draw(player);
    expect(session.getSnapshot()).toEqual({ kind: 'live' });
  });

  it('opens its stream anew when the gateway was restarted', async () => {
    await goLive();
    scene.ports.emit('replaced');
    await scene.settle();
    expect(player.played).toEqual([1, 2]);
    expect(scene.closed).toEqual([1]);
  });

  it('does not disturb a running stream when the first port comes', async () => {
    await goLive();
    scene.ports.emit('first');
    await scene.settle();
    expect(player.played).toEqual([1]);
  });

  it('waits for the gateway without reopening while the server is away, and recovers with it', async () => {
    await goLive();
    player.status({ kind: 'unreachable', code: 'tier/unreachable' });
    expect(session.getSnapshot()).toMatchObject({ kind: 'lost', cause: 'server-unreachable' });
    await scene.pass(60_000);
    expect(scene.opened).toHaveLength(1);
    player.status({ kind: 'open', codec: 'avc1.4d401f', widthPx: 640, heightPx: 360, frameRate: 15 });
    scene.draw(player);
    expect(session.getSnapshot()).toEqual({ kind: 'live' });
  });

  it('asks again for a stream that went silent, within a budget', async () => {
    await goLive();
    await scene.pass(5_500);
    expect(session.getSnapshot()).toMatchObject({ kind: 'lost', cause: 'no-frames' });
    expect(scene.opened).toHaveLength(2);
    await scene.pass(60_000);
    expect(scene.opened.length).toBeLessThanOrEqual(5);
    expect(session.stats().reopens).toBe(scene.opened.length - 1);
    expect(scene.openStreams).toBe(1);
  });

  it('opens another stream when its player gives up on one', async () => {
    await goLive();
    await scene.pass(6_000);
    scene.draw(player);
    await scene.pass(500);
    const before = scene.opened.length;
    player.say({ kind: 'reopen-needed' });
    player.say({ kind: 'reopen-needed' });
    await scene.pass(6_000);
    player.say({ kind: 'reopen-needed' });
    await scene.settle();
    expect(scene.opened.length).toBeGreaterThan(before);
    expect(scene.openStreams).toBe(1);
  });

  it('asks for nothing it cannot show', async () => {
    scene.playable = false;
    await start('hvc1.1.6.L93.B0');
    expect(session.getSnapshot()).toEqual({ kind: 'unsupported', cause: 'codec' });
    expect(scene.opened).toEqual([]);
  });

  it('takes the other profile by opening it in place of the first', async () => {
    await goLive();
    session.setProfile('main');
    session.setProfile('main');
    await scene.settle();
    expect(scene.opened).toEqual(['c1 sub', 'c1 main']);
    expect(scene.openStreams).toBe(1);
    expect(session.getSnapshot()).toEqual({ kind: 'live' });
  });

  it('closes a stream whose answer came after it was destroyed', async () => {
    session = new TileSession({ ...scene.shared, camera: cameraId('c1'), profile: 'sub' });
    session.destroy();
    session.destroy();
    await scene.settle();
    expect(scene.openStreams).toBe(0);
    expect(scene.players[0]?.destroyed).toBe(1);
    expect(session.getSnapshot()).toEqual({ kind: 'idle' });
  });

  it('is not decoded while nobody sees it', async () => {
    await goLive();
    session.setVisible(false);
    expect(player.visible).toBe(false);
    expect(session.getSnapshot()).toEqual({ kind: 'connecting', cause: 'paused' });
    await scene.pass(60_000);
    expect(scene.opened).toHaveLength(1);
    session.setVisible(true);
    scene.draw(player);
    expect(session.getSnapshot()).toEqual({ kind: 'live' });
  });
});
