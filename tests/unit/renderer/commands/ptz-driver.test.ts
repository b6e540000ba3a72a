import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEAD_MAN_MS, isStill, RENEW_MS, STILL, type PtzVelocity } from '@contract/domain/ptz.ts';
import { err, ok, type AppError, type Result } from '@contract/domain/result.ts';
import { cameraId, type CameraId } from '@contract/domain/units.ts';
import { createPtzDriver, type Grip, type PtzDriver } from '../../../../renderer/commands/ptz-driver.ts';
import { createFakeTime, type FakeTime } from '../../../builders/fake-time.ts';

const dome = cameraId('dome');
const right: PtzVelocity = { pan: 0.4, tilt: 0, zoom: 0 };

interface Scene {
  readonly driver: PtzDriver;
  readonly time: FakeTime;
  readonly said: { readonly camera: CameraId; readonly velocity: PtzVelocity; readonly atMs: number }[];
  readonly refused: AppError[];
  readonly busy: boolean[];
}

function createScene(answer: (velocity: PtzVelocity) => Result<null> = () => ok(null)): Scene {
  const time = createFakeTime();
  const said: Scene['said'] = [];
  const refused: AppError[] = [];
  const busy: boolean[] = [];
  const driver = createPtzDriver({
    move: async (camera, velocity) => {
      said.push({ camera, velocity, atMs: time.clock.monoMs() });
      return answer(velocity);
    },
    onRefused: (error) => refused.push(error),
    later: (run, delayMs) => time.timers.after(delayMs, run),
    monoMs: time.clock.monoMs,
    onBusy: () => {
      busy.push(true);
      return () => busy.push(false);
    },
  });
  return { driver, time, said, refused, busy };
}
const speeds = ({ said }: Scene): readonly PtzVelocity[] => said.map(({ velocity }) => velocity);
const answered = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
};

describe('steering a head', () => {
  it('says the press and the release in the same instant, and renews between them well within the dead-man time', () => {
    const scene = createScene();
    const grip = scene.driver.grip(dome);
    const startMs = scene.time.clock.monoMs();
    grip.move(right);
    scene.time.advance(1_000);
    const releaseMs = scene.time.clock.monoMs();
    grip.release();
    scene.time.advance(5_000);
    expect(scene.said[0]).toEqual({ camera: dome, velocity: right, atMs: startMs });
    expect(scene.said.at(-1)).toEqual({ camera: dome, velocity: STILL, atMs: releaseMs });
    const gaps = scene.said.slice(1).map(({ atMs }, index) => atMs - (scene.said[index]?.atMs ?? 0));
    expect(gaps.length).toBeGreaterThan(4);
    expect(Math.max(...gaps)).toBeLessThan(DEAD_MAN_MS.window);
    expect(speeds(scene).filter(isStill)).toHaveLength(1);
    expect(scene.time.waiting()).toBe(0);
  });

  it('watches what may end it only while somebody holds something', () => {
    const scene = createScene();
    const one = scene.driver.grip(dome);
    const other = scene.driver.press(cameraId('other'), () => undefined);
    one.release();
    expect(scene.busy).toEqual([true]);
    other();
    expect(scene.busy).toEqual([true, false]);
  });

  it('does not move again after it was stopped from outside, though the hand goes on', () => {
    const scene = createScene();
    const grip = scene.driver.grip(dome);
    grip.move(right);
    scene.driver.stopAll();
    grip.move({ pan: 1, tilt: 1, zoom: 0 });
    scene.time.advance(2_000);
    grip.release();
    expect(speeds(scene)).toEqual([right, STILL]);
    expect(grip.isHeld()).toBe(false);
  });

  it('stops and says why when the server refuses, once, however long the hand holds on', async () => {
    const scene = createScene((velocity) => (isStill(velocity) ? ok(null) : err('ptz/held')));
    const grip = scene.driver.grip(dome);
    grip.move(right);
    await answered();
    grip.move({ ...right, pan: 0.9 });
    scene.time.advance(3_000);
    await answered();
    expect(scene.refused.map(({ code }) => code)).toEqual(['ptz/held']);
    expect(speeds(scene)).toEqual([right, STILL]);
  });

  it('goes on when one renewal was too many', async () => {
    const scene = createScene(() => err('app/too-many-requests'));
    const grip = scene.driver.grip(dome);
    grip.move(right);
    await answered();
    scene.time.advance(RENEW_MS);
    expect(speeds(scene)).toEqual([right, right]);
    expect(scene.refused).toEqual([]);
    grip.release();
  });

  it('says a stop again that did not get through, as when the session is being renewed, but not once it moves anew', async () => {
    let fails = 2;
    const scene = createScene((velocity) => (isStill(velocity) && fails-- > 0 ? err('tier/unreachable') : ok(null)));
    const grip = scene.driver.grip(dome);
    grip.move(right);
    grip.release();
    for (let turn = 0; turn < 6; turn += 1) {
      await answered();
      scene.time.advance(RENEW_MS);
    }
    expect(speeds(scene)).toEqual([right, STILL, STILL, STILL]);

    fails = 1;
    const first = scene.driver.grip(dome);
    first.move(right);
    first.release();
    await answered();
    const again = scene.driver.grip(dome);
    again.move(right);
    scene.time.advance(RENEW_MS - 1);
    await answered();
    expect(speeds(scene).slice(4)).toEqual([right, STILL, right]);
    again.release();
  });

  it('goes on saying a stop for a while whatever refuses it', async () => {
    for (const code of ['camera/unknown', 'ptz/held', 'app/not-allowed'] as const) {
      const scene = createScene((velocity) => (isStill(velocity) ? err(code) : ok(null)));
      const grip = scene.driver.grip(dome);
      grip.move(right);
      grip.release();
      for (let turn = 0; turn < 10; turn += 1) {
        await answered();
        scene.time.advance(RENEW_MS);
      }
      expect([code, speeds(scene).filter(isStill).length]).toEqual([code, 3]);
      expect(scene.time.waiting()).toBe(0);
    }
  });

  it('lets a pressed lens go when every hand is taken away, and only once', () => {
    const scene = createScene();
    let ups = 0;
    const release = scene.driver.press(dome, () => {
      ups += 1;
    });
    scene.driver.stop(dome);
    release();
    expect(ups).toBe(1);
  });

  it('tells who watches each speed it was told, and the present one at the start', () => {
    const scene = createScene();
    const seen: PtzVelocity[] = [];
    const grip = scene.driver.grip(dome);
    grip.move(right);
    const stop = scene.driver.watch(dome, (velocity) => seen.push(velocity));
    grip.release();
    stop();
    scene.driver.grip(dome).move(right);
    expect(seen).toEqual([right, STILL]);
    scene.driver.stopAll();
  });
});

