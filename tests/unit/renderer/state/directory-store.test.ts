import { describe, expect, it } from 'vitest';
import type { Camera, CameraState, OrgUnit } from '@contract/domain/camera.ts';
import { unitId, utcMs } from '@contract/domain/units.ts';
import { createDirectoryStores } from '../../../../renderer/state/directory-store.ts';
import { createReplicaStores, takeMessage } from '../../../../renderer/state/replica-store.ts';
import { cameraWith, unitWith } from '../../../builders/cameras.ts';

function scene() {
  const replica = createReplicaStores();
  const waiting = new Set<() => void>();
  const directory = createDirectoryStores(replica, (run) => {
    waiting.add(run);
    return () => waiting.delete(run);
  });
  let revision = 0;
  return {
    directory,
    waiting,
    units: (...records: OrgUnit[]) => takeMessage(replica, { kind: 'snapshot', slice: 'units', revision: (revision += 1), records }),
    cameras: (...records: Camera[]) => takeMessage(replica, { kind: 'snapshot', slice: 'cameras', revision: (revision += 1), records }),
    states: (...records: CameraState[]) => takeMessage(replica, { kind: 'snapshot', slice: 'cameraStates', revision: (revision += 1), records }),
    /** Runs what waits until nothing waits; answers in how many steps. */
    settle: () => {
      let steps = 0;
      while (waiting.size > 0) {
        const due = [...waiting];
        waiting.clear();
        for (const run of due) run();
        steps += 1;
      }
      return steps;
    },
  };
}
const state = (number: number, condition: CameraState['state']): CameraState => ({ id: cameraWith(number).id, state: condition, sinceUtcMs: utcMs(0) });

describe('the directory of a desk', () => {
  it('lists cameras by number, whatever order they came in', () => {
    const { directory, cameras, settle } = scene();
    cameras(cameraWith(30), cameraWith(4), cameraWith(12));
    settle();
    expect(directory.directory.getState().entries.map(({ camera }) => camera.number)).toEqual([4, 12, 30]);
  });

  it('takes a large directory in many small steps', () => {
    const { directory, cameras, settle } = scene();
    cameras(...Array.from({ length: 5_000 }, (_, index) => cameraWith(index)));
    expect(settle()).toBeGreaterThan(5);
    expect(directory.directory.getState().entries).toHaveLength(5_000);
  });

  it('counts the working cameras of a unit and of all above it', () => {
    const { directory, cameras, units, states, settle } = scene();
    units(unitWith('city', 'Hà Nội'), unitWith('hoan-kiem', 'Hoàn Kiếm', 'city'));
    cameras(cameraWith(1), cameraWith(2), cameraWith(3));
    states(state(1, 'working'), state(2, 'broken'), state(3, 'working'));
    settle();
    expect(directory.counts.getState().get(unitId('city'))).toEqual({ working: 2, total: 3 });
    states(state(1, 'lost'), state(2, 'broken'), state(3, 'working'));
    settle();
    expect(directory.counts.getState().get(unitId('hoan-kiem'))).toEqual({ working: 1, total: 3 });
  });

  it('does not say that none works while the server has said nothing', () => {
    const { directory, cameras, units, settle } = scene();
    units(unitWith('hoan-kiem', 'Hoàn Kiếm'));
    cameras(cameraWith(1), cameraWith(2));
    settle();
    expect(directory.counts.getState().get(unitId('hoan-kiem'))).toEqual({ working: null, total: 2 });
  });

  it('forgets a camera that is gone, and finds a renamed one by its new name', () => {
    const { directory, cameras, settle } = scene();
    cameras(cameraWith(1), cameraWith(2));
    settle();
    cameras(cameraWith(2, { name: 'Hồ Tây' }));
    settle();
    expect(directory.directory.getState().entries.map(({ foldedName }) => foldedName)).toEqual(['ho tay']);
  });

  it('leaves nothing waiting when released', () => {
    const { directory, cameras, waiting } = scene();
    cameras(cameraWith(1));
    directory.release();
    expect(waiting.size).toBe(0);
  });
});
