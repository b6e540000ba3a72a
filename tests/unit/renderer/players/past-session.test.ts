// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { cameraId } from '../../../../contract/domain/units.ts';
import { PastSession } from '../../../../renderer/players/past-session.ts';
import { openStatus, type FakePlayer } from '../../../builders/fake-player.ts';
import { PlayersScene } from '../../../builders/players-scene.ts';

const HOME = { id: 'home', corners: [{ x: 0, y: 0 }, { x: 0.5, y: 0 }, { x: 0, y: 0.5 }] };

describe('the ten seconds before an alarm', () => {
  let scene: PlayersScene;
  let session: PastSession;
  let figure: HTMLElement;

  const player = (number = 0): FakePlayer => scene.players[number] ?? expect.fail(`no player ${String(number)}`);
  const start = async (untilInMs = 0): Promise<void> => {
    const untilUtcMs = scene.clock.nowUtcMs() + untilInMs;
    session = new PastSession({ ...scene.window, camera: cameraId('c1'), streams: [], masks: [HOME], fromUtcMs: untilUtcMs - 10_000, untilUtcMs });
    session.mount(document.createElement('div'), figure);
    await scene.settle();
  };

  beforeEach(() => {
    scene = new PlayersScene();
    figure = document.createElement('figure');
  });

  it('are played covered by their masks, with their own time, and never look live', async () => {
    await start();
    expect(session.getSnapshot()).toEqual({ kind: 'open', motion: 'playing' });
    player().status(openStatus());
    const times: number[] = [];
    session.onTime((captureUtcMs) => times.push(captureUtcMs));
    const at = scene.clock.nowUtcMs() - 8_000;
    player().draw(at, scene.clock.monoMs());
    await scene.pass(300);
    expect(times).toContain(at);
    expect(figure.dataset['state']).toBe('playback');
    expect(player().host?.parentElement?.querySelectorAll('polygon').length).toBe(1);
    // A fresh picture in it is a recorded one all the same.
    scene.draw(player());
    await scene.pass(300);
    expect(figure.dataset['state']).toBe('playback');
  });

  it('stand where they are paused, go on, and begin again by themselves when they are over', async () => {
    await start();
    session.pause();
    expect(session.getSnapshot()).toEqual({ kind: 'open', motion: 'paused' });
    session.play();
    player().say({ kind: 'replay-ended' });
    expect(session.getSnapshot()).toEqual({ kind: 'open', motion: 'ended' });
    await scene.pass(1_000);
    expect(session.getSnapshot()).toEqual({ kind: 'open', motion: 'playing' });
    expect(scene.acts.map(({ kind }) => kind)).toEqual(['pause', 'play', 'seek', 'play']);
    expect(scene.pasts).toHaveLength(1);
  });

  it('are fetched anew at their end when seconds were still to come when they were opened, and the first stream is given back', async () => {
    await start(5_000);
    await scene.pass(7_000);
    player().say({ kind: 'replay-ended' });
    await scene.pass(1_000);
    await scene.settle();
    expect(scene.pasts).toHaveLength(2);
    expect(player().destroyed).toBe(1);
    expect(scene.openStreams).toBe(1);
    player(1).say({ kind: 'replay-ended' });
    await scene.pass(1_000);
    expect(scene.pasts).toHaveLength(2);
  });

  it('that are not kept are said to be so, and asked for again when told', async () => {
    scene.replayRefusal = 'replay/nothing-kept';
    await start();
    expect(session.getSnapshot()).toMatchObject({ kind: 'none', error: { code: 'replay/nothing-kept' } });
    scene.replayRefusal = null;
    session.retry();
    await scene.settle();
    expect(session.getSnapshot()).toMatchObject({ kind: 'open' });
    session.retry();
    expect(scene.pasts).toHaveLength(2);
  });

  it('that are taken away are said to be gone; nothing of them stays', async () => {
    await start();
    player().status({ kind: 'closed' });
    expect(session.getSnapshot()).toMatchObject({ kind: 'none' });
    expect([player().destroyed, scene.openStreams]).toEqual([1, 0]);
  });

  it('closed before they came leave no stream open', async () => {
    session = new PastSession({ ...scene.window, camera: cameraId('c1'), streams: [], masks: [], fromUtcMs: 1, untilUtcMs: 2 });
    session.destroy();
    session.destroy();
    await scene.settle();
    expect([scene.players.length, scene.openStreams]).toEqual([0, 0]);
  });
});
