import { describe, expect, it } from 'vitest';
import type { Camera } from '@contract/domain/camera.ts';
import { utcMs, type CameraId } from '@contract/domain/units.ts';
import { ONLY, type SessionRecord } from '@contract/state/slices.ts';
import { createCameraBook, type WatchCameras } from '../../../../renderer/state/camera-book.ts';
import { createReplicaStores, takeMessage, type ReplicaStores } from '../../../../renderer/state/replica-store.ts';
import { cameraWith } from '../../../builders/cameras.ts';
import { personWith } from '../../../builders/people.ts';

const settled = () => new Promise<void>((resolve) => { setImmediate(resolve); });

/** A book before a main that takes what it is asked, or does not. */
function book() {
  const replica = createReplicaStores();
  const asked: Parameters<WatchCameras>[0][] = [];
  const due: (() => void)[] = [];
  const main = { isThere: true, unknown: [] as readonly CameraId[] };
  let revision = 0;
  const made = createCameraBook(
    replica,
    async (change) => {
      asked.push(change);
      return main.isThere ? main.unknown : null;
    },
    (run) => {
      due.push(run);
      return () => due.splice(due.indexOf(run), 1);
    },
  );
  const turn = async () => {
    for (let run = due.shift(); run !== undefined; run = due.shift()) {
      run();
      await settled();
    }
  };
  /** One round of what waits: with a main that is not there it would go on for ever. */
  const step = async () => {
    due.shift()?.();
    await settled();
  };
  const told = (...cameras: readonly Camera[]) => takeMessage(replica, { kind: 'snapshot', slice: 'usedCameras', revision: (revision += 1), records: [...cameras] });
  return { replica, asked, main, book: made, turn, step, told };
}

const EMPTY_TIER = { id: ONLY, address: '', service: null, connection: { kind: 'connecting' }, clockOffsetMs: 0, directoryUtcMs: null, directoryTotal: 0, directorySkipped: 0, directoryState: 'empty' } as const;
const empties = (replica: ReplicaStores) => takeMessage(replica, { kind: 'snapshot', slice: 'tier', revision: 1, records: [EMPTY_TIER] });
const onDuty = (replica: ReplicaStores, id: string) => {
  const record: SessionRecord = { id: ONLY, session: { kind: 'signed-in', person: personWith({ id }), sinceUtcMs: utcMs(0) }, vault: 'available', wallOnly: false };
  takeMessage(replica, { kind: 'snapshot', slice: 'session', revision: 1, records: [record] });
};

const [one, two] = [cameraWith(1), cameraWith(2)];

describe('the cameras a window has to do with', () => {
  it('are asked for together, once however often they are held, and let go when nobody holds them', async () => {
    const { book: cameras, asked, turn } = book();
    const releases = [cameras.hold(one.id), cameras.hold(one.id), cameras.hold(two.id)];
    await turn();
    expect(asked).toEqual([{ fresh: true, add: [one.id, two.id], remove: [] }]);
    releases[0]?.();
    releases[0]?.();
    releases[2]?.();
    await turn();
    expect(asked.slice(1)).toEqual([{ fresh: false, add: [], remove: [two.id] }]);
  });

  it('are not asked for when they only scrolled by', async () => {
    const { book: cameras, asked, turn } = book();
    cameras.hold(one.id)();
    await turn();
    expect(asked).toEqual([]);
  });

  it('are asked for again when main did not take it', async () => {
    const { book: cameras, asked, main, step, turn } = book();
    main.isThere = false;
    cameras.hold(one.id);
    await step();
    main.isThere = true;
    await turn();
    expect(asked).toEqual([{ fresh: true, add: [one.id], remove: [] }, { fresh: true, add: [one.id], remove: [] }]);
  });

  it('are shown from an answer at once, then as main tells of them, and not any more when main takes them away', async () => {
    const { book: cameras, told } = book();
    cameras.remember([one], cameras.epoch());
    expect(cameras.record(one.id)).toBe(one);
    const renamed = { ...one, name: 'Tên mới' };
    told(renamed);
    expect(cameras.record(one.id)?.name).toBe('Tên mới');
    told();
    expect(cameras.record(one.id)).toBeUndefined();
  });

  it('are gone when main does not know them, though an answer held them', async () => {
    const { book: cameras, main, turn } = book();
    cameras.remember([one], cameras.epoch());
    main.unknown = [one.id];
    cameras.hold(one.id);
    await turn();
    expect(cameras.record(one.id)).toBeUndefined();
  });

  it('of the person before are forgotten when the directory empties, and asked for anew', async () => {
    const { book: cameras, replica, asked, turn } = book();
    cameras.hold(one.id);
    await turn();
    cameras.remember([two], cameras.epoch());
    empties(replica);
    expect(cameras.record(two.id)).toBeUndefined();
    await turn();
    expect(asked.at(-1)).toEqual({ fresh: false, add: [one.id], remove: [] });
  });

  it('of an answer are forgotten when the directory empties, though none was ever asked to be kept coming', () => {
    const { book: cameras, replica } = book();
    cameras.remember([one], cameras.epoch());
    empties(replica);
    expect(cameras.record(one.id)).toBeUndefined();
  });

  it('are forgotten when another person comes, or nobody', () => {
    const { book: cameras, replica } = book();
    onDuty(replica, 'a');
    cameras.remember([one], cameras.epoch());
    onDuty(replica, 'a');
    expect(cameras.record(one.id)).toBe(one);
    onDuty(replica, 'b');
    expect(cameras.record(one.id)).toBeUndefined();
  });

  it('are not remembered from an answer to the person before', () => {
    const { book: cameras, replica } = book();
    const epoch = cameras.epoch();
    empties(replica);
    cameras.remember([one], epoch);
    expect(cameras.record(one.id)).toBeUndefined();
    cameras.remember([one], cameras.epoch());
    expect(cameras.record(one.id)).toBe(one);
  });

  it('are asked for anew when the directory empties while a request is on its way, whose answer counts no more', async () => {
    const { book: cameras, replica, asked, main, step, turn } = book();
    cameras.hold(one.id);
    main.unknown = [two.id];
    const answer = step();
    empties(replica);
    cameras.remember([two], cameras.epoch());
    await answer;
    expect(cameras.record(two.id)).toBe(two);
    main.unknown = [];
    await turn();
    expect(asked.map(({ add }) => add)).toEqual([[one.id], [one.id]]);
  });

  it('of a wall are told, never asked for', async () => {
    const replica = createReplicaStores();
    const wall = createCameraBook(replica, null, () => { throw new Error('a wall asks for nothing'); });
    wall.hold(one.id)();
    takeMessage(replica, { kind: 'snapshot', slice: 'shownCameras', revision: 1, records: [one] });
    expect(wall.record(one.id)).toEqual(one);
  });

  it('that were only found are not kept without end', () => {
    const { book: cameras } = book();
    cameras.remember([one], cameras.epoch());
    cameras.remember(Array.from({ length: 3_000 }, (_, index) => cameraWith(10 + index)), cameras.epoch());
    expect(cameras.record(one.id)).toBeUndefined();
    expect(cameras.recent.getState().size).toBe(3_000);
  });
});
