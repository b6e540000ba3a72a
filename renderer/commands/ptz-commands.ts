import type { Camera, Position } from '@contract/domain/camera.ts';
import { sessionPerson } from '@contract/domain/session.ts';
import type { PtzSettings } from '@contract/domain/ptz-settings.ts';
import type { PtzAct, PtzAux } from '@contract/domain/ptz.ts';
import type { Result } from '@contract/domain/result.ts';
import type { CameraId } from '@contract/domain/units.ts';
import type { Bridge } from '@contract/ipc/bridge.ts';
import type { RequestAnswer } from '@contract/ipc/contract.ts';
import { ONLY } from '@contract/state/slices.ts';
import { createPadWatch, type PadWatch } from '../lib/gamepad-watch.ts';
import { windowPads } from '../lib/gamepad-source.ts';
import { windowLater, type Later } from '../lib/later.ts';
import type { WindowState } from '../state/state-context.tsx';
import { createLensPress } from './lens-press.ts';
import { createPtzDriver, type Grip, type PtzDriver } from './ptz-driver.ts';

/**
 * Steering of heads. Those that answer a Result leave telling its failure to the caller; the others show it in the notice strip.
 * A grip is let go by whoever took it; all of them end when the window loses the focus or is hidden, and when the hand on the head is lost.
 */
export interface PtzCommands {
  /** Holds a head: it moves until the grip is let go. Takes the hand by itself when nobody has it. */
  readonly grip: (camera: CameraId) => Grip;
  /** Presses focus, iris and the like; returns the release. */
  readonly pressAux: (camera: CameraId, aux: PtzAux, direction: -1 | 1) => () => void;
  readonly stop: (camera: CameraId) => void;
  /** What a head is told by this window; see `PtzDriver.watch`. */
  readonly watch: PtzDriver['watch'];
  /** Takes the hand, also from a lower level. */
  readonly claim: (camera: CameraId) => Promise<Result<null>>;
  /** Stops the head and lets others have it. */
  readonly letGo: (camera: CameraId) => Promise<Result<null>>;
  readonly act: (camera: CameraId, act: PtzAct) => Promise<Result<null>>;
  /** The same, with its failure in the notice strip. */
  readonly perform: (camera: CameraId, act: PtzAct) => void;
  /** Points a camera at a place of the map (see `canLookAt`); false: it could not, which is told in the notice strip. */
  readonly lookAt: (camera: CameraId, position: Position) => Promise<boolean>;
  readonly ask: (camera: CameraId, minutes: number, reason: string) => Promise<Result<null>>;
  readonly answer: (ask: string, accept: boolean) => Promise<Result<null>>;
  readonly places: (camera: CameraId) => RequestAnswer<'ptz.places'>;
  /** Joysticks and speeds; null: as delivered. */
  readonly setSteering: (steering: PtzSettings | null) => Promise<Result<null>>;
  /** Joysticks at this PC. */
  readonly pads: PadWatch;
}

/** What steering needs of the page. */
export interface PtzPage {
  readonly later: Later;
  /** The person cannot see or reach this window any more. Returns the release. */
  readonly onLost: (run: () => void) => () => void;
  readonly pads: PadWatch;
}

const windowPage = (): PtzPage => ({ later: windowLater, onLost: onWindowLost, pads: createPadWatch(windowPads) });

function onWindowLost(run: () => void): () => void {
  const onVisibility = (): void => {
    if (document.visibilityState === 'hidden') run();
  };
  window.addEventListener('blur', run);
  window.addEventListener('pagehide', run);
  document.addEventListener('visibilitychange', onVisibility);
  return () => {
    window.removeEventListener('blur', run);
    window.removeEventListener('pagehide', run);
    document.removeEventListener('visibilitychange', onVisibility);
  };
}

/** Whether a camera can be pointed from the map: it turns, and it is known where it stands and where its zero looks. */
export const canLookAt = ({ ptz, position }: Pick<Camera, 'ptz' | 'position'>): boolean => ptz?.zeroBearingDeg !== undefined && position !== undefined;

export function createPtzCommands(requests: Bridge['requests'], { view, replica, clock }: Pick<WindowState, 'view' | 'replica' | 'clock'>, page: PtzPage = windowPage()): PtzCommands {
  const personNow = (): string | null => {
    const record = replica.session.getState().records.get(ONLY);
    return record === undefined ? null : (sessionPerson(record.session)?.id ?? null);
  };
  /** The hand on what is held here went to somebody else, or nobody has it any more. */
  const stopLost = (driver: PtzDriver, had: (camera: CameraId) => string | null): void => {
    const person = personNow();
    const { records } = replica.ptzHeads.getState();
    for (const camera of driver.held()) {
      const holder = records.get(camera)?.holder?.personId ?? null;
      const isLost = holder === null ? had(camera) === person : holder !== person;
      if (person === null || isLost) driver.stop(camera);
    }
  };
  const driver = createPtzDriver({
    move: (camera, { pan, tilt, zoom }) => requests['ptz.move']({ camera, pan, tilt, zoom }),
    onRefused: view.actions.fail,
    later: page.later,
    monoMs: clock.monoMs,
    onBusy: (busy) => {
      const releases = [
        page.onLost(busy.stopAll),
        replica.ptzHeads.subscribe((_now, before) => {
          stopLost(busy, (camera) => before.records.get(camera)?.holder?.personId ?? null);
        }),
        replica.session.subscribe(() => {
          if (personNow() === null) busy.stopAll();
        }),
      ];
      return () => {
        for (const release of releases) release();
      };
    },
  });
  const act: PtzCommands['act'] = (camera, what) => requests['ptz.act']({ camera, act: what });
  const lens = createLensPress({ act, onRefused: view.actions.fail, later: page.later });
  const done = async (camera: CameraId, what: PtzAct): Promise<boolean> => {
    const answer = await act(camera, what);
    if (!answer.ok) view.actions.fail(answer.error);
    return answer.ok;
  };
  const perform: PtzCommands['perform'] = (camera, what) => void done(camera, what);
  return {
    grip: driver.grip,
    pressAux: (camera, aux, direction) => {
      lens.down(camera, aux, direction);
      return driver.press(camera, () => {
        lens.up(camera, aux);
      });
    },
    stop: driver.stop,
    watch: driver.watch,
    claim: (camera) => requests['ptz.claim']({ camera }),
    letGo: (camera) => {
      driver.stop(camera);
      return requests['ptz.release']({ camera });
    },
    act,
    perform,
    lookAt: (camera, { latDeg, lonDeg }) => done(camera, { kind: 'look', latDeg, lonDeg }),
    ask: (camera, minutes, reason) => requests['ptz.ask']({ camera, minutes, reason }),
    answer: (ask, accept) => requests['ptz.answer']({ ask, accept }),
    places: (camera) => requests['ptz.places']({ camera }),
    setSteering: (steering) => requests['settings.setSteering']({ steering }),
    pads: page.pads,
  };
}
