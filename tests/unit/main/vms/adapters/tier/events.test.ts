import { describe, expect, test } from 'vitest';
import { err, ok, type Result } from '@contract/domain/result.ts';
import { createEvents } from '../../../../../../main/vms/adapters/tier/events.ts';
import type { TierClient } from '../../../../../../main/vms/adapters/tier/client.ts';
import type { EventCursor } from '../../../../../../main/vms/adapter.ts';
import { createFakeSockets } from '../../../../../builders/fake-sockets.ts';
import { createFakeTime } from '../../../../../builders/fake-time.ts';
import { createRecordingLog } from '../../../../../builders/recording-log.ts';

const event = (seq: number, epoch = 'a') => ({ type: 'event', epoch, seq, utcMs: 1, event: { kind: 'camera.state', state: { cameraId: `cam-${seq}`, state: 'lost', sinceUtcMs: 5 } } });
const settled = () => new Promise((resolve) => setImmediate(resolve));

function subscribe(cursor: EventCursor | null, range: () => Result<unknown> = () => err('tier/unreachable')) {
  const time = createFakeTime();
  const sockets = createFakeSockets();
  const log = createRecordingLog();
  const heard: (string | number)[] = [];
  const asked: unknown[] = [];
  const client: TierClient = {
    raw: () => Promise.resolve(err('app/internal')),
    skipped: () => undefined,
    read: (request, reader) => {
      asked.push(request.query);
      const answer = range();
      const read = answer.ok ? reader.safeParse(answer.value) : null;
      return Promise.resolve(!answer.ok ? answer : read?.success === true ? ok(read.data) : err('tier/bad-answer'));
    },
  };
  const environment = { baseUrl: new URL('https://tier.example'), trust: { caPem: null, spkiPins: [] }, accessToken: () => 'token', clock: time.clock, timers: time.timers, random: () => 1, log };
  const subscription = createEvents(environment, 'wss://tier.example/v1/events', client, sockets.open).subscribe(cursor, {
    onEvent: (_event, at) => void heard.push(at.seq),
    onSnapshotNeeded: () => void heard.push('snapshot'),
    onConnection: (connected) => void heard.push(connected ? 'connected' : 'lost'),
  });
  const hello = (epoch = 'a', seq = 0) => {
    sockets.last().accept();
    sockets.last().text({ type: 'hello', epoch, seq, heartbeatMs: 5000, serverUtcMs: 1 });
  };
  return { time, sockets, heard, asked, log, subscription, hello };
}

