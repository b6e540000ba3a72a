import { contextBridge, ipcRenderer } from 'electron';
import type { Unsubscribe, WireBridge } from '@contract/ipc/bridge.ts';
import { CHANNEL_PREFIX, MEDIA_PORT_MESSAGE, REQUEST_NAMES, type PushName } from '@contract/ipc/names.ts';

const argument = (name: string): string | null => {
  const prefix = `--vonglau-${name}=`;
  const found = process.argv.find((text) => text.startsWith(prefix));
  return found === undefined ? null : found.slice(prefix.length);
};

// Every subscribe answers its own unsubscribe: the context bridge wraps callbacks, so removing by identity cannot work.
const on =
  <T>(name: PushName) =>
  (listener: (payload: T) => void): Unsubscribe => {
    const handler = (_event: unknown, payload: T) => listener(payload);
    ipcRenderer.on(CHANNEL_PREFIX + name, handler);
    return () => void ipcRenderer.removeListener(CHANNEL_PREFIX + name, handler);
  };

const requests = Object.freeze(Object.fromEntries(REQUEST_NAMES.map((name) => [name, (input: unknown): Promise<unknown> => ipcRenderer.invoke(CHANNEL_PREFIX + name, input)])));

const bridge: Record<keyof WireBridge, unknown> = {
  requests,
  onState: on('state.message'),
  onIdentify: on('wall.identify'),
  onFlash: on('wall.flash'),
  onSeen: on('window.seen'),
  window: Object.freeze({ kind: argument('window') === 'wall' ? 'wall' : 'desk', monitor: argument('monitor') }),
};

// A port cannot cross the context bridge: it goes to the page as a message of the page's own origin.
ipcRenderer.on(CHANNEL_PREFIX + 'media.port', (event) => {
  const [port] = event.ports;
  if (port !== undefined) window.postMessage(MEDIA_PORT_MESSAGE, window.location.origin, [port]);
});

contextBridge.exposeInMainWorld('vonglau', Object.freeze(bridge));
