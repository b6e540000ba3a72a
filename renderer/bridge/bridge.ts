import { MEDIA_PORT_MESSAGE, type Bridge, type Unsubscribe } from '@contract/ipc/bridge.ts';
import { REQUEST_NAMES } from '@contract/ipc/names.ts';
import type { StateMessage } from '@contract/state/patch.ts';
import type {} from './global.d.ts';

/** The typed requests of this window. The only door to the main process together with the functions below. */
export function requests(): Bridge['requests'] {
  const wire: Readonly<Record<string, (input: never) => Promise<string>>> = window.vonglau.requests;
  // Main answers each request by the schema of its name: the contract both sides are built from.
  return Object.fromEntries(REQUEST_NAMES.map((name) => [name, async (input: never) => JSON.parse(await asked(wire[name], input)) as unknown])) as Bridge['requests'];
}

const asked = (ask: ((input: never) => Promise<string>) | undefined, input: never): Promise<string> => {
  if (ask === undefined) throw new Error('the preload has no such request: it is of another version than the page');
  return ask(input);
};

/** Snapshots and patches of the slices this window subscribed to. */
export const onState: Bridge['onState'] = (listener) =>
  window.vonglau.onState((message) => {
    // Of main, by the schemas both sides are built from.
    listener(JSON.parse(message) as StateMessage);
  });

/** The monitor's number is asked for. */
export const onIdentify: Bridge['onIdentify'] = (listener) => window.vonglau.onIdentify(listener);

/** These tiles of this window are looked for. */
export const onFlash: Bridge['onFlash'] = (listener) => window.vonglau.onFlash(listener);

/** Somebody can see this window, or nobody can. */
export const onSeen: Bridge['onSeen'] = (listener) => window.vonglau.onSeen(listener);

/** Which window this is and which monitor it fills (null for a desk). */
export const windowPlace = (): Bridge['window'] => window.vonglau.window;

/**
 * Takes the media port each time one comes: after load and after each restart of the media gateway.
 * The receiver owns the port and closes it.
 */
export function onMediaPort(take: (port: MessagePort) => void): Unsubscribe {
  const receive = (event: MessageEvent<unknown>): void => {
    if (event.source !== window || event.data !== MEDIA_PORT_MESSAGE) return;
    const port = event.ports[0];
    if (port !== undefined) take(port);
  };
  window.addEventListener('message', receive);
  return () => {
    window.removeEventListener('message', receive);
  };
}
