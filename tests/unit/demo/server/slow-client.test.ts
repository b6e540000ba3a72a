import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { WebSocket, WebSocketServer } from 'ws';
import { afterEach, expect, test } from 'vitest';
import { BEHIND_MAX, EVENTS_PROTOCOL, serveEvents, type EventsOptions } from '../../../../demo/server/events.ts';
import { createEventLog } from '../../../../demo/server/event-log.ts';
import { systemClock } from '../../../../demo/server/clock.ts';

const clock = systemClock();
const CHUNK = 'a'.repeat(1_048_576);
let server: WebSocketServer | null = null;
afterEach(() => {
  server?.close();
});

test('a client that does not read is let go before it fills the memory, and one that reads has everything', { timeout: 30_000 }, async () => {
  const log = createEventLog<string>(clock);
  server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  const parts: Omit<EventsOptions, 'socket'> = { log, heartbeatMs: 60_000, clock, schemas: { guard: () => (value): value is never => value === null }, sessions: { callerOf: () => null }, tokens: { onDidRevoke: () => () => undefined }, caller: { subjectId: 'p1', familyId: 'f1', accessExpiresUtcMs: clock.nowUtcMs() + 60_000 } };
  const served: WebSocket[] = [];
  server.on('connection', (socket) => {
    served.push(socket);
    serveEvents({ ...parts, socket });
  });
  const connect = async (): Promise<{ readonly client: WebSocket; readonly heard: string[] }> => {
    const client = new WebSocket(`ws://127.0.0.1:${String((server?.address() as AddressInfo).port)}`, EVENTS_PROTOCOL);
    const heard: string[] = [];
    client.on('message', (data) => heard.push(String(data).slice(0, 60)));
    await once(client, 'message');
    client.send(JSON.stringify({ type: 'identify' }));
    await expect.poll(() => heard.some((text) => text.includes('ready'))).toBe(true);
    return { client, heard };
  };
  const slow = await connect();
  const quick = await connect();
  slow.client.pause();
  const [slowServed] = served;
  const most = 3 * (BEHIND_MAX / CHUNK.length);
  let sent = 0;
  let highest = 0;
  for (; sent < most && slowServed?.readyState === WebSocket.OPEN; sent += 1) {
    log.append(CHUNK);
    highest = Math.max(highest, slowServed.bufferedAmount);
    await expect.poll(() => quick.heard.filter((text) => text.includes('"event"')).length).toBe(sent + 1);
  }
  expect(slowServed?.readyState).not.toBe(WebSocket.OPEN);
  expect(highest).toBeLessThan(BEHIND_MAX + 2 * CHUNK.length);
  log.append('last');
  await expect.poll(() => quick.heard.filter((text) => text.includes('"event"')).length).toBe(sent + 1);
  slow.client.terminate();
  quick.client.terminate();
});
