import type { GatewayToWindow, WindowToGateway } from '@contract/ipc/media-port.ts';
import { assertNever } from '@contract/domain/result.ts';
import type { ProfileName } from '@contract/domain/stream.ts';
import type { CameraId, StreamId } from '@contract/domain/units.ts';
import type { Cancel, Clock, Timers } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import { createSkipCount } from '../platform/skip-count.ts';
import type { LiveSource } from '../vms/adapter.ts';
import type { BrokerMessage, GatewayMessage, PortId } from './gateway-protocol.ts';
import { createSharedPull, type SharedPull } from './shared-pull.ts';
import type { LiveTransport, TransportFactory } from './transports/transport.ts';

/** The gateway's end of a window's media port. */
export interface WindowPort {
  readonly post: (message: GatewayToWindow) => void;
  readonly onMessage: (handler: (data: unknown) => void) => void;
  /** May be called twice. */
  readonly close: () => void;
}

export interface GatewayOptions {
  readonly post: (message: GatewayMessage) => void;
  readonly transports: Readonly<Record<LiveSource['transport'], TransportFactory>>;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: () => number;
}

export interface Gateway {
  /** `port` comes with a `port` message. */
  readonly handle: (message: BrokerMessage, port: WindowPort | null) => void;
  /** Ends all; may be called twice. */
  readonly close: () => void;
}

/** A camera nobody shows any more is pulled on for so long: tiles move between windows. */
const LINGER_MS = 2000;
const LOAD_PERIOD_MS = 2000;

interface Attachment {
  readonly pull: SharedPull;
  readonly release: () => void;
}

interface OpenPort {
  readonly port: WindowPort;
  readonly attachments: Map<StreamId, Attachment>;
}

