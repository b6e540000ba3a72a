import { MessageChannelMain, utilityProcess, type MessagePortMain, type WebContents } from 'electron';
import type { GatewayMessage } from '../media/gateway-protocol.ts';
import type { GatewayProcess } from '../media/broker.ts';
import { pushTo } from '../ipc/ipc-main.ts';
import type { Log } from '../platform/log.ts';

/** Starts the media gateway as a process of its own. */
export function spawnGateway(file: string, log: Log, onMessage: (message: GatewayMessage) => void, onExit: (code: number) => void): GatewayProcess<MessagePortMain> {
  const child = utilityProcess.fork(file, [], { serviceName: 'vonglau-media-gateway', stdio: ['ignore', 'ignore', 'pipe'] });
  child.on('message', (message: GatewayMessage) => onMessage(message));
  child.once('exit', onExit);
  child.stderr?.on('data', (data: Buffer) => log.warn('media.gateway-stderr', { text: data.toString('utf8').slice(0, 500) }));
  return {
    post: (message, port) => child.postMessage(message, port === undefined ? [] : [port]),
    kill: () => void child.kill(),
  };
}

/** Gives a window one end of a new channel, answers the other. */
export function connectWindowPort(contents: WebContents | null): MessagePortMain | null {
  if (contents === null || contents.isDestroyed()) return null;
  const { port1, port2 } = new MessageChannelMain();
  pushTo(contents, 'media.port', null, [port1]);
  return port2;
}
