import { TILES_MAX } from '@contract/domain/arrangement.ts';
import type { CameraId, GroupId, SearchId, SurfaceId } from '@contract/domain/units.ts';
import type { Bridge } from '@contract/ipc/bridge.ts';
import type { WindowState } from '../state/state-context.tsx';
import type { Finding } from './finding.ts';

/** Cameras opened together on the desk or a monitor: these and nothing else, as one step to undo. How many found no tile is said in the status bar; what went wrong, in the notice strip. */
export interface OpeningMany {
  /** `total`: how many there are, when more than are given. Answers how many are shown; null: nothing was opened. */
  readonly openManyOn: (surface: SurfaceId, cameras: readonly CameraId[], total?: number) => Promise<number | null>;
  readonly openGroupOn: (surface: SurfaceId, group: GroupId) => Promise<void>;
  /** What the search finds now, best first. */
  readonly openSearchOn: (surface: SurfaceId, search: SearchId) => Promise<void>;
}

export function createOpeningMany(requests: Bridge['requests'], { view: { actions }, replica }: Pick<WindowState, 'view' | 'replica'>, finding: Pick<Finding, 'search'>): OpeningMany {
  const openManyOn: OpeningMany['openManyOn'] = async (surface, cameras, total = cameras.length) => {
    if (cameras.length === 0) return null;
    const answer = await requests['surface.openMany']({ surface, cameras: cameras.slice(0, TILES_MAX) });
    if (!answer.ok) {
      actions.fail(answer.error);
      return null;
    }
    const { shown } = answer.value;
    actions.tell({ kind: 'opened-many', shown, left: Math.max(0, total - shown) });
    return shown;
  };
  return {
    openManyOn,
    openGroupOn: async (surface, group) => {
      const held = replica.groups.getState().records.get(group);
      if (held !== undefined) await openManyOn(surface, held.cameras);
    },
    openSearchOn: async (surface, search) => {
      const saved = replica.searches.getState().records.get(search);
      if (saved === undefined) return;
      const found = await finding.search(saved.query);
      if (!found.ok) return actions.fail(found.error);
      const { ids, total } = found.value;
      if (ids.length === 0) actions.tell({ kind: 'opened-many', shown: 0, left: 0 });
      else await openManyOn(surface, ids, total);
    },
  };
}
