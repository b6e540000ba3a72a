import { err, ok, type Result } from '@contract/domain/result.ts';
import { READY } from '@contract/domain/arrangement.ts';
import { monitorSurface, type MonitorKey } from '@contract/domain/units.ts';
import { emptySurface, type Surface } from '@contract/domain/wall.ts';
import type { Stores } from '../../state/stores.ts';

export interface DeskOnWallEnvironment {
  readonly stores: Pick<Stores, 'monitors' | 'surfaces'>;
  /** Puts these on the wall as one step to be undone. */
  readonly showTogether: (surfaces: readonly Surface[]) => Result<null>;
}

export interface DeskOnWall {
  /** Codes: wall/unknown-monitor, wall/desk-not-here (another PC's monitor). */
  readonly show: (monitor: MonitorKey, on: boolean) => Result<null>;
  /** Forgets what monitors showed before. */
  readonly close: () => void;
}

export const holdsDesk = (surface: Surface | undefined): boolean => surface?.contents.some((content) => content?.kind === 'desk') === true;

/** The desk's own window on a monitor: what was there before returns when it goes. */
export function createDeskOnWall({ stores, showTogether }: DeskOnWallEnvironment): DeskOnWall {
  const before = new Map<MonitorKey, Surface>();
  return {
    show: (key, on) => {
      const monitor = stores.monitors.get(key);
      if (monitor === undefined || !monitor.present) return err('wall/unknown-monitor');
      if (monitor.node !== null) return err('wall/desk-not-here');
      const id = monitorSurface(key);
      const now = stores.surfaces.get(id) ?? emptySurface(id);
      if (holdsDesk(now) === on) return ok(null);
      if (on) {
        before.set(key, now);
        return showTogether([{ ...emptySurface(id, READY['1']), contents: [{ kind: 'desk' }] }]);
      }
      // What it showed before is known only to the console that put the desk there.
      const shown = showTogether([before.get(key) ?? emptySurface(id)]);
      before.delete(key);
      return shown;
    },
    close: () => before.clear(),
  };
}
