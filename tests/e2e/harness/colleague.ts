import { peopleOf } from '../../../demo/people.ts';
import type { Session } from '../../../demo/server/api-types.ts';
import type { RunningTier } from '../../../demo/start-demo.ts';
import { call, parsed, signIn, type Answer } from '../../builders/tier-client.ts';

/** Somebody at another console of the province, over the Tier API; outlives a restart of the server. */
export interface Colleague {
  readonly name: string;
  readonly ask: (method: string, path: string, body?: unknown) => Promise<Answer>;
  /** Acts on an alarm; the answer's items say what became of it. */
  readonly act: (alarm: string, ...acts: readonly object[]) => Promise<Answer>;
}

export async function colleagueAt(tier: RunningTier, username: string): Promise<Colleague> {
  const known = peopleOf(tier.tier).find((person) => person.username === username);
  if (known === undefined) throw new Error(`nobody is called ${username}`);
  let session = await signIn(tier, username, known.totpSecret);
  let keys = 0;
  const ask = async (method: string, path: string, body?: unknown): Promise<Answer> => {
    const more = body === undefined ? {} : { body };
    const answer = await call(tier, method, path, { token: session.accessToken, ...more });
    if (answer.status !== 401) return answer;
    session = parsed<Session>((await call(tier, 'POST', '/v1/sessions/refresh', { body: { refreshToken: session.refreshToken } })).body, 'accessToken');
    return call(tier, method, path, { token: session.accessToken, ...more });
  };
  return {
    name: known.name,
    ask,
    act: (alarm, ...acts) => ask('POST', '/v1/alarm-acts', { key: `colleague-${username}-${String((keys += 1))}`, workstation: 'PC-02', items: [{ alarmId: alarm, version: null, acts }] }),
  };
}
