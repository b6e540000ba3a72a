import { beforeEach, describe, expect, it } from 'vitest';
import { createListeners } from '../../../../../renderer/lib/listeners.ts';
import { MediaEngine, type WorkerLike } from '../../../../../renderer/players/webcodecs/media-engine.ts';
import type { PageToWorker, WorkerToPage } from '../../../../../renderer/players/webcodecs/worker-protocol.ts';

class FakeWorker implements WorkerLike {
  onmessage: ((event: MessageEvent<WorkerToPage>) => void) | null = null;
  readonly got: PageToWorker[] = [];
  terminated = 0;
  postMessage = (message: PageToWorker): void => {
    this.got.push(message);
  };
  terminate = (): void => {
    this.terminated += 1;
  };
  say(data: WorkerToPage): void {
    this.onmessage?.(new MessageEvent('message', { data }));
  }
}

describe('the engine of a window', () => {
  let workers: FakeWorker[];
  let engine: MediaEngine;
  let nowMs: number;
  let portsAsked: number;
  const ticks = createListeners<null>();
  const worker = (): FakeWorker => workers.at(-1) ?? expect.fail('no worker');
  const pass = (ms: number, beats: boolean): void => {
    for (let left = ms; left > 0; left -= 250) {
      nowMs += 250;
      if (beats && left % 1_000 === 0) worker().say({ kind: 'beat', counters: [] });
      ticks.emit(null);
    }
  };

  beforeEach(() => {
    ticks.clear();
    workers = [];
    nowMs = 0;
    portsAsked = 0;
    engine = new MediaEngine({
      startWorker: () => {
        const started = new FakeWorker();
        workers.push(started);
        return started;
      },
      onPortNeeded: () => {
        portsAsked += 1;
      },
      nowMs: () => nowMs,
      ticker: { add: ticks.add },
    });
  });

  it('gives each player its own messages until its line is closed', () => {
    const heard: string[] = [];
    const one = engine.addPlayer((message) => heard.push(`one ${message.kind}`), () => undefined);
    const two = engine.addPlayer((message) => heard.push(`two ${message.kind}`), () => undefined);
    worker().say({ kind: 'base', player: two.key, baseUtcUs: 1 });
    worker().say({ kind: 'writable-wanted', player: one.key });
    one.close();
    one.close();
    worker().say({ kind: 'base', player: one.key, baseUtcUs: 1 });
    expect(heard).toEqual(['two base', 'one writable-wanted']);
    expect(worker().got.map(({ kind }) => kind)).toEqual(['player', 'player', 'end']);
  });

  it('says which port is the first and which replaces another', () => {
    const news: string[] = [];
    engine.onPort((each) => news.push(each));
    engine.setPort(new MessageChannel().port1);
    engine.setPort(new MessageChannel().port1);
    expect(news).toEqual(['first', 'replaced']);
  });

  it('leaves a worker alone that beats, and its own pauses out of account', () => {
    pass(60_000, true);
    nowMs += 60_000;
    pass(2_000, true);
    expect(workers).toHaveLength(1);
  });

  it('replaces a worker that hangs, tells its players, and asks for a port; three times at most', () => {
    let restarts = 0;
    const line = engine.addPlayer(() => undefined, () => {
      restarts += 1;
    });
    pass(9_000, false);
    expect(workers).toHaveLength(2);
    expect(workers[0]?.terminated).toBe(1);
    expect(worker().got).toEqual([{ kind: 'player', player: line.key }]);
    expect([restarts, portsAsked, engine.workerRestarts]).toEqual([1, 1, 1]);
    pass(120_000, false);
    expect(engine.workerRestarts).toBe(3);
  });

  it('ends its worker once', () => {
    engine.destroy();
    engine.destroy();
    expect(worker().terminated).toBe(1);
  });
});
