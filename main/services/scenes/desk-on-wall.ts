import { err, ok, type Result } from '@contract/domain/result.ts';
import { READY } from '@contract/domain/arrangement.ts';
import { monitorSurface, type MonitorKey, type SurfaceId } from '@contract/domain/units.ts';
import { emptySurface, holdsDesk, type Surface } from '@contract/domain/wall.ts';
import type { Stores } from '../../state/stores.ts';

export interface DeskOnWallEnvironment {
  readonly stores: Pick<Stores, 'monitors' | 'surfaces'>;
  /** Puts these on the wall as one step to be undone. */
  readonly showTogether: (surfaces: readonly Surface[]) => Result<null>;
  /** What a monitor showed before the desk came on it; null: nobody knows. */
  readonly beneathDesk: (surface: SurfaceId) => Surface | null;
}

export interface DeskOnWall {
  /** Codes: wall/unknown-monitor, wall/desk-not-here (another PC's monitor). */
  readonly show: (monitor: MonitorKey, on: boolean) => Result<null>;
}

/** The desk's own window on a monitor: what was there before returns when it goes. */
export function createDeskOnWall({ stores, showTogether, beneathDesk }: DeskOnWallEnvironment): DeskOnWall {
  return {
    show: (key, on) => {
      const monitor = stores.monitors.get(key);
      if (monitor === undefined || !monitor.present) return err('wall/unknown-monitor');
      if (monitor.node !== null) return err('wall/desk-not-here');
      const id = monitorSurface(key);
      const now = stores.surfaces.get(id) ?? emptySurface(id);
      if (holdsDesk(now) === on) return ok(null);
      return showTogether([on ? { ...emptySurface(id, READY['1']), contents: [{ kind: 'desk' }] } : (beneathDesk(id) ?? emptySurface(id))]);
    },
  };
}
