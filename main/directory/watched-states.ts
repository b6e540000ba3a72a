import type { CameraState } from '@contract/domain/camera.ts';
import { utcMs, type CameraId } from '@contract/domain/units.ts';
import { conditionAt, type Columns } from './columns.ts';
import type { DirectoryReport } from './protocol.ts';
import { createPulse, type Pulse } from './pulse.ts';

/** Tells the states of the cameras that main wants to know of. */
export interface WatchedStates {
  readonly watch: (cameras: readonly CameraId[]) => void;
  readonly changed: (camera: CameraId) => void;
  /** All of them anew. */
  readonly tellAll: () => void;
  readonly close: () => void;
}

const TELL_EVERY_MS = 100;

export function createWatchedStates(columns: Columns, time: Parameters<typeof createPulse>[0], post: (report: DirectoryReport) => void): WatchedStates {
  let watched: ReadonlySet<CameraId> = new Set();
  const changed = new Set<CameraId>();
  const stateOf = (id: CameraId): CameraState | null => {
    const row = columns.rowOf(id);
    const state = conditionAt(row === undefined ? -1 : (columns.states()[row] ?? -1));
    return row === undefined || state === 'unknown' ? null : { id, state, sinceUtcMs: utcMs(columns.sinceUtcMs()[row] ?? 0) };
  };
  const tell = (cameras: Iterable<CameraId>, isAll: boolean): void => {
    const unknown: CameraId[] = [];
    const states: CameraState[] = [];
    for (const id of cameras) {
      const state = stateOf(id);
      if (state === null) unknown.push(id);
      else states.push(state);
    }
    changed.clear();
    post({ kind: 'states', states, unknown, isAll });
  };
  const pulse: Pulse = createPulse(time, TELL_EVERY_MS, () => {
    if (changed.size > 0) tell([...changed], false);
  });
  const tellAll = (): void => tell(watched, true);
  return {
    watch: (cameras) => {
      watched = new Set(cameras);
      tellAll();
    },
    changed: (camera) => {
      if (!watched.has(camera)) return;
      changed.add(camera);
      pulse.touch();
    },
    tellAll,
    close: pulse.close,
  };
}
