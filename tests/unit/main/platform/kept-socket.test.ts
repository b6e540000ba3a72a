import { describe, expect, test } from 'vitest';
import { keepSocket } from '../../../../main/platform/kept-socket.ts';
import { createFakeSockets } from '../../../builders/fake-sockets.ts';
import { createFakeTime } from '../../../builders/fake-time.ts';

function keep(firstToken: string | null = 'token-1') {
  const time = createFakeTime();
  const sockets = createFakeSockets();
  const heard: string[] = [];
  let token = firstToken;
  const kept = keepSocket(
    { url: 'wss://tier.example/v1/live', protocol: 'p', trust: { caPem: null, spkiPins: [] }, accessToken: () => token, silenceLimitMs: 5000, openSocket: sockets.open, clock: time.clock, timers: time.timers, random: () => 1 },
    {
      onConnecting: () => void heard.push('connecting'),
      onOpen: () => void heard.push('open'),
      onText: (text) => void heard.push(text),
      onBinary: () => void heard.push('binary'),
      onLost: (error) => void heard.push(error.code),
    },
  );
  const setToken = (next: string | null) => {
    token = next;
    kept.renew();
  };
  return { time, sockets, heard, kept, setToken };
}

describe('a kept socket', () => {
  test('connects with the token and hands messages on', () => {
    const { sockets, heard } = keep();
    sockets.last().accept();
    sockets.last().text('hello');
    expect(sockets.last().options).toMatchObject({ accessToken: 'token-1', protocol: 'p' });
    expect(heard).toEqual(['connecting', 'open', 'hello']);
  });

  test('comes back alone after the connection is lost, later each time', () => {
    const { time, sockets, heard } = keep();
    sockets.last().accept();
    sockets.last().end({ kind: 'closed', closeCode: 1006 });
    time.advance(499);
    expect(sockets.all).toHaveLength(1);
    time.advance(1);
    sockets.last().end({ kind: 'failed', error: { code: 'tier/untrusted-certificate', retryable: false } });
    time.advance(999);
    expect(sockets.all).toHaveLength(2);
    time.advance(1);
    expect(sockets.all).toHaveLength(3);
    expect(heard).toEqual(['connecting', 'open', 'tier/unreachable', 'connecting', 'tier/untrusted-certificate', 'connecting']);
  });

  test('asked to retry now, does not wait', () => {
    const { sockets, kept } = keep();
    sockets.last().end({ kind: 'failed', error: { code: 'tier/unreachable', retryable: true } });
    kept.retryNow();
    expect(sockets.all).toHaveLength(2);
  });

  test('gives up a connection from which nothing came for the limit', () => {
    const { time, sockets, heard } = keep();
    sockets.last().accept();
    time.advance(4000);
    sockets.last().text('sign of life');
    time.advance(4500);
    expect(heard.at(-1)).toBe('sign of life');
    time.advance(1000);
    expect(heard.at(-1)).toBe('tier/unreachable');
    expect(sockets.all[0]?.closedByClient()).toBe(true);
  });

  test('tells the server of a new token while open', () => {
    const { sockets, setToken } = keep();
    sockets.last().accept();
    setToken('token-2');
    expect(sockets.last().sent).toEqual([{ type: 'renew', accessToken: 'token-2' }]);
  });

  test.each([{ kind: 'closed', closeCode: 4401 } as const, { kind: 'refused', status: 401 } as const])('waits for another token when the server refuses the one it has (%o)', (end) => {
    const { time, sockets, heard, setToken } = keep();
    sockets.last().accept();
    sockets.last().end(end);
    expect(heard.at(-1)).toBe('session/expired');
    time.advance(20_000);
    setToken('token-1');
    expect(sockets.all).toHaveLength(1);
    setToken('token-2');
    expect(sockets.last().options.accessToken).toBe('token-2');
  });

  test('tries a refused token again after half a minute, should the server have been wrong', () => {
    const { time, sockets } = keep();
    sockets.last().end({ kind: 'refused', status: 403 });
    time.advance(30_000);
    expect(sockets.all).toHaveLength(2);
  });

  test('without a token does not connect; losing it ends the connection', () => {
    const { sockets, heard, setToken } = keep(null);
    expect(sockets.all).toHaveLength(0);
    setToken('token-1');
    sockets.last().accept();
    setToken(null);
    expect(sockets.last().closedByClient()).toBe(true);
    expect(heard).toEqual(['session/not-signed-in', 'connecting', 'open', 'session/not-signed-in']);
  });

  test('closed, leaves no timer and opens nothing more', () => {
    const { time, sockets, kept, setToken } = keep();
    sockets.last().end({ kind: 'closed', closeCode: 1006 });
    kept.close();
    kept.close();
    setToken('token-9');
    time.advance(120_000);
    expect([sockets.all.length, time.waiting()]).toEqual([1, 0]);
  });
});
