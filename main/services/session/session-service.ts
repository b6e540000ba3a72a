import type { ErrorCode } from '@contract/domain/error-code.ts';
import { err, ok, type AppError, type Result } from '@contract/domain/result.ts';
import type { Person } from '@contract/domain/person.ts';
import { sessionPerson, type SessionState } from '@contract/domain/session.ts';
import { utcMs } from '@contract/domain/units.ts';
import type { Clock, Timers } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import type { Vault } from '../../storage/vault.ts';
import { only, update, type Stores } from '../../state/stores.ts';
import type { SessionsPort } from '../../vms/adapter.ts';
import type { DeviceIdentity } from './device-identity.ts';
import { createRevocations } from './revocations.ts';
import { createTokenKeeper, endsSession } from './token-keeper.ts';

/** People who signed in on this PC before, with what an unlock without the server needs (never a password). */
export interface OfflinePeople {
  readonly remember: (person: Person, password: string) => Promise<void>;
  /** Somebody the server no longer accepts. */
  readonly forget: (person: Person) => Promise<void>;
  /** One try at a time. Codes: session/offline-wrong-password, session/offline-unknown-person, session/offline-too-old, session/locked, storage/damaged (retryable). */
  readonly unlock: (username: string, password: string) => Promise<Result<Person>>;
  /** The device identity of a wall-only PC, when it is enrolled. */
  readonly device: () => Person | null;
}

export interface SessionEnvironment {
  readonly sessions: SessionsPort;
  readonly stores: Pick<Stores, 'session' | 'tier'>;
  readonly vault: Vault;
  readonly people: OfflinePeople;
  /** Present on a wall-only PC. */
  readonly device: DeviceIdentity | null;
  readonly workstation: string;
  /** The server is back, but this console kept no token: the person must sign in again. */
  readonly onSignInNeeded: () => void;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
}

export interface SessionService {
  /**
   * First step, or the desk as this PC keeps it when the server cannot do it. Codes: those of the server, app/not-allowed
   * (somebody is here: they sign out first), app/too-many-requests (another one is under way), session/offline-*.
   */
  readonly signIn: (username: string, password: string) => Promise<Result<SignInStep>>;
  readonly confirmCode: (code: string) => Promise<Result<null>>;
  readonly cancel: () => void;
  readonly signOut: () => Promise<void>;
  readonly enrolDevice: (enrolmentCode: string) => Promise<Result<null>>;
  readonly accessToken: () => string | null;
  readonly person: () => Person | null;
  /** To call when the server answers again. */
  readonly serverCameBack: () => Promise<void>;
  /** The server refused this access token: renew now, unless it has been replaced meanwhile. */
  readonly tokenRefused: (accessToken: string) => Promise<void>;
  /** Wall-only: sign in as the device, or show what the cache has. */
  readonly startDevice: () => Promise<void>;
  readonly onDidChange: (listener: (session: SessionState) => void) => void;
  readonly onDidRenewToken: (listener: () => void) => void;
}

/** A wall PC whose vault or server was not ready tries again after this. */
const DEVICE_RETRY_MS = 15_000;
/** The server is back but could not yet renew the session. */
const RETURN_RETRY_MS = 3_000;

export interface SignInStep {
  readonly next: 'code' | 'enrol' | 'offline';
}

/** With these a server is as good as away: what this PC keeps opens instead. A refusal, or a certificate not trusted, is none of them. */
const CANNOT_SIGN_IN: readonly ErrorCode[] = ['tier/unreachable', 'tier/slow-down', 'tier/failed', 'tier/bad-answer', 'tier/too-large'];

interface PendingSignIn {
  readonly challenge: string;
  readonly password: string;
}

