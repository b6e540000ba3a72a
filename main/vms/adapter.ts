import type { Camera, CameraState, OrgUnit } from '@contract/domain/camera.ts';
import type { CameraGroup, SavedSearch } from '@contract/domain/camera-group.ts';
import type { CameraMore } from '@contract/domain/camera-page.ts';
import type { MapWall } from '@contract/domain/field-of-view.ts';
import type { Force } from '@contract/domain/force.ts';
import type { PtzAct, PtzAsk, PtzHead, PtzHolder, PtzPlaces, PtzVelocity } from '@contract/domain/ptz.ts';
import type { Enrolment } from '@contract/domain/session.ts';
import type { Person } from '@contract/domain/person.ts';
import type { AppError, Result } from '@contract/domain/result.ts';
import type { TierService } from '@contract/domain/tier.ts';
import type { MaskLift } from '@contract/domain/privacy-mask.ts';
import type { CameraId, GroupId, LayoutId, PictureId, SearchId, UtcMs } from '@contract/domain/units.ts';
import type { Layout } from '@contract/domain/wall.ts';
import type { Clock, Timers } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { TrustPolicy } from '../platform/trust.ts';
import type { AlarmsPort, DutyPort, EscalationPort, ProceduresPort, RulesPort, StatisticsPort } from './alarm-ports.ts';

/** What an adapter is given. Adapters hold no state of their own beyond connections; they release everything in `close`. */
export interface AdapterEnvironment {
  readonly baseUrl: URL;
  readonly trust: TrustPolicy;
  /** The access token in force, or null when signed out. Read anew for each request. */
  readonly accessToken: () => string | null;
  /** The server answered `session/expired` to a request with this token: time to renew it. */
  readonly onTokenRefused?: (accessToken: string) => void;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: () => number;
  readonly log: Log;
}

/** A make of VMS: its name and how to speak to it. One folder under adapters/, one line in registry.ts. */
export interface AdapterManifest {
  readonly kind: string;
  readonly connect: (environment: AdapterEnvironment) => VmsConnection;
}

/**
 * A VMS spoken to. A capability *is* the presence of its port: no port, no such function in the console.
 * No method throws for an expected failure. Records that cannot be read are skipped and counted, never fatal.
 */
export interface VmsConnection {
  readonly describe: () => Promise<Result<TierService>>;
  /** By the exchange with the shortest round trip of `samples` (1..8). */
  readonly measureClock: (samples: number) => Promise<Result<ServerClock>>;
  readonly sessions: SessionsPort;
  readonly directory: DirectoryPort;
  readonly layouts?: LayoutsPort;
  readonly events?: EventsPort;
  readonly streams?: StreamsPort;
  // These are there once `describe` has said that the server can do it: read them anew at each use.
  readonly masks?: MasksPort;
  readonly alarms?: AlarmsPort;
  readonly procedures?: ProceduresPort;
  readonly escalation?: EscalationPort;
  readonly duty?: DutyPort;
  readonly rules?: RulesPort;
  readonly statistics?: StatisticsPort;
  readonly pictures?: PicturesPort;
  readonly cameraPage?: CameraPagePort;
  readonly groups?: GroupsPort;
  readonly searches?: SearchesPort;
  readonly forces?: ForcesPort;
  readonly walls?: WallsPort;
  readonly ptz?: PtzPort;
  /** Ends all requests and sockets; may be called twice. */
  readonly close: () => void;
}

/** Server clock minus this PC's; the true value lies within `offsetMs` ± `errorMs`. */
export interface ServerClock {
  readonly offsetMs: number;
  readonly errorMs: number;
}

export interface SessionTokens {
  readonly accessToken: string;
  readonly accessExpiresUtcMs: UtcMs;
  readonly refreshToken: string;
  readonly refreshExpiresUtcMs: UtcMs;
  readonly person: Person;
}