type Step =
  | { readonly kind: 'press'; readonly source: number; readonly camera: number; readonly pan: number }
  | { readonly kind: 'change'; readonly source: number; readonly pan: number }
  | { readonly kind: 'release'; readonly source: number }
  /** Every hand off: of one head, or of all as when the window loses the focus. */
  | { readonly kind: 'stop'; readonly camera: number }
  | { readonly kind: 'lost' }
  | { readonly kind: 'wait'; readonly ms: number };

const source = fc.integer({ min: 0, max: 3 });
const camera = fc.integer({ min: 0, max: 1 });
const pan = fc.double({ min: -1, max: 1, noNaN: true });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('press' as const), source, camera, pan }),
  fc.record({ kind: fc.constant('change' as const), source, pan }),
  fc.record({ kind: fc.constant('release' as const), source }),
  fc.record({ kind: fc.constant('stop' as const), camera }),
  fc.record({ kind: fc.constant('lost' as const) }),
  fc.record({ kind: fc.constant('wait' as const), ms: fc.integer({ min: 0, max: 400 }) }),
);

describe('whatever the hands do', () => {
  it('the last word to every head that was moved is a stop, and after a stop nothing moves unless somebody presses anew', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), fc.array(fc.boolean(), { minLength: 1, maxLength: 20 }), async (steps, answers) => {
        let asked = 0;
        const scene = createScene((velocity) => {
          const isGiven = answers[asked++ % answers.length] !== false;
          return isGiven ? ok(null) : err(isStill(velocity) ? 'tier/unreachable' : 'ptz/taken');
        });
        const cameras = [cameraId('a'), cameraId('b')] as const;
        const hands = new Map<number, { readonly id: CameraId; readonly grip: Grip }>();
        const idOf = (index: number): CameraId => cameras[index === 0 ? 0 : 1];
        const inHand = (): ReadonlySet<CameraId> => new Set([...hands.values()].flatMap(({ id, grip }) => (grip.isHeld() ? [id] : [])));
        const put = (number: number, id: CameraId): Grip => {
          hands.get(number)?.grip.release();
          const grip = scene.driver.grip(id);
          hands.set(number, { id, grip });
          return grip;
        };
        let heard = 0;
        /** Nothing moves that nobody had a hand on just before or just after. */
        const check = (before: ReadonlySet<CameraId>): void => {
          const after = inHand();
          for (const { camera: id, velocity } of scene.said.slice(heard)) expect(isStill(velocity) || before.has(id) || after.has(id)).toBe(true);
          heard = scene.said.length;
        };
        for (const each of steps) {
          const before = new Set(inHand());
          if (each.kind === 'press') before.add(idOf(each.camera));
          switch (each.kind) {
            case 'press':
              put(each.source, idOf(each.camera)).move({ pan: each.pan, tilt: 0, zoom: 0 });
              break;
            case 'change':
              hands.get(each.source)?.grip.move({ pan: each.pan, tilt: 0, zoom: 0 });
              break;
            case 'release':
              hands.get(each.source)?.grip.release();
              break;
            case 'lost':
              scene.driver.stopAll();
              break;
            case 'stop':
              scene.driver.stop(idOf(each.camera));
              break;
            case 'wait':
              scene.time.advance(each.ms);
              break;
          }
          await answered();
          check(before);
          // A head without a hand on it stands: the last that was said of it is a stop.
          const held = inHand();
          for (const id of cameras) if (!held.has(id)) expect(isStill(scene.said.findLast((word) => word.camera === id)?.velocity ?? STILL)).toBe(true);
        }
        for (const { grip } of hands.values()) grip.release();
        await answered();
        scene.time.advance(10_000);
        await answered();
        check(new Set());
        for (const id of cameras) {
          const words = scene.said.filter((word) => word.camera === id);
          expect(words.length === 0 || isStill(words.at(-1)?.velocity ?? STILL)).toBe(true);
        }
        expect(scene.driver.held()).toEqual([]);
        scene.time.advance(10_000);
        expect(scene.time.waiting()).toBe(0);
      }),
      { numRuns: 300 },
    );
  });
});
