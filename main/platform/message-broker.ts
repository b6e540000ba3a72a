import { Socket } from 'node:net';
import { connect, Store, type IClientOptions, type MqttClient } from 'mqtt';
import { tlsOptions } from './tls-trust.ts';
import type { TrustPolicy } from './trust.ts';

export type BrokerState = 'connecting' | 'online' | 'offline';

/** A message broker as the wall needs it. */
export interface MessageBroker {
  /** At least once, unless the line is lost meanwhile. While the broker is away nothing is kept here: whoever owns a state says it again when it is back. */
  readonly publish: (topic: string, text: string, options: { readonly retain: boolean }) => void;
  readonly close: () => void;
}

export interface BrokerOptions {
  /** `mqtts://host:port`; `mqtt://` only to this PC itself. */
  readonly url: URL;
  readonly trust: TrustPolicy;
  readonly user: string | null;
  readonly password: string | null;
  /** Unique in the broker; the same after a restart, so that the broker ends what was left of the old connection. */
  readonly clientId: string;
  readonly subscribe: readonly string[];
  /** What the broker says for us when we leave without a word; retained. */
  readonly will: { readonly topic: string; readonly text: string };
  readonly onState: (state: BrokerState) => void;
  /** `text` is cut off from nothing: messages above MESSAGE_MAX_BYTES are left out and told with null. */
  readonly onMessage: (topic: string, text: string | null) => void;
}

export type ConnectBroker = (options: BrokerOptions) => MessageBroker;

export const MESSAGE_MAX_BYTES = 256 * 1024;
const KEEP_ALIVE_S = 5;
const CONNECT_TIMEOUT_MS = 5_000;
const LEAVE_MS = 1_000;
const RETRY_MS = { least: 500, most: 10_000 } as const;

/** Connects to an MQTT 5 broker (OASIS MQTT 5.0) and keeps connected until closed. */
export const connectBroker: ConnectBroker = ({ url, trust, user, password, clientId, subscribe, will, onState, onMessage }) => {
  let tries = 0;
  const secure: IClientOptions = url.protocol === 'mqtts:' ? tlsOptions(trust) : {};
  const options: IClientOptions = {
    ...secure,
    protocolVersion: 5,
    clientId,
    clean: true,
    keepalive: KEEP_ALIVE_S,
    connectTimeout: CONNECT_TIMEOUT_MS,
    reconnectPeriod: RETRY_MS.least,
    queueQoSZero: false,
    ...(user === null ? {} : { username: user }),
    ...(password === null ? {} : { password }),
    properties: { maximumPacketSize: MESSAGE_MAX_BYTES },
    will: { topic: will.topic, payload: Buffer.from(will.text), qos: 1, retain: true },
  };
  onState('connecting');
  const client: MqttClient = connect(url.href, options);
  client.on('connect', () => {
    tries = 0;
    client.options.reconnectPeriod = RETRY_MS.least;
    // Orders are small and follow one another: the second must not wait until the first was acknowledged.
    if (client.stream instanceof Socket) client.stream.setNoDelay(true);
    client.subscribe([...subscribe], { qos: 1 }, (failure) => onState(failure === null ? 'online' : 'offline'));
  });
  client.on('close', () => {
    // What was on its way is not sent again unasked when the line is back: it could be older than what others said meanwhile.
    client.outgoingStore = new Store();
    tries += 1;
    // Consoles that lost one broker together must not come back together.
    const ceiling = Math.min(RETRY_MS.most, RETRY_MS.least * 2 ** Math.min(tries, 8));
    client.options.reconnectPeriod = Math.max(RETRY_MS.least, Math.round(Math.random() * ceiling));
    onState('offline');
  });
  // Without a listener a refused connection would end the process; `close` follows and tells.
  client.on('error', () => undefined);
  client.on('message', (topic, payload) => {
    onMessage(topic, payload.length > MESSAGE_MAX_BYTES ? null : payload.toString('utf8'));
  });
  return {
    publish: (topic, text, { retain }) => {
      if (client.connected) client.publish(topic, text, { qos: 1, retain });
    },
    close: () => {
      // What was said last is still on its way; a broker that is away must not hold us.
      client.end(!client.connected);
      setTimeout(() => client.end(true), LEAVE_MS).unref();
    },
  };
};
