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
import { createTokenKeeper, endsSession } from './token-keeper.ts';

/** People who signed in on this PC before, with what an unlock without the server needs (never a password). */
export interface OfflinePeople {
  readonly remember: (person: Person, password: string) => Promise<void>;
  /** Somebody the server no longer accepts. */
  readonly forget: (person: Person) => Promise<void>;
  /** Codes: session/offline-wrong-password, session/offline-unknown-person, session/offline-too-old, session/locked. */
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
  readonly signIn: (username: string, password: string) => Promise<Result<{ readonly next: 'code' | 'enrol' | 'offline' }>>;
  readonly confirmCode: (code: string) => Promise<Result<null>>;
  readonly cancel: () => void;
  readonly signOut: () => Promise<void>;
  readonly enrolDevice: (enrolmentCode: string) => Promise<Result<null>>;
  readonly accessToken: () => string | null;
  readonly person: () => Person | null;
  /** To call when the server answers again. */
  readonly serverCameBack: () => Promise<void>;
  /** A request met `session/not-signed-in` or `session/expired`: renew now. */
  readonly renewNow: () => Promise<void>;
  /** Wall-only: sign in as the device, or show what the cache has. */
  readonly startDevice: () => Promise<void>;
  readonly onDidChange: (listener: (session: SessionState) => void) => void;
  readonly onDidRenewToken: (listener: () => void) => void;
}

/** A wall PC whose vault or server was not ready tries again after this. */
const DEVICE_RETRY_MS = 15_000;
/** The server is back but could not yet renew the session. */
const RETURN_RETRY_MS = 3_000;

interface PendingSignIn {
  readonly challenge: string;
  readonly password: string;
}

/** Signing in, staying signed in, and signing out; with the server away, unlocking what this PC keeps. */
export function createSessionService(environment: SessionEnvironment): SessionService {
  const { sessions, stores, vault, people, device, clock, log } = environment;
  const listeners: ((session: SessionState) => void)[] = [];
  const renewListeners: (() => void)[] = [];
  let pending: PendingSignIn | null = null;
  let confirming: Promise<Result<null>> | null = null;
  let returning: Promise<void> | null = null;
  let startingDevice: Promise<void> | null = null;
  let cancelDeviceRetry: (() => void) | null = null;

  const session = () => only(stores.session).session;
  const refreshName = (person: Person) => `refresh-token/${only(stores.tier).address}/${person.id}`;
  const change = (next: SessionState) => {
    pending = next.kind === 'second-factor' ? pending : null;
    // Tokens are held only for who is signed in: a renewal still on its way then finds nobody.
    if (next.kind !== 'signed-in') keeper.drop();
    update(stores.session, { session: next });
    log.info('session.changed', { kind: next.kind, person: sessionPerson(next)?.id ?? null });
    for (const listener of listeners) listener(next);
  };
  const enter = (kind: 'signed-in' | 'offline', person: Person) => change({ kind, person, sinceUtcMs: utcMs(clock.utcMs()) });

  const keeper = createTokenKeeper({
    refresh: sessions.refresh,
    persist: async (tokens) => {
      if (tokens.person.role === 'wall-device' || only(stores.session).vault !== 'available') return;
      const kept = await vault.set(refreshName(tokens.person), tokens.refreshToken);
      if (!kept.ok) log.info('session.token-not-kept', { code: kept.error.code });
    },
    onDidRenew: () => renewListeners.forEach((listener) => listener()),
    onDidEnd: (error) => endedByServer(error),
    clock,
    timers: environment.timers,
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
    // Cancelled while the server was asked: what it answered is nobody's.
    if (pending !== waiting) return answer.ok ? err('session/challenge-expired') : answer;
    if (!answer.ok) {
      // A lock ends, so its sentence and its waiting time stay where the code is typed.
      if (answer.error.code === 'session/challenge-expired') change({ kind: 'signed-out', reason: 'too-late' });
      return answer;
    }
    const { person } = answer.value;
    if (!person.rights.includes('live.view')) {
      change({ kind: 'signed-out', reason: 'no-right' });
      return err('session/no-right-to-view');
    }
    await keeper.hold(answer.value);
    if (pending !== waiting) {
      await vault.remove(refreshName(person));
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
    const kept = await vault.get(refreshName(now.person));
    if (session() !== now) return;
    if (!kept.ok || kept.value === null) return environment.onSignInNeeded();
    const answer = await keeper.resume(kept.value);
    if (session() !== now) return;
    if (answer.ok) return enter('signed-in', answer.value.person);
    if (!endsSession(answer.error)) {
      environment.timers.after(RETURN_RETRY_MS, () => {
        if (session() === now) void serverCameBack();
      });
      return;
    }
    await vault.remove(refreshName(now.person));
    change({ kind: 'signed-out', reason: 'expired' });
  };

  const serverCameBack = (): Promise<void> => {
    returning ??= cameBack().finally(() => {
      returning = null;
    });
    return returning;
  };

  return {
    signIn: async (username, password) => {
      // Another person signs in only after this one signed out.
      if (session().kind === 'signed-in') return err('app/not-allowed');
      const answer = await sessions.start(username, password);
      if (answer.ok) {
        pending = { challenge: answer.value.challenge, password };
        const { enrolment, expiresUtcMs } = answer.value;
        change({ kind: 'second-factor', username, expiresUtcMs, enrolment });
        return ok({ next: enrolment === null ? 'code' : 'enrol' });
      }
      if (answer.error.code !== 'tier/unreachable') return answer;
      const unlocked = await people.unlock(username, password);
      if (!unlocked.ok) return unlocked;
      enter('offline', unlocked.value);
      return ok({ next: 'offline' });
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
      // The request takes its token as it is made; a server that does not answer keeps nobody at the desk.
      if (session().kind === 'signed-in') void sessions.end();
      change({ kind: 'signed-out', reason: 'signed-out' });
      if (person !== null) await vault.remove(refreshName(person));
    },
    enrolDevice: async (enrolmentCode) => {
      if (device === null) return err('app/not-allowed');
      const enrolled = await device.enrol(enrolmentCode, environment.workstation);
      if (enrolled.ok) await startDevice();
      return enrolled;
    },
    accessToken: keeper.accessToken,
    person: () => sessionPerson(session()),
    serverCameBack,
    renewNow: keeper.renew,
    startDevice,
    onDidChange: (listener) => void listeners.push(listener),
    onDidRenewToken: (listener) => void renewListeners.push(listener),
  };
}
