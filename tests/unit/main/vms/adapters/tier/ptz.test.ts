import { describe, expect, test } from 'vitest';
import { STILL, type PtzHead } from '@contract/domain/ptz.ts';
import { err, ok } from '@contract/domain/result.ts';
import { cameraId } from '@contract/domain/units.ts';
import type { TierClient } from '../../../../../../main/vms/adapters/tier/client.ts';
import { createPtz } from '../../../../../../main/vms/adapters/tier/ptz.ts';
import { createFakeSockets } from '../../../../../builders/fake-sockets.ts';
import { createFakeTime } from '../../../../../builders/fake-time.ts';
import { createRecordingLog } from '../../../../../builders/recording-log.ts';

const C1 = cameraId('c1');
const HOLDER = { personId: 'p2', name: 'An', unitName: 'Bộ Công an', level: 70 };
const HEAD = { cameraId: 'c1', holder: HOLDER, sinceUtcMs: 5, untilUtcMs: null, moving: true, patrol: null, tracking: false, position: { panDeg: 10, tiltDeg: -5, zoom: 2 } };
const RIGHT = { pan: 1, tilt: 0, zoom: 0 };

function open(places: unknown = {}) {
  const time = createFakeTime();
  const sockets = createFakeSockets();
  const log = createRecordingLog();
  const heard: string[] = [];
  const heads: PtzHead[] = [];
  let token: string | null = 'token-1';
  const skipped: number[] = [];
  const client: TierClient = {
    raw: () => Promise.resolve(err('app/internal')),
    skipped: (_list, count) => void skipped.push(count),
    read: (_request, reader) => {
      const read = reader.safeParse(places);
      return Promise.resolve(read.success ? ok(read.data) : err('tier/bad-answer'));
    },
  };
  const environment = { baseUrl: new URL('https://tier.example'), trust: { caPem: null, spkiPins: [] }, accessToken: () => token, clock: time.clock, timers: time.timers, random: () => 1, log };
  const ptz = createPtz(environment, 'wss://tier.example/v1/ptz', client, sockets.open);
  const link = ptz.port.open({
    onHeads: (items, isAll) => {
      heads.push(...items);
      heard.push(`${isAll ? 'all' : 'some'} ${items.length}`);
    },
    onTaken: (camera, by) => void heard.push(`${camera} taken by ${by.name}`),
    onMoveRefused: (camera, { code }) => void heard.push(`${camera} refused ${code}`),
    onAsked: (ask) => void heard.push(`${ask.id} ${ask.state} ${ask.side}`),
    onConnection: (connected) => void heard.push(connected ? 'connected' : 'lost'),
  });
  const connect = () => {
    sockets.last().accept();
    sockets.last().text({ type: 'heads', items: [] });
  };
  return { time, sockets, log, heard, heads, skipped, link, ptz, connect, setToken: (next: string | null) => (token = next) };
}

