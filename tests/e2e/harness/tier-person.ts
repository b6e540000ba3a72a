import { peopleOf } from '../../../demo/people.ts';
import { call, openSocket, parsed, signIn, type Message } from '../../builders/tier-client.ts';
import type { Session } from '../../../demo/server/api-types.ts';
import type { DemoCity } from './demo-city.ts';

/** Renewed this often, however short a token's life. */
const RENEW_EVERY_MS = 2_000;

/** Somebody of the province who steers from another console, over the Tier API. */
export interface TierPerson {
  readonly personId: string;
  readonly name: string;
  readonly unitName: string;
  /** What the server says to one request. */
  readonly tell: (message: object) => Promise<Message>;
  /** The first of what the server says by itself, past or future, that fits. */
  readonly heard: (fits: (message: Message) => boolean) => Promise<Message>;
  readonly close: () => void;
}

export async function clientOf({ province }: DemoCity, username: string): Promise<TierPerson> {
  const known = peopleOf('province').find((person) => person.username === username);
  if (known === undefined) throw new Error(`nobody is called ${username}`);
  let session = await signIn(province, username, known.totpSecret);
  const socket = await openSocket(province, '/v1/ptz', session.accessToken);
  await socket.message(({ type }) => type === 'heads');
  const renew = async (): Promise<void> => {
    session = parsed<Session>((await call(province, 'POST', '/v1/sessions/refresh', { body: { refreshToken: session.refreshToken } })).body, 'accessToken');
    socket.send({ type: 'renew', accessToken: session.accessToken });
  };
  const renewing = setInterval(() => void renew().catch(() => undefined), RENEW_EVERY_MS);
  let request = 0;
  return {
    personId: known.id,
    name: known.name,
    unitName: known.unitName ?? '',
    tell: (message) => {
      const number = (request += 1);
      socket.send({ ...message, request: number });
      return socket.message((answer) => answer.type === 'outcome' && answer['request'] === number);
    },
    heard: socket.message,
    close: () => {
      clearInterval(renewing);
      socket.close();
    },
  };
}
