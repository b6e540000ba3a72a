import { describe, expect, test } from 'vitest';
import { streamId } from '@contract/domain/units.ts';
import { GATEWAY_SOURCE as SOURCE, OPEN, startGateway as start, unit } from '../../../builders/gateway-scene.ts';

describe('the media gateway', () => {
  test('pulls a camera once for all windows that show it', () => {
    const { pulled, window, signIn, upstream } = start();
    signIn();
    const desk = window(1);
    const wall = window(2);
    desk.attach(1, 'cam');
    wall.attach(2, 'cam');
    wall.attach(3, 'cam');
    upstream().listener.onStatus(OPEN);
    upstream().listener.onUnit(unit(1, true));
    expect(pulled.map(({ camera }) => camera)).toEqual(['cam sub']);
    expect(desk.units()).toEqual(['1 1']);
    expect(wall.units()).toEqual(['2 1', '3 1']);
    expect(desk.statuses()).toEqual(['1 opening', '1 open']);
  });

  test('gives a late window the pictures since the last key frame, all but the last as pre-roll', () => {
    const { window, signIn, upstream } = start();
    signIn();
    window(1).attach(1, 'cam');
    upstream().listener.onStatus(OPEN);
    [unit(1, true), unit(2), unit(3, true), unit(4), unit(5)].forEach(upstream().listener.onUnit);
    const late = window(2);
    late.attach(2, 'cam');
    upstream().listener.onUnit(unit(6));
    expect(late.statuses()).toEqual(['2 open']);
    expect(late.units()).toEqual(['2 3 preroll', '2 4 preroll', '2 5', '2 6']);
  });

  test('starts a late window with a key frame when none is kept, and asks for one', () => {
    const { window, signIn, upstream } = start();
    signIn();
    window(1).attach(1, 'cam');
    upstream().listener.onStatus(OPEN);
    const late = window(2);
    late.attach(2, 'cam');
    upstream().listener.onUnit(unit(8));
    upstream().listener.onUnit(unit(9, true));
    upstream().listener.onUnit(unit(10));
    expect(late.units()).toEqual(['2 9', '2 10']);
    expect(upstream().keyFrames).toBeGreaterThan(0);
  });

  test('shows a window that has waited long for its first key frame that pictures come, so that its tile can say what it waits for', () => {
    const { time, window, signIn, upstream } = start();
    signIn();
    const desk = window(1);
    desk.attach(1, 'cam');
    upstream().listener.onStatus(OPEN);
    upstream().listener.onUnit(unit(1));
    expect(desk.units()).toEqual([]);
    time.advance(2_000);
    upstream().listener.onUnit(unit(2));
    expect(desk.units()).toEqual(['1 2']);
    [unit(3, true), unit(4)].forEach(upstream().listener.onUnit);
    expect(desk.units()).toEqual(['1 2', '1 3', '1 4']);
  });

  test('pulls on for 2 s after the last tile let go, so that a tile can move', () => {
    const { time, pulled, window, signIn, upstream } = start();
    signIn();
    const desk = window(1);
    desk.attach(1, 'cam');
    desk.detach(1);
    time.advance(1900);
    window(2).attach(2, 'cam');
    time.advance(5000);
    expect([pulled.length, upstream().closed]).toEqual([1, false]);
  });

  test('ends the pull when nobody came back', () => {
    const { time, pulled, window, signIn, upstream } = start();
    signIn();
    const desk = window(1);
    desk.attach(1, 'cam');
    desk.detach(1);
    expect(desk.statuses()).toEqual(['1 opening', '1 closed']);
    time.advance(2000);
    expect(upstream().closed).toBe(true);
    desk.attach(2, 'cam');
    expect(pulled).toHaveLength(2);
  });

  test('tells every window of a lost connection, and shows no picture from before it to late ones', () => {
    const { window, signIn, upstream } = start();
    signIn();
    const desk = window(1);
    desk.attach(1, 'cam');
    upstream().listener.onStatus(OPEN);
    upstream().listener.onUnit(unit(1, true));
    upstream().listener.onStatus({ kind: 'unreachable', code: 'tier/unreachable' });
    const late = window(2);
    late.attach(2, 'cam');
    expect(desk.last()).toEqual({ kind: 'status', stream: 1, status: { kind: 'unreachable', code: 'tier/unreachable' } });
    expect([late.statuses(), late.units()]).toEqual([['2 unreachable'], []]);
  });

  test('signed out, closes every stream, the connection and all kept pictures', () => {
    const { gateway, transports, window, signIn, upstream, pulled } = start();
    signIn();
    const desk = window(1);
    desk.attach(1, 'cam');
    upstream().listener.onStatus(OPEN);
    upstream().listener.onUnit(unit(1, true));
    gateway.handle({ kind: 'token', accessToken: null }, null);
    expect(desk.statuses().at(-1)).toBe('1 closed');
    expect(transports.at(-1)).toBe('close');
    gateway.handle({ kind: 'token', accessToken: 'token-2' }, null);
    desk.attach(2, 'cam');
    expect(pulled).toHaveLength(2);
    expect(desk.units()).toEqual(['1 1']);
  });

  test('asked before anybody signed in, says so, and opens when somebody has', () => {
    const { gateway, window, pulled } = start();
    const desk = window(1);
    desk.attach(1, 'cam');
    expect(desk.last()).toMatchObject({ status: { kind: 'unreachable', code: 'tier/address-missing' } });
    gateway.handle({ kind: 'source', source: SOURCE, accessToken: 'token-1' }, null);
    expect([pulled.length, desk.statuses().at(-1)]).toEqual([1, '1 opening']);
  });

  test('with another server, opens there what the windows show', () => {
    const { gateway, transports, window, signIn, pulled } = start();
    signIn();
    window(1).attach(1, 'cam');
    gateway.handle({ kind: 'source', source: { ...SOURCE, url: 'wss://other.example/v1/live' }, accessToken: 'token-1' }, null);
    expect(transports).toEqual(['start wss://tier.example/v1/live', 'close', 'start wss://other.example/v1/live']);
    expect(pulled.map(({ camera }) => camera)).toEqual(['cam sub', 'cam sub']);
  });

  test('passes a new token and the wish to retry on', () => {
    const { gateway, transports, signIn } = start();
    signIn();
    gateway.handle({ kind: 'token', accessToken: 'token-2' }, null);
    gateway.handle({ kind: 'retry-now' }, null);
    expect(transports.slice(1)).toEqual(['renew token-2', 'retry']);
  });

  test('hears a window ask for key frames of its own streams and nothing else', () => {
    const { window, signIn, upstream, posted } = start();
    signIn();
    const desk = window(1);
    window(2).attach(2, 'cam');
    desk.attach(1, 'cam');
    for (const junk of [null, 'key-frame', { kind: 'attach', camera: 'x' }, { kind: 'key-frame', stream: 2 }, { kind: 'key-frame', stream: 'x' }]) desk.say(junk);
    expect(upstream().keyFrames).toBe(0);
    expect(posted.filter(({ kind }) => kind === 'log')).not.toEqual([]);
    desk.say({ kind: 'key-frame', stream: 1 });
    expect(upstream().keyFrames).toBe(1);
  });

  test('ignores what is meant for a port it does not know', () => {
    const { gateway, window, signIn, pulled } = start();
    signIn();
    const desk = window(1);
    gateway.handle({ kind: 'port-closed', port: 1 }, null);
    desk.attach(1, 'cam');
    gateway.handle({ kind: 'detach', port: 9, stream: streamId(1) }, null);
    gateway.handle({ kind: 'port-closed', port: 9 }, null);
    expect([pulled.length, desk.closed()]).toEqual([0, true]);
  });

  test('lets go of what a closed window showed', () => {
    const { time, gateway, window, signIn, upstream } = start();
    signIn();
    window(1).attach(1, 'cam');
    gateway.handle({ kind: 'port-closed', port: 1 }, null);
    time.advance(2000);
    expect(upstream().closed).toBe(true);
  });

  test('tells its load every 2 s', () => {
    const { time, posted, window, signIn, receive } = start();
    signIn();
    const desk = window(1);
    desk.attach(1, 'cam-a');
    desk.attach(2, 'cam-a');
    desk.attach(3, 'cam-b');
    receive(250_000);
    time.advance(4000);
    expect(posted.filter(({ kind }) => kind === 'load')).toEqual([
      { kind: 'load', pulled: 2, delivered: 3, receivedKbps: 1000, keptCameras: 0, keptMb: 0 },
      { kind: 'load', pulled: 2, delivered: 3, receivedKbps: 0, keptCameras: 0, keptMb: 0 },
    ]);
  });

  test('closed, leaves no timer', () => {
    const { time, gateway, window, signIn } = start();
    signIn();
    window(1).attach(1, 'cam');
    gateway.close();
    gateway.close();
    expect(time.waiting()).toBe(0);
  });
});
