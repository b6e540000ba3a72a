import type { Person } from '@contract/domain/person.ts';
import { err, ok, type Result } from '@contract/domain/result.ts';
import { utcMs } from '@contract/domain/units.ts';
import type { DeviceIdentity } from '../../main/services/session/device-identity.ts';
import { createSessionService } from '../../main/services/session/session-service.ts';
import { createStores, only, update } from '../../main/state/stores.ts';
import type { SessionsPort, SessionTokens } from '../../main/vms/adapter.ts';
import { createFakeTime } from './fake-time.ts';
import { createAsked, createMemoryVault, tokensFor } from './fake-vms.ts';
import { personWith } from './people.ts';
import { createRecordingLog } from './recording-log.ts';

type Challenge = Awaited<ReturnType<SessionsPort['start']>>;
/** The person the vault and the offline unlock of the scene know. */
const minh = personWith();
export const AWAY: Result<never> = err('tier/unreachable', { retryable: true });

interface Options {
  readonly vault?: 'available' | 'unavailable';
  /** A vault that removes nothing. */
  readonly stubbornVault?: boolean;
  readonly device?: Result<SessionTokens>;
  readonly enrolled?: boolean;
}

/** A session service with a server, vault, clock and people that the test plays. */
export function sessionScene(options: Options = {}) {
  const time = createFakeTime();
  const start = createAsked<readonly [string, string], Challenge>();
  const confirm = createAsked<readonly [string, string], Result<SessionTokens>>();
  const refresh = createAsked<readonly [string], Result<SessionTokens>>();
  const end = createAsked<readonly [string], Result<null>>();
  const deviceSignIn = createAsked<readonly [], Result<SessionTokens>>();
  const open = createMemoryVault();
  const vault = options.stubbornVault === true ? { ...open, remove: async (): Promise<Result<null>> => err('vault/locked', { retryable: true }) } : open;
  const stores = createStores({ address: 'https://tier', language: 'vi', wallOnly: options.device !== undefined });
  update(stores.session, { vault: options.vault ?? 'available' });
  const remembered: string[] = [];
  const seen: string[] = [];
  const notices = { signInNeeded: 0 };
  const enrolment = { done: options.enrolled ?? true };
  const device: DeviceIdentity | null =
    options.device === undefined ? null : { isEnrolled: () => enrolment.done, enrol: async () => ((enrolment.done = true), ok(null)), signIn: deviceSignIn.call };
  const log = createRecordingLog();
  const session = createSessionService({
    sessions: { start: start.call, confirm: confirm.call, refresh: refresh.call, end: end.call, enrolDevice: async () => err('device/unknown'), startDevice: async () => err('device/unknown') },
    stores,
    vault,
    people: {
      remember: async (person, password) => void remembered.push(`${person.username}:${password}`),
      forget: async () => {},
      unlock: async (username, password): Promise<Result<Person>> => (username !== 'minh' ? err('session/offline-unknown-person') : password === 'right' ? ok(minh) : err('session/offline-wrong-password', { attemptsLeft: 4 })),
      device: () => (device === null ? null : personWith({ id: 'wall-1', role: 'wall-device', rights: ['live.view'] })),
    },
    device,
    workstation: 'PC-1',
    onSignInNeeded: () => (notices.signInNeeded += 1),
    clock: time.clock,
    timers: time.timers,
    log,
  });
  session.onDidChange((state) => seen.push(state.kind));
  const now = () => only(stores.session).session;
  /** The server took the token of now no more: it is renewed. */
  const renew = () => session.tokenRefused(session.accessToken() ?? '');
  const tokens = (mark: string, person = minh) => tokensFor(mark, time.clock.utcMs(), person);
  const challenge: Challenge = ok({ challenge: 'c1', expiresUtcMs: utcMs(time.clock.utcMs() + 120_000), enrolment: null });

  const enterPassword = async () => {
    const answer = session.signIn('minh', 'right');
    await start.answer(challenge);
    return answer;
  };
  const signIn = async () => {
    await enterPassword();
    const answer = session.confirmCode('123456');
    await confirm.answer(ok(tokens('1')));
    return answer;
  };
  const unlockOffline = async () => {
    const answer = session.signIn('minh', 'right');
    await start.answer(AWAY);
    return answer;
  };
  const signOut = async () => {
    const done = session.signOut();
    if (end.waiting() > 0) await end.answer(ok(null));
    await done;
  };
  return { ...time, session, start, confirm, refresh, end, deviceSignIn, vault, stores, remembered, seen, notices, log, now, renew, tokens, challenge, enterPassword, signIn, unlockOffline, signOut };
}
export const codeOf = (answer: Result<unknown>): string => (answer.ok ? 'ok' : answer.error.code);
