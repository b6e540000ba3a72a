import { createRandom } from '../city/random.ts';
import type { CameraState, StateChange } from './api-types.ts';
import type { Clock } from './clock.ts';

export const HISTORY_MAX = 100;
const HOUR_MS = 3_600_000;

/** What became of cameras since the start of the demo. One board for all tiers: they look at the same cameras. */
export interface StateBoard {
  readonly set: (cameraId: string, state: 'working' | 'lost', cause: string, sinceUtcMs?: number) => void;
  /** Null: as at the start. */
  readonly of: (cameraId: string) => CameraState | null;
  /** Since the start, newest first, at most 100. */
  readonly changes: (cameraId: string) => readonly StateChange[];
  readonly onDidChange: (listener: (state: CameraState) => void) => () => void;
}

export function createStateBoard(clock: Clock): StateBoard {
  const changes = new Map<string, StateChange[]>();
  const listeners = new Set<(state: CameraState) => void>();
  const newest = (cameraId: string): StateChange | undefined => changes.get(cameraId)?.at(-1);
  return {
    set: (cameraId, state, cause, sinceUtcMs = Math.floor(clock.nowUtcMs())) => {
      const known = changes.get(cameraId);
      if (known === undefined) changes.set(cameraId, [{ state, sinceUtcMs, cause }]);
      else {
        known.push({ state, sinceUtcMs, cause });
        if (known.length > HISTORY_MAX) known.shift();
      }
      for (const listener of listeners) listener({ cameraId, state, sinceUtcMs });
    },
    of: (cameraId) => {
      const change = newest(cameraId);
      return change === undefined ? null : { cameraId, state: change.state, sinceUtcMs: change.sinceUtcMs };
    },
    changes: (cameraId) => (changes.get(cameraId) ?? []).toReversed(),
    onDidChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

const LOST_CAUSES = ['mất tín hiệu', 'mất điện khu vực', 'đứt cáp quang', 'thiết bị không trả lời', 'bảo trì đường truyền'];
const BROKEN_CAUSES = ['hỏng nguồn', 'hỏng ống kính', 'cột bị va chạm', 'chờ thay thiết bị'];

/** What a camera went through before the start, newest first: made up, the same for the same start. */
export function historyBefore(cameraId: string, atStart: CameraState): readonly StateChange[] {
  const random = createRandom(`past ${cameraId}`);
  const first = { state: atStart.state, sinceUtcMs: atStart.sinceUtcMs, cause: atStart.state === 'broken' ? random.pick(BROKEN_CAUSES) : 'máy chủ khởi động lại' };
  const past: StateChange[] = [first];
  let atUtcMs = atStart.sinceUtcMs;
  for (let times = random.between(1, 5); times > 0; times -= 1) {
    atUtcMs -= random.between(4 * HOUR_MS, 200 * HOUR_MS);
    past.push({ state: 'working', sinceUtcMs: atUtcMs, cause: 'có tín hiệu lại' });
    atUtcMs -= random.between(HOUR_MS / 30, 8 * HOUR_MS);
    past.push({ state: 'lost', sinceUtcMs: atUtcMs, cause: random.pick(LOST_CAUSES) });
  }
  return past;
}