/** Signing in, staying signed in, and signing out; with the server away, unlocking what this PC keeps. */
export function createSessionService(environment: SessionEnvironment): SessionService {
  const { sessions, stores, vault, people, device, clock, log } = environment;
  const revocations = createRevocations({ sessions, timers: environment.timers });
  /** Names of tokens that are void although the vault could not remove them. */
  const leftBehind = new Set<string>();
  const listeners: ((session: SessionState) => void)[] = [];
  const renewListeners: (() => void)[] = [];
  let pending: PendingSignIn | null = null;
  let confirming: Promise<Result<null>> | null = null;
  let returning: Promise<void> | null = null;
  let startingDevice: Promise<void> | null = null;
  let cancelDeviceRetry: (() => void) | null = null;
  let signingIn: { readonly username: string; readonly password: string; readonly answer: Promise<Result<SignInStep>> } | null = null;

  const session = () => only(stores.session).session;
  /** Somebody is here, or the cached desk of somebody. */
  const isTaken = () => session().kind === 'signed-in' || session().kind === 'offline';
  const isLinked = () => only(stores.tier).connection.kind === 'online';
  const refreshName = (person: Person) => `refresh-token/${only(stores.tier).address}/${person.id}`;
  const change = (next: SessionState) => {
    pending = next.kind === 'second-factor' ? pending : null;
    // Tokens are held only for who is signed in: a renewal still on its way then finds nobody.
    if (next.kind !== 'signed-in') keeper.drop();
    update(stores.session, { session: next });
    log.info('session.changed', { kind: next.kind, person: sessionPerson(next)?.id ?? null });
    for (const listener of listeners) listener(next);
  };
  const forgetToken = async (name: string): Promise<void> => {
    leftBehind.add(name);
    const removed = await vault.remove(name);
    if (removed.ok) leftBehind.delete(name);
    else log.warn('session.token-left-behind', { code: removed.error.code });
  };
  const keptToken = async (person: Person): Promise<string | null> => {
    const name = refreshName(person);
    if (leftBehind.has(name)) await forgetToken(name);
    if (leftBehind.has(name)) return null;
    const kept = await vault.get(name);
    return kept.ok ? kept.value : null;
  };
  const enter = (kind: 'signed-in' | 'offline', person: Person) => change({ kind, person, sinceUtcMs: utcMs(clock.utcMs()) });

  const keeper = createTokenKeeper({
    refresh: sessions.refresh,
    persist: async (tokens) => {
      if (tokens.person.role === 'wall-device' || only(stores.session).vault !== 'available') return;
      const kept = await vault.set(refreshName(tokens.person), tokens.refreshToken);
      if (kept.ok) leftBehind.delete(refreshName(tokens.person));
      else log.info('session.token-not-kept', { code: kept.error.code });
    },
    onDidRenew: () => renewListeners.forEach((listener) => listener()),
    onDidEnd: (error) => endedByServer(error),
    serverUtcMs: () => clock.utcMs() + only(stores.tier).clockOffsetMs,
    clock,
    timers: environment.timers,
  });
  let clockOffsetMs = only(stores.tier).clockOffsetMs;
  stores.tier.onDidChange(() => {
    if (only(stores.tier).clockOffsetMs === clockOffsetMs) return;
    ({ clockOffsetMs } = only(stores.tier));
    keeper.serverClockChanged();
  });

  const endedByServer = (error: AppError) => {
    log.warn('session.ended-by-server', { code: error.code });
    if (device !== null) void startDevice();
    else change({ kind: 'signed-out', reason: error.code === 'session/refresh-reused' ? 'revoked' : 'expired' });
  };

  const startDeviceOnce = async (): Promise<void> => {
    cancelDeviceRetry?.();
    if (device === null) return;
    if (!device.isEnrolled()) return change({ kind: 'device-unenrolled' });
    const answer = await device.signIn();
    if (answer.ok) {
      await keeper.hold(answer.value);
      return enter('signed-in', answer.value.person);
    }
    log.warn('session.device-refused', { code: answer.error.code });
    const known = people.device();
    // Nobody signs in at a wall: what the server does not know any more can only be enrolled again.
    if (known === null || answer.error.code === 'device/unknown' || answer.error.code === 'session/credentials-wrong') return change({ kind: 'device-unenrolled' });
    if (session().kind !== 'offline') enter('offline', known);
    cancelDeviceRetry = environment.timers.after(DEVICE_RETRY_MS, () => {
      if (session().kind === 'offline') void startDevice();
    });
  };
  const startDevice = (): Promise<void> => {
    startingDevice ??= startDeviceOnce().finally(() => {
      startingDevice = null;
    });
    return startingDevice;
  };

  const confirm = async (code: string): Promise<Result<null>> => {
    const waiting = pending;
    if (waiting === null) return err('session/challenge-expired');
    const answer = await sessions.confirm(waiting.challenge, code);
    if (pending !== waiting) {
      // Cancelled while the server was asked: what it answered is nobody's.
      if (answer.ok) revocations.revoke(answer.value);
      return answer.ok ? err('session/challenge-expired') : answer;
    }
    if (!answer.ok) {
      // A lock ends, so its sentence and its waiting time stay where the code is typed.
      if (answer.error.code === 'session/challenge-expired') change({ kind: 'signed-out', reason: 'too-late' });
      return answer;
    }
    const { person } = answer.value;
    if (!person.rights.includes('live.view')) {
      revocations.revoke(answer.value);
      change({ kind: 'signed-out', reason: 'no-right' });
      return err('session/no-right-to-view');
    }
    await keeper.hold(answer.value);
    if (pending !== waiting) {
      revocations.revoke(answer.value);
      await forgetToken(refreshName(person));
      return err('session/challenge-expired');
    }
    enter('signed-in', person);
    void people.remember(person, waiting.password);
    return ok(null);
  };

  const cameBack = async (): Promise<void> => {
    const now = session();
    if (now.kind === 'signed-in') return keeper.renew();
    if (device !== null) return startDevice();
    if (now.kind !== 'offline') return;
    const kept = await keptToken(now.person);
    if (session() !== now) return;
    if (kept === null) return environment.onSignInNeeded();
    const answer = await keeper.resume(kept);
    if (session() !== now) return;
    if (answer.ok) return enter('signed-in', answer.value.person);
    if (!endsSession(answer.error)) {
      environment.timers.after(RETURN_RETRY_MS, () => {
        if (session() === now) void serverCameBack();
      });
      return;
    }
    await forgetToken(refreshName(now.person));
    change({ kind: 'signed-out', reason: 'expired' });
  };

  const serverCameBack = (): Promise<void> => {
    revocations.retryNow();
    returning ??= cameBack().finally(() => {
      returning = null;
    });
    return returning;
  };

  /** The server cannot sign anybody in: the desk as this PC keeps it. */
  const unlock = async (username: string, password: string, failure: AppError): Promise<Result<SignInStep>> => {
    const unlocked = await people.unlock(username, password);
    // That this PC knows nobody of the name says less than what the server itself met.
    if (!unlocked.ok) return unlocked.error.code === 'session/offline-unknown-person' && failure.code !== 'tier/unreachable' ? { ok: false, error: failure } : unlocked;
    enter('offline', unlocked.value);
    const now = session();
    // A link that never broke will not announce its return.
    if (isLinked() && (await keptToken(unlocked.value)) !== null && session() === now) {
      environment.timers.after(RETURN_RETRY_MS, () => {
        if (session() === now) void serverCameBack();
      });
    }
    return ok({ next: 'offline' });
  };
  const signInOnce = async (username: string, password: string): Promise<Result<SignInStep>> => {
    // Another person signs in only after this one signed out: until then the walls are this one's.
    if (isTaken()) return err('app/not-allowed');
    const answer = await sessions.start(username, password);
    if (isTaken()) return err('app/not-allowed');
    if (!answer.ok) return CANNOT_SIGN_IN.includes(answer.error.code) ? unlock(username, password, answer.error) : answer;
    pending = { challenge: answer.value.challenge, password };
    const { enrolment, expiresUtcMs } = answer.value;
    change({ kind: 'second-factor', username, expiresUtcMs, enrolment });
    return ok({ next: enrolment === null ? 'code' : 'enrol' });
  };

  return {
    signIn: (username, password) => {
      if (signingIn !== null) {
        // A second press while the first is on its way is the same press.
        const isSame = signingIn.username === username && signingIn.password === password;
        return isSame ? signingIn.answer : Promise.resolve(err('app/too-many-requests', { retryable: true }));
      }
      const answer = signInOnce(username, password).finally(() => {
        signingIn = null;
      });
      signingIn = { username, password, answer };
      return answer;
    },
    confirmCode: (code) => {
      // A second press while the first is on its way is the same press.
      confirming ??= confirm(code).finally(() => {
        confirming = null;
      });
      return confirming;
    },
    cancel: () => {
      if (session().kind === 'second-factor') change({ kind: 'signed-out' });
    },
    signOut: async () => {
      const person = sessionPerson(session());
      const held = keeper.held();
      change({ kind: 'signed-out', reason: 'signed-out' });
      // A server that does not answer keeps nobody at the desk: it is told when it does.
      if (held !== null) revocations.revoke(held);
      if (person === null) return;
      const kept = held === null && device === null ? await keptToken(person) : null;
      if (kept !== null) revocations.revokeLater(kept);
      await forgetToken(refreshName(person));
    },
    enrolDevice: async (enrolmentCode) => {
      if (device === null || (device.isEnrolled() && session().kind !== 'device-unenrolled')) return err('app/not-allowed');
      const enrolled = await device.enrol(enrolmentCode, environment.workstation);
      if (enrolled.ok) await startDevice();
      return enrolled;
    },
    accessToken: keeper.accessToken,
    person: () => sessionPerson(session()),
    serverCameBack,
    tokenRefused: async (accessToken) => (accessToken === keeper.accessToken() ? keeper.renew() : undefined),
    startDevice,
    onDidChange: (listener) => void listeners.push(listener),
    onDidRenewToken: (listener) => void renewListeners.push(listener),
  };
}