describe('the event stream', () => {
  test('without a cursor asks for a snapshot, and goes on after it with what came meanwhile', () => {
    const { sockets, heard, subscription, hello } = subscribe(null);
    hello();
    expect(sockets.last().sent).toEqual([{ type: 'identify' }]);
    sockets.last().text({ type: 'ready', epoch: 'a', seq: 7 });
    sockets.last().text(event(8));
    sockets.last().text(event(9));
    subscription.resumeAfter({ epoch: 'a', seq: 8 });
    sockets.last().text(event(10));
    expect(heard).toEqual(['connected', 'snapshot', 9, 10]);
  });

  test('resumes after a cut where it stood, and takes what it knew already only once', () => {
    const { time, sockets, heard, hello } = subscribe({ epoch: 'a', seq: 4 });
    hello();
    sockets.last().text({ type: 'ready', epoch: 'a', seq: 4 });
    sockets.last().text(event(5));
    sockets.last().end({ kind: 'closed', closeCode: 1006 });
    time.advance(500);
    hello();
    expect(sockets.last().sent).toEqual([{ type: 'resume', epoch: 'a', after: 5 }]);
    sockets.last().text({ type: 'ready', epoch: 'a', seq: 5 });
    sockets.last().text(event(5));
    sockets.last().text(event(6));
    expect(heard).toEqual(['connected', 5, 'lost', 'connected', 6]);
  });

  test('fills a gap from the range before it goes on', async () => {
    const { sockets, heard, asked, hello } = subscribe({ epoch: 'a', seq: 4 }, () => ok({ items: [event(5), 'junk', event(6)] }));
    hello();
    sockets.last().text({ type: 'ready', epoch: 'a', seq: 4 });
    sockets.last().text(event(7));
    expect(heard).toEqual(['connected']);
    await settled();
    expect(asked).toEqual([{ epoch: 'a', after: 4, until: 6 }]);
    expect(heard).toEqual(['connected', 5, 6, 7]);
  });

  test('finds lost events out from the heartbeat', async () => {
    const { sockets, heard, hello } = subscribe({ epoch: 'a', seq: 4 }, () => ok({ items: [event(5)] }));
    hello();
    sockets.last().text({ type: 'ready', epoch: 'a', seq: 4 });
    sockets.last().text({ type: 'heartbeat', utcMs: 1, seq: 5 });
    await settled();
    expect(heard).toEqual(['connected', 5]);
  });

  test.each([
    ['the range is gone', () => err('events/range-gone')],
    ['the range comes empty', () => ok({ items: [] })],
  ])('asks for a snapshot when %s', async (_name, range) => {
    const { sockets, heard, hello } = subscribe({ epoch: 'a', seq: 4 }, range);
    hello();
    sockets.last().text({ type: 'ready', epoch: 'a', seq: 4 });
    sockets.last().text(event(9));
    await settled();
    expect(heard).toEqual(['connected', 'snapshot']);
  });

  test('connects anew when the range cannot be had now', async () => {
    const { sockets, heard, hello } = subscribe({ epoch: 'a', seq: 4 });
    hello();
    sockets.last().text({ type: 'ready', epoch: 'a', seq: 4 });
    sockets.last().text(event(9));
    await settled();
    expect(heard).toEqual(['connected', 'lost']);
  });

  test('asks for a snapshot when the server began a new epoch', () => {
    const { sockets, heard, subscription, hello } = subscribe({ epoch: 'a', seq: 400 });
    hello('b', 2);
    sockets.last().text({ type: 'snapshot-required', epoch: 'b', seq: 2 });
    subscription.resumeAfter({ epoch: 'b', seq: 2 });
    sockets.last().text(event(3, 'b'));
    expect(heard).toEqual(['connected', 'snapshot', 3]);
  });

  test('answers heartbeats, and takes two missed ones for a dead connection', () => {
    const { time, sockets, heard, hello } = subscribe({ epoch: 'a', seq: 4 });
    hello();
    sockets.last().text({ type: 'ready', epoch: 'a', seq: 4 });
    sockets.last().text({ type: 'heartbeat', utcMs: 1, seq: 4 });
    expect(sockets.last().sent).toContainEqual({ type: 'heartbeat', utcMs: time.clock.utcMs() });
    time.advance(10_000);
    expect(heard).toEqual(['connected']);
    time.advance(1000);
    expect(heard).toEqual(['connected', 'lost']);
  });

  test('skips and counts what it cannot read; the stream lives', () => {
    const { sockets, heard, log, hello } = subscribe({ epoch: 'a', seq: 4 });
    hello();
    sockets.last().text({ type: 'ready', epoch: 'a', seq: 4 });
    sockets.last().text('{"type":');
    sockets.last().text({ type: 'weather' });
    sockets.last().binary(new Uint8Array(3));
    sockets.last().text({ ...event(5), event: { kind: 'from-the-future' } });
    sockets.last().text(event(6));
    expect(heard).toEqual(['connected', 6]);
    expect(log.lines.map(([, fields]) => [fields['reason'], fields['count']])).toEqual([['message', 1], ['message', 2], ['binary', 1], ['event', 1]]);
  });

  test('closed, says nothing more', () => {
    const { time, sockets, heard, subscription, hello } = subscribe({ epoch: 'a', seq: 4 });
    hello();
    subscription.close();
    sockets.last().text(event(5));
    time.advance(60_000);
    expect(heard).toEqual([]);
    expect(time.waiting()).toBe(0);
  });
});
