import type { Camera } from '@contract/domain/camera.ts';
import type { Person } from '@contract/domain/person.ts';
import { isStill, STILL, type PtzAct, type PtzAsk, type PtzHolder, type PtzPlaces, type PtzVelocity } from '@contract/domain/ptz.ts';
import { err, ok, type Result } from '@contract/domain/result.ts';
import { sessionPerson } from '@contract/domain/session.ts';
import type { CameraId } from '@contract/domain/units.ts';
import type { Clock, Timers } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import { only, type Stores } from '../../state/stores.ts';
import type { PtzLink, PtzPort } from '../../vms/adapter.ts';
import { createKnownAsks } from './known-asks.ts';
import { createMovements } from './movements.ts';
import { createPressedButtons } from './pressed-buttons.ts';
import { createRefusedMoves } from './refused-moves.ts';
import { createShownHeads } from './shown-heads.ts';

export interface PtzEnvironment {
  /** Null while the server is not known to have heads that turn. */
  readonly port: () => PtzPort | null;
  readonly stores: Pick<Stores, 'ptzHeads' | 'ptzAsks' | 'session'> & { readonly cameras: Pick<Stores['cameras'], 'onDidChange'> };
  /** Undefined: not one of this person's cameras. */
  readonly cameraOf: (camera: CameraId) => Pick<Camera, 'ptz'> | undefined;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
  /** A higher level took the hand from the person here. */
  readonly onTaken: (camera: CameraId, by: PtzHolder) => void;
  /** Somebody asks for a hand, or was answered: every change of an ask. */
  readonly onAsked: (ask: PtzAsk) => void;
}

/** Codes of all: camera/unknown, ptz/not-offered, ptz/unreachable, app/not-allowed, and what the server says (ptz/held, ptz/no-hand ...). */
export interface PtzService {
  readonly claim: (camera: CameraId) => Promise<Result<null>>;
  /** Stops it, then lets go. */
  readonly release: (camera: CameraId) => Promise<Result<null>>;
  /** Is on the wire when this returns. The first of a movement takes a free hand, and answers when the server said whether it is ours. */
  readonly move: (window: number, camera: CameraId, velocity: PtzVelocity) => Promise<Result<null>> | Result<null>;
  readonly act: (window: number, camera: CameraId, act: PtzAct) => Promise<Result<null>>;
  readonly ask: (camera: CameraId, minutes: number, reason: string) => Promise<Result<null>>;
  readonly answer: (ask: string, accept: boolean) => Promise<Result<null>>;
  readonly places: (camera: CameraId) => Promise<Result<PtzPlaces>>;
  /** A window closed, died or shows another page: nothing it moved moves on. */
  readonly windowGone: (window: number) => void;
  /** Stops everything at once, as when the desk is locked; hands are kept until they are idle. */
  readonly stopAll: () => void;
  /** The server answers and somebody is signed in; may come many times. */
  readonly follow: () => void;
  readonly tokenRenewed: () => void;
  readonly serverCameBack: () => void;
  /** Stops everything, lets go, forgets; may be called twice. */
  readonly close: () => void;
}

/** What changes only the list of saved places. */
const KEEPS_MOVING: ReadonlySet<PtzAct['kind']> = new Set(['preset-save', 'preset-rename', 'preset-remove']);

const unreachable = (): Result<never> => err('ptz/unreachable', { retryable: true });

