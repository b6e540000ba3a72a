import type { BrokerOptions, ConnectBroker } from '../../main/platform/message-broker.ts';

interface Client {
  readonly options: BrokerOptions;
  isOnline: boolean;
}

/** A broker in memory: retained messages, wills, `+` in subscriptions. What is said in it is heard at once, each in turn. */
export function createFakeMessageBroker() {
  const clients = new Map<string, Client>();
  const retained = new Map<string, string>();
  const queue: (() => void)[] = [];
  let isPumping = false;
  const pump = () => {
    if (isPumping) return;
    isPumping = true;
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) next();
    isPumping = false;
  };
  const fits = (filter: string, topic: string): boolean => {
    const parts = topic.split('/');
    const wanted = filter.split('/');
    return wanted.length === parts.length && wanted.every((part, index) => part === '+' || part === parts[index]);
  };
  const hears = ({ options }: Client, topic: string) => options.subscribe.some((filter) => fits(filter, topic));
  const publish = (topic: string, text: string, retain: boolean) => {
    if (retain) retained.set(topic, text);
    for (const client of clients.values()) {
      if (!hears(client, topic)) continue;
      queue.push(() => {
        if (client.isOnline) client.options.onMessage(topic, text);
      });
    }
    pump();
  };
  const bringUp = (client: Client) => {
    client.isOnline = true;
    const kept = [...retained].filter(([topic]) => hears(client, topic));
    queue.push(() => client.options.onState('online'));
    for (const [topic, text] of kept) queue.push(() => client.options.onMessage(topic, text));
    pump();
  };
  const clientOf = (id: string): Client => {
    const client = [...clients.values()].find(({ options }) => options.clientId.endsWith(`-${id}`));
    if (client === undefined) throw new Error(`no client ${id}`);
    return client;
  };
  const connect: ConnectBroker = (options) => {
    const client: Client = { options, isOnline: false };
    clients.set(options.clientId, client);
    queue.push(() => bringUp(client));
    // As over a network: the line is open only after it was asked for.
    queueMicrotask(pump);
    return {
      publish: (topic, text, { retain }) => {
        if (client.isOnline) publish(topic, text, retain);
      },
      close: () => {
        client.isOnline = false;
        clients.delete(options.clientId);
      },
    };
  };
  return {
    connect,
    retained,
    /** The cable of a PC. */
    cut: (id: string) => {
      const client = clientOf(id);
      client.isOnline = false;
      client.options.onState('offline');
      publish(client.options.will.topic, client.options.will.text, true);
    },
    mend: (id: string) => bringUp(clientOf(id)),
  };
}
