// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { MEDIA_PORT_MESSAGE } from '@contract/ipc/bridge.ts';
import { onMediaPort, onState, requests } from '../../../../renderer/bridge/bridge.ts';

const send = (data: unknown, source: unknown, port: unknown): void => {
  const event = new MessageEvent('message', { data });
  Object.defineProperties(event, { source: { value: source }, ports: { value: port === null ? [] : [port] } });
  window.dispatchEvent(event);
};

describe('the media port', () => {
  it('is taken from this window\'s own message, each time one comes', () => {
    const taken: unknown[] = [];
    const release = onMediaPort((port) => taken.push(port));
    send(MEDIA_PORT_MESSAGE, window, 'first');
    send(MEDIA_PORT_MESSAGE, window, 'second');
    release();
    send(MEDIA_PORT_MESSAGE, window, 'third');
    expect(taken).toEqual(['first', 'second']);
  });

  it('is not taken from another source, another message, or a message without a port', () => {
    const taken: unknown[] = [];
    onMediaPort((port) => taken.push(port));
    send(MEDIA_PORT_MESSAGE, null, 'foreign');
    send('something else', window, 'other');
    send(MEDIA_PORT_MESSAGE, window, null);
    expect(taken).toEqual([]);
  });
});

describe('what main answers and tells', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('comes as one text and is read here', async () => {
    const asked: unknown[] = [];
    let tell: (text: string) => void = () => undefined;
    vi.stubGlobal('vonglau', {
      requests: { 'directory.number': (input: unknown) => (asked.push(input), Promise.resolve('{"ok":true,"value":{"camera":null}}')) },
      onState: (listener: (text: string) => void) => {
        tell = listener;
        return () => undefined;
      },
    });
    expect(await requests()['directory.number']({ number: 12 })).toEqual({ ok: true, value: { camera: null } });
    expect(asked).toEqual([{ number: 12 }]);
    const told: unknown[] = [];
    onState((message) => told.push(message));
    tell('{"kind":"snapshot","slice":"units","revision":1,"records":[]}');
    expect(told).toEqual([{ kind: 'snapshot', slice: 'units', revision: 1, records: [] }]);
  });
});