/** Steering: one link to the server for all heads, held movements that end when their window says nothing, and who has which hand. */
export function createPtzService(environment: PtzEnvironment): PtzService {
  const { stores, clock, timers, log } = environment;
  let link: PtzLink | null = null;
  let isConnected = false;
  /** Hands that were asked for and not answered yet. */
  const claiming = new Map<CameraId, Promise<Result<null>>>();

  const person = (): Person | null => sessionPerson(only(stores.session).session);
  const audit = (event: 'ptz.begin' | 'ptz.end', camera: CameraId, window: number, more: { readonly why?: string; readonly forMs?: number } = {}): void =>
    log.info(event, { camera, person: person()?.id ?? null, window, ...more });

  const movements = createMovements({
    send: (camera, velocity) => void link?.move(camera, velocity),
    onDidBegin: (camera, window) => audit('ptz.begin', camera, window),
    onDidEnd: (camera, window, why, forMs) => audit('ptz.end', camera, window, { why, forMs }),
    clock,
    timers,
  });
  const buttons = createPressedButtons((camera, aux) => void link?.act(camera, { kind: 'aux', aux, value: 0 }), timers);
  const refusedMoves = createRefusedMoves(clock);
  const asks = createKnownAsks({ store: stores.ptzAsks, timers, onDidChange: environment.onAsked });
  const isGranted = (camera: CameraId): boolean => environment.cameraOf(camera) !== undefined;
  const heads = createShownHeads(stores.ptzHeads, isGranted);

  const isMine = (camera: CameraId): boolean => {
    const holder = stores.ptzHeads.get(camera)?.holder ?? null;
    return holder !== null && holder.personId === person()?.id;
  };
  const isOthers = (camera: CameraId): boolean => (stores.ptzHeads.get(camera)?.holder ?? null) !== null && !isMine(camera);

  /** The link, when this person may steer this camera. */
  const linkFor = (camera: CameraId): Result<PtzLink> => {
    const known = environment.cameraOf(camera);
    if (known === undefined) return err('camera/unknown');
    if (known.ptz === undefined || environment.port() === null) return err('ptz/not-offered');
    if (person()?.ptzLevel === undefined) return err('app/not-allowed');
    return link === null || !isConnected ? unreachable() : ok(link);
  };
  /** Asks for the hand unless it is ours; null: it is. Never taken from somebody without being told to. */
  const takeFree = (through: PtzLink, camera: CameraId): Promise<Result<null>> | null => {
    if (isMine(camera)) return null;
    const asked = claiming.get(camera);
    if (asked !== undefined) return asked;
    const claim = through.claim(camera).then((answer) => {
      if (claiming.get(camera) === claim) claiming.delete(camera);
      if (!answer.ok && through === link) movements.end(camera, 'refused');
      return answer;
    });
    claiming.set(camera, claim);
    return claim;
  };
  const stop = (camera: CameraId): Result<null> => {
    refusedMoves.forget(camera);
    if (movements.has(camera)) movements.end(camera, 'stopped');
    // A stop too many harms nobody; one too few does.
    else if (isConnected && isMine(camera)) link?.move(camera, STILL);
    return ok(null);
  };

  const open = (port: PtzPort): PtzLink => {
    const isThis = () => link === opened;
    const opened: PtzLink = port.open({
      onHeads: (told, isAll) => {
        if (!isThis()) return;
        heads.take(told, isAll);
        for (const camera of movements.cameras()) if (isOthers(camera) && !claiming.has(camera)) movements.end(camera, 'taken');
      },
      onTaken: (camera, by) => {
        if (!isThis()) return;
        movements.end(camera, 'taken');
        buttons.forget(camera);
        log.info('ptz.taken', { camera, person: person()?.id ?? null, by: by.personId });
        environment.onTaken(camera, by);
      },
      onMoveRefused: (camera, error) => {
        // While the hand is being asked for, that answer says why.
        if (!isThis() || claiming.has(camera) || !movements.has(camera)) return;
        movements.end(camera, 'refused');
        refusedMoves.refuse(camera, error);
      },
      onAsked: (ask) => {
        if (!isThis() || !isGranted(ask.camera)) return;
        log.info('ptz.ask', { ask: ask.id, camera: ask.camera, from: ask.from.personId, person: person()?.id ?? null, minutes: ask.minutes, state: ask.state });
        asks.take(ask);
      },
      onConnection: (connected) => {
        if (!isThis()) return;
        isConnected = connected;
        if (connected) return;
        heads.lose(new Set(movements.cameras()));
        movements.endAll('link-lost');
        buttons.clear();
        asks.clear();
        claiming.clear();
        refusedMoves.clear();
      },
    });
    return opened;
  };

  const stopAll = (): void => {
    movements.endAll('signed-out');
    buttons.releaseAll();
  };
  stores.session.onDidChange(() => {
    if (only(stores.session).session.kind !== 'signed-in') stopAll();
  });

  stores.cameras.onDidChange(() => {
    for (const camera of movements.cameras()) if (!isGranted(camera)) movements.end(camera, 'refused');
    for (const camera of buttons.cameras()) if (!isGranted(camera)) buttons.releaseCamera(camera);
    heads.camerasChanged();
    asks.forgetOf((camera) => !isGranted(camera));
  });

  return {
    claim: async (camera) => {
      const through = linkFor(camera);
      return through.ok ? through.value.claim(camera) : through;
    },
    release: async (camera) => {
      const through = linkFor(camera);
      if (!through.ok) return through;
      movements.end(camera, 'released');
      return through.value.release(camera);
    },
    move: (window, camera, velocity) => {
      if (isStill(velocity)) return stop(camera);
      const through = linkFor(camera);
      if (!through.ok || (isOthers(camera) && !claiming.has(camera))) {
        movements.end(camera, through.ok ? 'taken' : 'refused');
        return through.ok ? err('ptz/held') : through;
      }
      const refused = refusedMoves.take(camera);
      if (refused !== null) return { ok: false, error: refused };
      const claim = takeFree(through.value, camera);
      movements.renew(window, camera, velocity);
      return claim ?? ok(null);
    },
    act: async (window, camera, act) => {
      if (act.kind === 'aux' && act.value === 0 && buttons.isHeld(camera, act.aux)) {
        // What was pressed from here is let go, whatever became of the camera meanwhile.
        buttons.pressed(window, camera, act.aux, 0);
        return link === null ? unreachable() : link.act(camera, act);
      }
      const through = linkFor(camera);
      if (!through.ok) return through;
      if (isOthers(camera)) return err('ptz/held');
      if (act.kind === 'aux') buttons.pressed(window, camera, act.aux, act.value);
      else if (!KEEPS_MOVING.has(act.kind)) movements.end(camera, 'stopped');
      const claim = takeFree(through.value, camera);
      const [claimed, done] = await Promise.all([claim ?? ok(null), through.value.act(camera, act)]);
      return claimed.ok ? done : claimed;
    },
    ask: async (camera, minutes, reason) => {
      const through = linkFor(camera);
      return through.ok ? through.value.ask(camera, minutes, reason) : through;
    },
    answer: async (ask, accept) => {
      if (link === null || !isConnected) return unreachable();
      return link.answer(ask, accept);
    },
    places: async (camera) => {
      const known = environment.cameraOf(camera);
      if (known === undefined) return err('camera/unknown');
      return known.ptz === undefined ? err('ptz/not-offered') : (environment.port()?.places(camera) ?? err('ptz/not-offered'));
    },
    windowGone: (window) => {
      movements.endOfWindow(window);
      buttons.releaseOf(window);
    },
    stopAll,
    follow: () => {
      const port = environment.port();
      if (link !== null || port === null) return;
      link = open(port);
    },
    tokenRenewed: () => link?.renew(),
    serverCameBack: () => link?.retryNow(),
    close: () => {
      stopAll();
      const closing = link;
      link = null;
      isConnected = false;
      closing?.close();
      claiming.clear();
      asks.clear();
      refusedMoves.clear();
      heads.clear();
    },
  };
}