describe('the link to heads', () => {
  test('is there once the server has said how all heads stand', () => {
    const { sockets, heard, heads, link } = open();
    sockets.last().accept();
    expect(link.move(C1, RIGHT)).toBe(false);
    sockets.last().text({ type: 'heads', items: [HEAD] });
    expect(heard).toEqual(['all 1', 'connected']);
    expect(heads).toEqual([{ id: 'c1', holder: HOLDER, sinceUtcMs: 5, untilUtcMs: null, moving: true, patrol: null, tracking: false, position: HEAD.position }]);
    expect(link.move(C1, RIGHT)).toBe(true);
  });

  test('puts a movement on the wire before it returns, and answers each request with its own outcome', async () => {
    const { sockets, link, connect } = open();
    connect();
    link.move(C1, RIGHT);
    expect(sockets.last().sent).toEqual([{ type: 'move', request: 1, cameraId: 'c1', ...RIGHT }]);
    const claim = link.claim(C1);
    const home = link.act(C1, { kind: 'home' });
    expect(sockets.last().sent.slice(1)).toEqual([{ type: 'claim', request: 2, cameraId: 'c1' }, { type: 'do', request: 3, cameraId: 'c1', act: { kind: 'home' } }]);
    sockets.last().text({ type: 'outcome', request: 3, ok: true });
    sockets.last().text({ type: 'outcome', request: 2, ok: false, code: 'ptz/held', holder: HOLDER });
    expect(await claim).toMatchObject({ ok: false, error: { code: 'ptz/held' } });
    expect(await home).toEqual(ok(null));
  });

  test('tells of a refused movement which camera it was, though more went on the wire since, and nothing once that was stopped', () => {
    const { sockets, heard, link, connect } = open();
    connect();
    link.move(C1, RIGHT);
    link.move(cameraId('c2'), RIGHT);
    link.move(C1, RIGHT);
    sockets.last().text({ type: 'outcome', request: 1, ok: false, code: 'ptz/no-hand' });
    sockets.last().text({ type: 'outcome', request: 2, ok: false, code: 'made/up' });
    expect(heard).toEqual(['all 0', 'connected', 'c1 refused ptz/no-hand', 'c2 refused tier/refused']);
    link.move(C1, STILL);
    sockets.last().text({ type: 'outcome', request: 3, ok: false, code: 'ptz/no-hand' });
    sockets.last().text({ type: 'outcome', request: 4, ok: false, code: 'ptz/no-hand' });
    expect(heard).toHaveLength(4);
  });

  test('takes a code it does not know for a refusal, and a server that does not answer for unreachable', async () => {
    const { sockets, time, link, connect } = open();
    connect();
    const odd = link.claim(C1);
    sockets.last().text({ type: 'outcome', request: 1, ok: false, code: 'made/up' });
    expect(await odd).toMatchObject({ error: { code: 'tier/refused' } });
    const silent = link.release(C1);
    for (let beats = 0; beats < 3; beats += 1) {
      time.advance(2000);
      sockets.last().text({ type: 'heartbeat', utcMs: 1 });
    }
    expect(await silent).toMatchObject({ error: { code: 'ptz/unreachable', retryable: true } });
  });

  test('lost: everything asked fails, nothing moves over the next connection by itself, and heads come anew', async () => {
    const { sockets, time, heard, link, connect } = open();
    connect();
    link.move(C1, RIGHT);
    const claim = link.claim(C1);
    sockets.last().end({ kind: 'closed', closeCode: 1006 });
    expect(await claim).toMatchObject({ error: { code: 'ptz/unreachable' } });
    expect(link.move(C1, RIGHT)).toBe(false);
    time.advance(500);
    connect();
    expect(sockets.last().sent).toEqual([]);
    expect(heard).toEqual(['all 0', 'connected', 'lost', 'all 0', 'connected']);
  });

  test('is dead after two heartbeats that did not come', () => {
    const { time, heard, connect } = open();
    connect();
    time.advance(5000);
    expect(heard.at(-1)).toBe('lost');
  });

  test('tells the server of a new token on the same connection, in order with a stop', () => {
    const { sockets, link, connect, setToken } = open();
    connect();
    link.move(C1, RIGHT);
    setToken('token-2');
    link.renew();
    link.move(C1, STILL);
    expect(sockets.last().sent.slice(1)).toEqual([{ type: 'renew', accessToken: 'token-2' }, { type: 'move', request: 2, cameraId: 'c1', ...STILL }]);
    expect(sockets.all).toHaveLength(1);
  });

  test('closed: stops what moves first, says nothing more, and may be closed twice', async () => {
    const { sockets, heard, link, ptz, connect } = open();
    connect();
    link.move(C1, RIGHT);
    const claim = link.claim(C1);
    ptz.closeAll();
    link.close();
    expect(sockets.last().sent.at(-1)).toMatchObject({ type: 'move', ...STILL });
    expect(sockets.last().closedByClient()).toBe(true);
    expect(await claim).toMatchObject({ ok: false });
    expect(heard).toEqual(['all 0', 'connected']);
    expect(link.move(C1, RIGHT)).toBe(false);
  });
});

describe('what the server says wrongly', () => {
  test('spoils only itself: a bad head is left out, a bad place is no place, junk is counted', () => {
    const { sockets, heads, log, connect } = open();
    connect();
    sockets.last().text({ type: 'changed', items: [{ ...HEAD, cameraId: '__proto__' }, { ...HEAD, position: { panDeg: 7e9 } }, 'junk', { ...HEAD, cameraId: 'c2', holder: { ...HOLDER, name: 'An\u202e\nBình' } }] });
    expect(heads.map(({ id, position, holder }) => [id, position, holder?.name])).toEqual([['c1', null, 'An'], ['c2', HEAD.position, 'An Bình']]);
    for (const junk of ['{', '[]', '{"type":"unheard-of"}', { type: 'taken', cameraId: 'c1' }]) sockets.last().text(junk);
    sockets.last().binary(new Uint8Array(3));
    sockets.last().text({ type: 'taken', cameraId: 'c1', by: HOLDER });
    expect(log.lines.filter(([event]) => event === 'tier.ptz-skipped').map(([, fields]) => fields['reason'])).toEqual(['head', 'message', 'message', 'message', 'binary']);
  });

  test('of places: those that can be read are there, the first of each number, pictures only when they are some', async () => {
    const preset = (number: unknown, more: object = {}) => ({ number, name: 'Cổng', ...more });
    const { ptz, skipped } = open({ presets: [preset(1, { pictureBase64: 'AAAA' }), preset(1), preset(0), preset(2, { pictureBase64: '<svg>' })], patrols: [{ number: 1, name: 'Vòng', steps: [{ preset: 1, dwellS: 5 }] }, {}] });
    expect(await ptz.port.places(C1)).toEqual(ok({ presets: [{ number: 1, name: 'Cổng', pictureBase64: 'AAAA' }, { number: 2, name: 'Cổng' }], patrols: [{ number: 1, name: 'Vòng', steps: [{ preset: 1, dwellS: 5 }] }] }));
    expect(skipped).toEqual([2]);
  });
});