export interface SessionsPort {
  /** First factor. Codes: session/credentials-wrong, session/locked. */
  readonly start: (username: string, password: string) => Promise<Result<{ readonly challenge: string; readonly expiresUtcMs: UtcMs; readonly enrolment: Enrolment | null }>>;
  /** Second factor. Codes: session/code-wrong, -reused, -expired, session/challenge-expired, session/locked. */
  readonly confirm: (challenge: string, code: string) => Promise<Result<SessionTokens>>;
  /** Rotation; the caller allows one at a time. Codes: session/expired, session/refresh-reused. */
  readonly refresh: (refreshToken: string) => Promise<Result<SessionTokens>>;
  /** Revokes the family this access token is of, whoever is signed in now. */
  readonly end: (accessToken: string) => Promise<Result<null>>;
  readonly enrolDevice: (enrolmentCode: string, publicKeySpkiBase64: string, name: string) => Promise<Result<{ readonly deviceId: string }>>;
  /** `sign` answers the base64 Ed25519 signature over the UTF-8 of its argument. */
  readonly startDevice: (deviceId: string, sign: (text: string) => string) => Promise<Result<SessionTokens>>;
}

export interface DirectoryPage {
  readonly cameras: readonly Camera[];
  /** Records of this page that could not be read. */
  readonly skipped: number;
  readonly total: number;
}

export type DirectoryLoad =
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'loaded'; readonly etag: string | null; readonly changeToken: string | null; readonly skipped: number };

export type CameraChange = { readonly op: 'put'; readonly camera: Camera } | { readonly op: 'remove'; readonly cameraId: CameraId };

export interface DirectoryPort {
  readonly units: () => Promise<Result<{ readonly units: readonly OrgUnit[]; readonly skipped: number }>>;
  /** Loads all pages, each given to `onPage` in order. With the `etag` of an earlier load it may answer `unchanged`. */
  readonly cameras: (etag: string | null, onPage: (page: DirectoryPage) => void) => Promise<Result<DirectoryLoad>>;
  /** All changes since a token, in order. Code directory/token-expired: load all pages again. */
  readonly changes?: (changeToken: string) => Promise<Result<{ readonly changes: readonly CameraChange[]; readonly skipped: number; readonly changeToken: string }>>;
  readonly states: () => Promise<Result<{ readonly states: readonly CameraState[]; readonly cursor: EventCursor | null }>>;
}

export interface LayoutsPort {
  readonly list: () => Promise<Result<readonly Layout[]>>;
  /** Creates (`layout.etag` null) or replaces. Code layout/conflict: somebody changed it meanwhile. */
  readonly put: (layout: Layout) => Promise<Result<Layout>>;
  readonly remove: (layoutId: LayoutId, etag: string | null) => Promise<Result<null>>;
}

/** Where a client stands in a tier's event stream. */
export interface EventCursor {
  readonly epoch: string;
  readonly seq: number;
}

export type VmsEvent = { readonly kind: 'camera.state'; readonly state: CameraState } | { readonly kind: 'directory.changed' } | { readonly kind: 'layouts.changed' } | { readonly kind: 'groups.changed' } | { readonly kind: 'searches.changed' } | { readonly kind: 'force.moved'; readonly force: Force };

export interface EventsListener {
  /** In order, without gaps or repeats within an epoch. */
  readonly onEvent: (event: VmsEvent, cursor: EventCursor) => void;
  /** Events may have been missed: load a snapshot, then call `resumeAfter` with its cursor. */
  readonly onSnapshotNeeded: () => void;
  readonly onConnection: (connected: boolean) => void;
}

export interface EventsSubscription {
  readonly resumeAfter: (cursor: EventCursor) => void;
  /** The access token changed: tell the server before the old one ends. */
  readonly renew: () => void;
  /** Connect at once instead of waiting out the back-off. */
  readonly retryNow: () => void;
  readonly close: () => void;
}

export interface EventsPort {
  /** Keeps connected with jittered back-off (0.5 s to 30 s) until closed. `cursor` null: ask for a snapshot first. */
  readonly subscribe: (cursor: EventCursor | null, listener: EventsListener) => EventsSubscription;
}