/** Pulls each camera once and hands it to every window that was granted it. Runs in the media gateway process. */
export function createGateway(options: GatewayOptions): Gateway {
  const { post, clock, timers, random } = options;
  const log: Log = {
    info: (event, fields = {}) => post({ kind: 'log', level: 'info', event, fields }),
    warn: (event, fields = {}) => post({ kind: 'log', level: 'warn', event, fields }),
    error: (event, fields = {}) => post({ kind: 'log', level: 'error', event, fields }),
  };
  const skip = createSkipCount(log, 'media.ignored');
  const ports = new Map<PortId, OpenPort>();
  const pulls = new Map<string, SharedPull>();
  const lingering = new Map<string, Cancel>();
  let source: LiveSource | null = null;
  let accessToken: string | null = null;
  let transport: LiveTransport | null = null;
  let receivedBytes = 0;
  let loadSinceMonoMs = clock.monoMs();

  const whyNot = () => (source === null ? 'tier/address-missing' : 'session/not-signed-in');

  const disconnect = (): void => {
    transport?.close();
    transport = null;
  };

  const connect = (): void => {
    if (transport !== null || source === null || accessToken === null) return;
    transport = options.transports[source.transport](source, {
      accessToken: () => accessToken,
      clock,
      timers,
      random,
      log,
      onConnection: (state) => post({ kind: 'connection', state }),
      onReceived: (bytes) => {
        receivedBytes += bytes;
      },
    });
    for (const pull of pulls.values()) pull.connect(transport);
  };

  const pullOf = (camera: CameraId, profile: ProfileName): { readonly key: string; readonly pull: SharedPull } => {
    const key = `${profile} ${camera}`;
    lingering.get(key)?.();
    lingering.delete(key);
    const running = pulls.get(key);
    if (running !== undefined) return { key, pull: running };
    const pull = createSharedPull(camera, profile, whyNot());
    pulls.set(key, pull);
    if (transport !== null) pull.connect(transport);
    return { key, pull };
  };

  const linger = (key: string, pull: SharedPull): void => {
    if (pull.viewers() > 0 || pulls.get(key) !== pull) return;
    const end = (): void => {
      lingering.delete(key);
      pulls.delete(key);
      pull.disconnect({ kind: 'closed' });
    };
    lingering.set(key, timers.after(LINGER_MS, end));
  };

  const attach = (open: OpenPort, stream: StreamId, camera: CameraId, profile: ProfileName): void => {
    open.attachments.get(stream)?.release();
    const { key, pull } = pullOf(camera, profile);
    const remove = pull.add({
      onStatus: (status) => open.port.post({ kind: 'status', stream, status }),
      onUnit: (unit) => open.port.post({ kind: 'unit', stream, ...unit }),
    });
    const release = (): void => {
      open.attachments.delete(stream);
      remove();
      linger(key, pull);
    };
    open.attachments.set(stream, { pull, release });
  };

  const detach = (open: OpenPort, stream: StreamId): void => {
    const attachment = open.attachments.get(stream);
    if (attachment === undefined) return;
    attachment.release();
    open.port.post({ kind: 'status', stream, status: { kind: 'closed' } });
  };

  const closePort = (id: PortId): void => {
    const open = ports.get(id);
    if (open === undefined) return;
    ports.delete(id);
    for (const attachment of [...open.attachments.values()]) attachment.release();
    open.port.close();
  };

  const openPort = (id: PortId, port: WindowPort | null): void => {
    if (port === null) return skip('port missing');
    closePort(id);
    const open: OpenPort = { port, attachments: new Map() };
    ports.set(id, open);
    port.onMessage((data) => {
      const attachment = isWindowToGateway(data) ? open.attachments.get(data.stream) : undefined;
      if (attachment === undefined) skip('window message');
      else attachment.pull.requestKeyFrame();
    });
  };

  /** Nothing of what was seen stays behind: streams, connection and pictures are gone. */
  const forget = (): void => {
    for (const open of ports.values()) for (const stream of [...open.attachments.keys()]) detach(open, stream);
    for (const cancel of lingering.values()) cancel();
    lingering.clear();
    for (const pull of pulls.values()) pull.disconnect({ kind: 'closed' });
    pulls.clear();
    disconnect();
  };

  const setToken = (token: string | null): void => {
    accessToken = token;
    if (token === null) forget();
    else if (transport === null) connect();
    else transport.renew();
  };

  const setSource = (next: LiveSource, token: string | null): void => {
    source = next;
    accessToken = token;
    disconnect();
    if (token === null) return forget();
    connect();
  };

  const handle = (message: BrokerMessage, port: WindowPort | null): void => {
    switch (message.kind) {
      case 'source':
        return setSource(message.source, message.accessToken);
      case 'token':
        return setToken(message.accessToken);
      case 'port':
        return openPort(message.port, port);
      case 'port-closed':
        return closePort(message.port);
      case 'attach': {
        const open = ports.get(message.port);
        return open === undefined ? skip('unknown port') : attach(open, message.stream, message.camera, message.profile);
      }
      case 'detach': {
        const open = ports.get(message.port);
        return open === undefined ? skip('unknown port') : detach(open, message.stream);
      }
      case 'retry-now':
        return transport?.retryNow();
      default:
        return assertNever(message);
    }
  };

  const stopLoad = timers.every(LOAD_PERIOD_MS, () => {
    const nowMonoMs = clock.monoMs();
    const elapsedMs = Math.max(1, nowMonoMs - loadSinceMonoMs);
    let delivered = 0;
    for (const open of ports.values()) delivered += open.attachments.size;
    post({ kind: 'load', pulled: transport === null ? 0 : pulls.size, delivered, receivedKbps: Math.round((receivedBytes * 8) / elapsedMs) });
    receivedBytes = 0;
    loadSinceMonoMs = nowMonoMs;
  });

  return {
    handle,
    close: () => {
      stopLoad();
      forget();
      for (const id of [...ports.keys()]) closePort(id);
    },
  };
}

function isWindowToGateway(data: unknown): data is WindowToGateway {
  return typeof data === 'object' && data !== null && 'kind' in data && data.kind === 'key-frame' && 'stream' in data && typeof data.stream === 'number';
}
