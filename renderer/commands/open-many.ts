import { TILES_MAX } from '@contract/domain/arrangement.ts';
import type { CameraId, GroupId, SearchId, SurfaceId } from '@contract/domain/units.ts';
import type { Bridge } from '@contract/ipc/bridge.ts';
import type { WindowState } from '../state/state-context.tsx';
import type { Finding } from './finding.ts';

/** Cameras opened together on the desk or a monitor: these and nothing else, as one step to undo; or from a tile on, which leaves every other picture. How many found no tile is said in the status bar; what went wrong, in the notice strip. */
export interface OpeningMany {
  /** `total`: how many there are, when more than are given. Answers how many are shown; null: nothing was opened. */
  readonly openManyOn: (surface: SurfaceId, cameras: readonly CameraId[], total?: number) => Promise<number | null>;
  /** `from`: only this tile and the empty ones after it are filled. */
  readonly openGroupOn: (surface: SurfaceId, group: GroupId, from?: number) => Promise<void>;
  /** What the search finds now, best first. `from` as for a group. */
  readonly openSearchOn: (surface: SurfaceId, search: SearchId, from?: number) => Promise<void>;
}

export function createOpeningMany(requests: Bridge['requests'], { view: { actions }, replica }: Pick<WindowState, 'view' | 'replica'>, finding: Pick<Finding, 'search'>): OpeningMany {
  const open = async (surface: SurfaceId, cameras: readonly CameraId[], total: number, from?: number): Promise<number | null> => {
    if (cameras.length === 0) return null;
    const first = cameras.slice(0, TILES_MAX);
    const answer = await (from === undefined ? requests['surface.openMany']({ surface, cameras: first }) : requests['surface.fillFrom']({ surface, tile: from, cameras: first }));
    if (!answer.ok) {
      actions.fail(answer.error);
      return null;
    }
    const { shown } = answer.value;
    actions.tell({ kind: 'opened-many', shown, left: Math.max(0, total - shown) });
    return shown;
  };
  return {
    openManyOn: (surface, cameras, total = cameras.length) => open(surface, cameras, total),
    openGroupOn: async (surface, group, from) => {
      const held = replica.groups.getState().records.get(group);
      if (held !== undefined) await open(surface, held.cameras, held.cameras.length, from);
    },
    openSearchOn: async (surface, search, from) => {
      const saved = replica.searches.getState().records.get(search);
      if (saved === undefined) return;
      const found = await finding.search(saved.query);
      if (!found.ok) return actions.fail(found.error);
      const { ids, total } = found.value;
      if (ids.length === 0) actions.tell({ kind: 'opened-many', shown: 0, left: 0 });
      else await open(surface, ids, total, from);
    },
  };
}
