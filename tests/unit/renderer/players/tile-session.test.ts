// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import type { PrivacyMask } from '../../../../contract/domain/privacy-mask.ts';
import { cameraId, utcMs } from '../../../../contract/domain/units.ts';
import { HIDE_GRACE_MS } from '../../../../renderer/players/hide-watch.ts';
import { TileSession } from '../../../../renderer/players/tile-session.ts';
import type { TileWants } from '../../../../renderer/players/tile-wants.ts';
import { openStatus, type FakePlayer } from '../../../builders/fake-player.ts';
import { PlayersScene } from '../../../builders/players-scene.ts';

const HOME: PrivacyMask = { id: 'home', corners: [{ x: 0, y: 0 }, { x: 0.5, y: 0 }, { x: 0, y: 0.5 }] };
const H264 = { profile: 'sub', codec: 'avc1.4d401f', format: 'annexb', widthPx: 640, heightPx: 360, frameRate: 15 } as const;

describe('the session of a tile', () => {
  let scene: PlayersScene;
  let session: TileSession;
  let player: FakePlayer;

  const start = async (wants: Partial<TileWants> = {}): Promise<void> => {
    session = new TileSession({ ...scene.window, camera: cameraId('c1'), wants: { ...scene.wants, ...wants } });
    player = scene.players[0] ?? expect.fail('no player');
    session.mount(document.createElement('div'), null);
    await scene.settle();
  };
  const goLive = async (wants: Partial<TileWants> = {}): Promise<void> => {
    await start(wants);
    player.status(openStatus());
    scene.draw(player);
  };
  const masksDrawn = (): number => player.host?.parentElement?.querySelectorAll('polygon').length ?? -1;
  const isCovered = (): boolean => player.host?.classList.contains('covered') ?? true;

  beforeEach(() => {
    scene = new PlayersScene();
  });

  it('opens its stream, plays it, and is live with the first picture', async () => {
    await start();
    expect(scene.asked).toEqual(['c1']);
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
    expect({ ...figure.dataset }).toEqual({ state: 'live', ageMs: '40' });
    await scene.pass(500);
    expect({ ...figure.dataset }).toEqual({ state: 'live', ageMs: '540' });
    unmount();
    unmount();
    await scene.pass(5_000);
    expect(figure.dataset['state']).toBe('live');
    expect(host.childElementCount).toBe(0);
  });

  it('leaves the picture in the new place when the old one is released late', async () => {
    await goLive();
    const [one, other, figure] = [document.createElement('div'), document.createElement('div'), document.createElement('figure')];
    const leaveFirst = session.mount(one, figure);
    session.mount(other, figure);
    leaveFirst();
    expect([one.childElementCount, other.childElementCount]).toEqual([0, 1]);
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

  it('does not disturb a running stream when the first port comes, or the session is renewed', async () => {
    await goLive();
    const changes: string[] = [];
    session.subscribe(() => changes.push(session.getSnapshot().kind));
    scene.ports.emit('first');
    session.retryNow();
    await scene.settle();
    expect(player.played).toEqual([1]);
    expect(changes).toEqual([]);
  });

  it('waits for the gateway without reopening while the server is away, and recovers with it', async () => {
    await goLive();
    player.status({ kind: 'unreachable', code: 'tier/unreachable' });
    expect(session.getSnapshot()).toMatchObject({ kind: 'lost', cause: 'server-unreachable' });
    await scene.pass(60_000);
    expect(scene.opened).toHaveLength(1);
    player.status(openStatus());
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

  it('does not ask again while its picture stands nowhere: it cannot be drawn there', async () => {
    await start();
    session.mount(document.createElement('div'), null)();
    await scene.pass(30_000);
    expect(scene.opened).toHaveLength(1);
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
    scene.playable = [];
    await start({ streams: [{ ...H264, codec: 'hvc1.1.6.L93.B0' }] });
    expect(session.getSnapshot()).toEqual({ kind: 'unsupported', cause: 'codec' });
    expect(scene.opened).toEqual([]);
  });

  it('asks for what this PC can show', async () => {
    scene.playable = ['sub'];
    await start({ streams: [H264] });
    expect(scene.opened[0]?.demand.playable).toEqual(['sub']);
  });

  it('closes a stream whose answer came after it was destroyed', async () => {
    session = new TileSession({ ...scene.window, camera: cameraId('c1') });
    session.destroy();
    session.destroy();
    await scene.settle();
    expect(scene.openStreams).toBe(0);
    expect(scene.players[0]?.destroyed).toBe(1);
    expect(session.getSnapshot()).toEqual({ kind: 'idle' });
  });

  it('takes another size, zoom and importance without a new connection, all in one request', async () => {
    scene.ratio = 1.5;
    await goLive({ size: { widthPx: 200, heightPx: 100 } });
    expect(scene.opened[0]?.demand).toEqual({ widthPx: 300, heightPx: 150, importance: 'wall', playable: ['main', 'sub'], pace: 'full', audio: false });
    session.want({ size: { widthPx: 400, heightPx: 200 } });
    session.want({ importance: 'selected' });
    session.want({ zoom: { x: 0.5, y: 0.5, scale: 2 } });
    await scene.pass(250);
    expect(scene.demanded).toEqual([[{ stream: 1, demand: { widthPx: 1_200, heightPx: 600, importance: 'selected', playable: ['main', 'sub'], pace: 'full', audio: false } }]]);
    expect([scene.opened.length, session.getSnapshot().kind]).toEqual([1, 'live']);
  });

  it('asks for more when its window goes to a denser monitor', async () => {
    await goLive({ size: { widthPx: 200, heightPx: 100 } });
    scene.ratio = 2;
    await scene.pass(500);
    expect(scene.demanded.flat().map(({ demand }) => demand.widthPx)).toEqual([400]);
  });

  it('costs nothing once nobody has seen it for a moment, says so, and opens at once when seen again', async () => {
    await goLive();
    session.setVisible(false);
    await scene.pass(HIDE_GRACE_MS + 250);
    expect([player.visible, player.playing, scene.openStreams]).toEqual([false, null, 0]);
    expect(session.getSnapshot()).toEqual({ kind: 'connecting', cause: 'paused' });
    await scene.pass(60_000);
    expect(scene.opened).toHaveLength(1);
    session.setVisible(true);
    await scene.settle();
    expect(scene.opened).toHaveLength(2);
    scene.draw(player);
    expect(session.getSnapshot()).toEqual({ kind: 'live' });
  });

  it('does not blink when it is out of sight for less than the grace', async () => {
    await goLive();
    session.setVisible(false);
    session.setVisible(true);
    await scene.pass(1_000);
    expect([scene.opened.length, scene.closed.length, player.visible]).toEqual([1, 0, true]);
  });

  it('stays hidden until both the tile and its window are seen', async () => {
    await goLive();
    session.setVisible(false, 'window');
    session.setVisible(false, 'tile');
    await scene.pass(500);
    session.setVisible(true, 'window');
    await scene.pass(500);
    expect(scene.openStreams).toBe(0);
    session.setVisible(true, 'tile');
    await scene.settle();
    expect(scene.openStreams).toBe(1);
  });

  it('shows fewer pictures, then key frames, as the load ladder says, without a new connection', async () => {
    await goLive();
    session.setLevel('third');
    expect([player.cadence, session.cadence]).toEqual([3, 3]);
    session.setLevel('key-frames');
    await scene.pass(250);
    expect([player.cadence, scene.demanded.flat().map(({ demand }) => demand.pace), scene.opened.length]).toEqual([1, ['key-frames'], 1]);
    player.status(openStatus({ pace: 'key-frames', lowered: 'machine' }));
    scene.draw(player);
    expect(session.getSnapshot()).toEqual({ kind: 'reduced', cause: 'machine', pace: 'key-frames' });
  });

  it('does not thin out a stream that is slow already', async () => {
    await goLive();
    player.status(openStatus({ frameRate: 5 }));
    session.setLevel('third');
    expect(session.cadence).toBe(1);
  });

  describe('with privacy masks', () => {
    it('shows no picture and is not live until it is known what to cover', async () => {
      await goLive({ masks: null });
      expect([isCovered(), session.getSnapshot().kind]).toEqual([true, 'connecting']);
      session.want({ masks: [HOME] });
      scene.draw(player);
      expect([isCovered(), session.getSnapshot().kind]).toEqual([false, 'live']);
    });

    it('covers all again when the record goes away', async () => {
      await goLive();
      session.want({ masks: null });
      expect(isCovered()).toBe(true);
      await scene.pass(2_000);
      expect(session.getSnapshot().kind).toBe('stale');
    });

    it('lifts them for as long as the server allowed, and they come back by themselves', async () => {
      await goLive({ masks: [HOME] });
      expect(masksDrawn()).toBe(1);
      session.want({ lift: { id: cameraId('c1'), liftId: 'l1', reason: 'accident', untilUtcMs: utcMs(scene.clock.nowUtcMs() + 60_000) } });
      expect(masksDrawn()).toBe(0);
      await scene.pass(59_000);
      expect(masksDrawn()).toBe(0);
      await scene.pass(1_250);
      expect(masksDrawn()).toBe(1);
    });

    it('keeps picture and masks out of the reach of the page', async () => {
      await goLive({ masks: [HOME] });
      const host = document.createElement('div');
      session.mount(host, null);
      expect(host.querySelector('video, polygon')).toBeNull();
      expect([...host.children].map(({ shadowRoot }) => shadowRoot)).toEqual([null]);
    });
  });

  describe('with a replay on top', () => {
    const replayPlayer = (): FakePlayer => scene.players[1] ?? expect.fail('no player for the replay');
    const beginReplay = async (): Promise<void> => {
      await goLive();
      expect(await session.startReplay(30)).toEqual({ ok: true, value: null });
      replayPlayer().status(openStatus());
    };

    it('never looks live, and says the time of the picture', async () => {
      await beginReplay();
      expect(session.getSnapshot().kind).toBe('connecting');
      const at = scene.clock.nowUtcMs() - 30_000;
      replayPlayer().draw(at, scene.clock.monoMs());
      expect(session.getSnapshot()).toEqual({ kind: 'playback', atUtcMs: Math.floor(at / 1_000) * 1_000 });
      scene.draw(replayPlayer(), 0);
      expect(session.getSnapshot().kind).toBe('playback');
      await scene.pass(30_000);
      expect(session.getSnapshot().kind).toBe('playback');
    });

    it('goes back to the live picture without a new connection', async () => {
      await beginReplay();
      replayPlayer().draw(scene.clock.nowUtcMs() - 30_000, scene.clock.monoMs());
      scene.draw(player);
      session.endReplay();
      expect(session.getSnapshot()).toEqual({ kind: 'live' });
      expect([scene.opened.length, scene.openStreams, replayPlayer().destroyed]).toEqual([1, 1, 1]);
    });

    it('is paused, stepped and sought; a picture from before shows without a gap', async () => {
      await beginReplay();
      const replay = session.replay() ?? expect.fail('no replay');
      const { untilUtcMs } = replay.state;
      replayPlayer().draw(untilUtcMs - 10_000, scene.clock.monoMs());
      const kinds: string[] = [];
      session.subscribe(() => kinds.push(session.getSnapshot().kind));
      replay.pause();
      replay.step();
      replay.skip(-20);
      replayPlayer().draw(untilUtcMs - 30_000, scene.clock.monoMs());
      expect(scene.acts).toEqual([{ kind: 'pause' }, { kind: 'step' }, { kind: 'seek', utcMs: untilUtcMs - 30_000 }]);
      expect(session.getReplay()?.motion).toBe('paused');
      expect(session.meter().captureUtcMs).toBe(untilUtcMs - 30_000);
      expect(new Set(kinds)).toEqual(new Set(['playback']));
    });

    it('says when it is over, and plays again from the start', async () => {
      await beginReplay();
      replayPlayer().say({ kind: 'replay-ended' });
      expect(session.getReplay()?.motion).toBe('ended');
      session.replay()?.play();
      expect(scene.acts.map(({ kind }) => kind)).toEqual(['seek', 'play']);
      expect(session.getReplay()?.motion).toBe('playing');
    });

    it('goes on playing from where it is sought after its end, and stays at the end when sought there', async () => {
      await beginReplay();
      const replay = session.replay() ?? expect.fail('no replay');
      const { untilUtcMs } = replay.state;
      replayPlayer().say({ kind: 'replay-ended' });
      replay.seek(untilUtcMs);
      expect([scene.acts.map(({ kind }) => kind), replay.state.motion]).toEqual([['seek'], 'ended']);
      replay.seek(untilUtcMs - 10_000);
      expect([scene.acts.map(({ kind }) => kind), replay.state.motion]).toEqual([['seek', 'seek', 'play'], 'playing']);
    });

    it('is asked for once, however often the key is hit', async () => {
      await goLive();
      await Promise.all([session.startReplay(30), session.startReplay(30)]);
      expect(scene.openStreams).toBe(2);
      session.destroy();
      expect(scene.openStreams).toBe(0);
    });

    it('ends with the gateway, with the tile out of sight, and when masks are not known', async () => {
      for (const end of [() => scene.ports.emit('replaced'), () => session.want({ masks: null }), () => replayPlayer().status({ kind: 'closed' })]) {
        scene = new PlayersScene();
        await beginReplay();
        end();
        await scene.settle();
        expect([session.getReplay(), scene.openStreams]).toEqual([null, 1]);
      }
    });

    it('tells that nothing is kept', async () => {
      scene.replayRefusal = 'replay/nothing-kept';
      await goLive();
      expect(await session.startReplay(30)).toMatchObject({ ok: false, error: { code: 'replay/nothing-kept' } });
      expect(session.getSnapshot()).toEqual({ kind: 'live' });
    });
  });
});