/** How the media gateway gets live pictures from this VMS. Credentials are not in it; the gateway is told the token apart. */
export interface LiveSource {
  readonly transport: 'ws-annexb';
  readonly url: string;
  readonly trust: TrustPolicy;
}

export interface StreamsPort {
  readonly live: LiveSource;
}

/** Lifting of privacy masks: the server decides, and ends it by itself. */
export interface MasksPort {
  /** Codes: mask/refused, camera/unknown. */
  readonly lift: (camera: CameraId, minutes: number, reason: string) => Promise<Result<MaskLift>>;
  /** Covers again before the time is over; harmless when it already is. */
  readonly restore: (liftId: string) => Promise<Result<null>>;
}

/** Pictures of tiles, so that a shared layout has them on every PC. */
export interface PicturesPort {
  /** Codes: picture/too-large, picture/unreadable. */
  readonly put: (picture: PictureId, bytes: Uint8Array) => Promise<Result<null>>;
  /** Code picture/unreadable: not there, or not what its id says. */
  readonly get: (picture: PictureId) => Promise<Result<Uint8Array>>;
}

export interface CameraPagePort {
  /** Code camera/unknown. */
  readonly more: (camera: CameraId) => Promise<Result<CameraMore>>;
}

/** Lists of the server that people change and share. */
export interface SharedListPort<T, I> {
  readonly list: () => Promise<Result<readonly T[]>>;
  /** Creates (`etag` null) or replaces. Code group/conflict: somebody changed it meanwhile. */
  readonly put: (item: T) => Promise<Result<T>>;
  readonly remove: (id: I, etag: string | null) => Promise<Result<null>>;
}
export type GroupsPort = SharedListPort<CameraGroup, GroupId>;
export type SearchesPort = SharedListPort<SavedSearch, SearchId>;

export interface ForcesPort {
  readonly list: () => Promise<Result<readonly Force[]>>;
}

export interface WallsPort {
  readonly load: (etag: string | null) => Promise<Result<{ readonly kind: 'unchanged' } | { readonly kind: 'loaded'; readonly walls: readonly MapWall[]; readonly etag: string | null }>>;
}

export interface PtzListener {
  /** `isAll`: these are all heads that somebody holds or that move; otherwise each replaces what was known of it. */
  readonly onHeads: (heads: readonly PtzHead[], isAll: boolean) => void;
  /** A higher level took the hand from the person here. */
  readonly onTaken: (camera: CameraId, by: PtzHolder) => void;
  /** The server refused a movement that was put on the wire and not stopped since. */
  readonly onMoveRefused: (camera: CameraId, error: AppError) => void;
  readonly onAsked: (ask: PtzAsk) => void;
  /** While it is false nobody here steers, and where heads look is not known. */
  readonly onConnection: (connected: boolean) => void;
}

/** Codes ptz/held, ptz/no-hand, ptz/not-offered, ptz/no-such-place, ptz/ask-unknown, ptz/unreachable, camera/unknown, app/not-allowed. */
export interface PtzLink {
  readonly claim: (camera: CameraId) => Promise<Result<null>>;
  readonly release: (camera: CameraId) => Promise<Result<null>>;
  /** Put on the wire at once; false: there is no connection. To be renewed within DEAD_MAN_MS.server; all zero stops. */
  readonly move: (camera: CameraId, velocity: PtzVelocity) => boolean;
  readonly act: (camera: CameraId, act: PtzAct) => Promise<Result<null>>;
  readonly ask: (camera: CameraId, minutes: number, reason: string) => Promise<Result<null>>;
  readonly answer: (askId: string, accept: boolean) => Promise<Result<null>>;
  /** The access token changed: tell the server before the old one ends. */
  readonly renew: () => void;
  readonly retryNow: () => void;
  /** Stops what moves, lets go what is held. */
  readonly close: () => void;
}

export interface PtzPort {
  readonly places: (camera: CameraId) => Promise<Result<PtzPlaces>>;
  /** Keeps connected with jittered back-off until closed. */
  readonly open: (listener: PtzListener) => PtzLink;
}
