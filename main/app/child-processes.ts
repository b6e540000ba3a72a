import { MessageChannelMain, utilityProcess, type MessagePortMain, type WebContents } from 'electron';
import type { DirectoryReport } from '../directory/protocol.ts';
import type { GatewayMessage } from '../media/gateway-protocol.ts';
import type { GatewayProcess } from '../media/broker.ts';
import type { DirectoryProcess } from '../services/directory/directory-link.ts';
import { pushTo } from '../ipc/ipc-main.ts';
import type { Log } from '../platform/log.ts';

interface Spawning<Message> {
  readonly file: string;
  readonly serviceName: string;
  readonly log: Log;
  readonly onMessage: (message: Message) => void;
  readonly onExit: (code: number) => void;
}

/** What it writes to its error output goes to the log. */
function spawn<Message>({ file, serviceName, log, onMessage, onExit }: Spawning<Message>): Electron.UtilityProcess {
  const child = utilityProcess.fork(file, [], { serviceName, stdio: ['ignore', 'ignore', 'pipe'] });
  child.on('message', (message: Message) => onMessage(message));
  child.once('exit', onExit);
  child.stderr?.on('data', (data: Buffer) => log.warn('process.stderr', { process: serviceName, text: data.toString('utf8').slice(0, 500) }));
  return child;
}

/** Starts the media gateway as a process of its own. */
export function spawnGateway(file: string, log: Log, onMessage: (message: GatewayMessage) => void, onExit: (code: number) => void): GatewayProcess<MessagePortMain> {
  const child = spawn<GatewayMessage>({ file, serviceName: 'vonglau-media-gateway', log, onMessage, onExit });
  return {
    post: (message, port) => child.postMessage(message, port === undefined ? [] : [port]),
    kill: () => void child.kill(),
  };
}

/** Starts the directory as a process of its own. */
export function spawnDirectory(file: string, log: Log, onMessage: (report: DirectoryReport) => void, onExit: (code: number) => void): DirectoryProcess {
  const child = spawn<DirectoryReport>({ file, serviceName: 'vonglau-directory', log, onMessage, onExit });
  return {
    post: (command) => child.postMessage(command),
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
