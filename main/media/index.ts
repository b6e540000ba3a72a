import type { GatewayToWindow } from '@contract/ipc/media-port.ts';
import { systemClock, systemTimers } from '../platform/clock.ts';
import { systemRandom } from '../platform/random.ts';
import { createGateway, type WindowPort } from './gateway.ts';
import type { BrokerMessage, GatewayMessage } from './gateway-protocol.ts';
import { wsAnnexb } from './transports/ws-annexb/index.ts';

// Entry of the media gateway: an Electron utilityProcess, so that a flood or a fault of video leaves main alone.

/** What is used of electron's MessagePortMain. Its postMessage copies; in a utilityProcess it can transfer ports only. */
interface MessagePortMain {
  readonly on: ((event: 'message', listener: (message: { readonly data: unknown }) => void) => unknown) & ((event: 'close', listener: () => void) => unknown);
  readonly postMessage: (message: GatewayToWindow) => void;
  readonly start: () => void;
  readonly close: () => void;
}

/** What is used of electron's process.parentPort. */
interface ParentPort {
  readonly on: (event: 'message', listener: (message: { readonly data: unknown; readonly ports: readonly MessagePortMain[] }) => void) => unknown;
  readonly postMessage: (message: GatewayMessage) => void;
}

const isParentPort = (port: unknown): port is ParentPort => typeof port === 'object' && port !== null && 'on' in port && 'postMessage' in port;
const isBrokerMessage = (data: unknown): data is BrokerMessage => typeof data === 'object' && data !== null && 'kind' in data && typeof data.kind === 'string';

function windowPort(port: MessagePortMain, onDidClose: () => void): WindowPort {
  port.on('close', onDidClose);
  return {
    post: (message) => port.postMessage(message),
    onMessage: (handler) => {
      port.on('message', (message) => handler(message.data));
      port.start();
    },
    close: () => port.close(),
  };
}

function run(parent: ParentPort): void {
  const gateway = createGateway({ post: (message) => parent.postMessage(message), transports: { 'ws-annexb': wsAnnexb }, clock: systemClock, timers: systemTimers, random: systemRandom.unit });
  parent.on('message', ({ data, ports }) => {
    if (!isBrokerMessage(data)) return;
    const port = ports[0];
    if (data.kind !== 'port' || port === undefined) return gateway.handle(data, null);
    const id = data.port;
    gateway.handle(data, windowPort(port, () => gateway.handle({ kind: 'port-closed', port: id }, null)));
  });
}

const parentPort: unknown = 'parentPort' in process ? process.parentPort : null;
if (!isParentPort(parentPort)) throw new Error('the media gateway runs as a utilityProcess');
run(parentPort);
