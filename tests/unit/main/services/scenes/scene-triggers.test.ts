import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { AlarmBrief } from '@contract/domain/alarm.ts';
import { err, ok, type Result } from '@contract/domain/result.ts';
import { alarmId, cameraId, sceneId, utcMs, type SceneId } from '@contract/domain/units.ts';
import type { SceneAlarm, SceneSchedule, WallScene } from '@contract/domain/wall-scene.ts';
import { createSceneTriggers } from '../../../../../main/services/scenes/scene-triggers.ts';
import { createFakeTime } from '../../../../builders/fake-time.ts';
import { createRecordingLog } from '../../../../builders/recording-log.ts';
import { sceneWall } from './scenes-scene.ts';

const MINUTE = 60_000;
/** Monday, 07:00 in Viet Nam. */
const MONDAY_7 = Date.UTC(2026, 0, 5, 0, 0);
const WEEKDAYS_7_30: SceneSchedule = { days: [1, 2, 3, 4, 5], minuteOfDay: 7 * 60 + 30 };
const sceneWith = (id: string, schedule: SceneSchedule | null, alarm: SceneAlarm | null = null): WallScene => ({ id: sceneId(id), name: id, monitors: [], keyDigit: null, schedule, alarm, updatedUtcMs: utcMs(0) });
const alarmWith = (id: string, over: Partial<AlarmBrief> = {}): AlarmBrief => ({ id: alarmId(id), camera: cameraId('c1'), priority: 2, title: 'Đám đông', raisedUtcMs: utcMs(0), ...over });

async function watching(scenes: readonly WallScene[], startUtcMs = MONDAY_7, done: { scene: SceneId; dueUtcMs: number[] }[] = []) {
  const wall = sceneWall();
  const log = createRecordingLog();
  const time = createFakeTime(startUtcMs - 1000);
  await wall.service.open(wall.cacheOf(scenes, done));
  const recalled: string[] = [];
  const told: string[] = [];
  let jumpMs = 0;
  let isAllowed = true;
  let isShown = false;
  let answer: Result<null> = ok(null);
  const triggers = createSceneTriggers({
    stores: wall.stores,
    recall: (id) => {
      recalled.push(id);
      return answer;
    },
    isShown: () => isShown,
    isDone: wall.service.isDone,
    markDone: wall.service.markDone,
    mayRecall: () => isAllowed,
    personId: () => 'p1',
    nowUtcMs: () => time.clock.utcMs() + jumpMs,
    timers: time.timers,
    log,
    onDidRecall: (scene, cause) => told.push(`${scene.name} ${cause.kind}${cause.kind === 'alarm' && cause.alarms > 1 ? ` x${String(cause.alarms)}` : ''}`),
  });
  triggers.start();
  return { show: (shown: boolean) => (isShown = shown), wall, time, log, triggers, recalled, told, jump: (byMs: number) => (jumpMs += byMs), allow: (allowed: boolean) => (isAllowed = allowed), answerWith: (next: Result<null>) => (answer = next) };
}

describe('a scheduled scene', () => {
  it('comes at its minute, once, and says why', async () => {
    const { time, recalled, told, log } = await watching([sceneWith('morning', WEEKDAYS_7_30)]);
    time.advance(29 * MINUTE);
    expect(recalled).toEqual([]);
    time.advance(2 * MINUTE);
    expect(recalled).toEqual(['morning']);
    time.advance(30 * MINUTE);
    expect(recalled).toEqual(['morning']);
    expect(told).toEqual(['morning schedule']);
    expect(log.lines.filter(([event]) => event === 'audit.request')).toEqual([['audit.request', { name: 'scenes.recall', class: 'wall', window: null, person: 'p1', cause: 'schedule', scene: 'morning', dueUtcMs: MONDAY_7 + 30 * MINUTE, ok: true }]]);
  });

  it('comes again the next day, not on a day that is not its own', async () => {
    const { time, recalled } = await watching([sceneWith('morning', WEEKDAYS_7_30)]);
    time.advance(7 * 24 * 60 * MINUTE);
    expect(recalled).toHaveLength(5);
  });

  it('is brought by a start up to ten minutes late, and by no later one', async () => {
    const late = await watching([sceneWith('morning', WEEKDAYS_7_30)], MONDAY_7 + 39 * MINUTE);
    late.time.advance(MINUTE / 2);
    expect(late.recalled).toEqual(['morning']);
    const tooLate = await watching([sceneWith('morning', WEEKDAYS_7_30)], MONDAY_7 + 41 * MINUTE);
    tooLate.time.advance(MINUTE);
    expect(tooLate.recalled).toEqual([]);
  });

  it('that came before a restart does not come again after it', async () => {
    const { time, recalled } = await watching([sceneWith('morning', WEEKDAYS_7_30)], MONDAY_7 + 33 * MINUTE, [{ scene: sceneId('morning'), dueUtcMs: [MONDAY_7 + 30 * MINUTE] }]);
    time.advance(MINUTE);
    expect(recalled).toEqual([]);
  });

  it('keeps on the disk that it came', async () => {
    const { time, wall } = await watching([sceneWith('morning', WEEKDAYS_7_30)], MONDAY_7 + 29 * MINUTE);
    time.advance(2 * MINUTE);
    await new Promise((resolve) => setImmediate(resolve));
    expect(wall.saved.at(-1)?.done).toEqual([{ scene: 'morning', dueUtcMs: [MONDAY_7 + 30 * MINUTE] }]);
  });

  it('does not come for a minute that had passed when it was scheduled', async () => {
    const { wall } = await watching([sceneWith('morning', null)]);
    const nowUtcMs = wall.time.clock.utcMs();
    const minuteOfDay = (Math.floor(nowUtcMs / MINUTE) + 7 * 60 - 3) % 1440;
    await wall.service.set({ scene: sceneId('morning'), name: 'morning', keyDigit: null, schedule: { days: [1, 2, 3, 4, 5, 6, 7], minuteOfDay }, alarm: null });
    const passedUtcMs = Math.floor(nowUtcMs / MINUTE) * MINUTE - 3 * MINUTE;
    expect(wall.service.isDone(sceneId('morning'), passedUtcMs)).toBe(true);
  });

  it('comes at most once for each moment however the clock jumps', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.record({ jumpMin: fc.integer({ min: -90, max: 90 }), waitMin: fc.integer({ min: 0, max: 60 }) }), { maxLength: 12 }), async (steps) => {
        const { time, log, jump } = await watching([sceneWith('morning', WEEKDAYS_7_30)]);
        for (const { jumpMin, waitMin } of steps) {
          jump(jumpMin * MINUTE);
          time.advance(waitMin * MINUTE);
        }
        const moments = log.lines.flatMap(([event, { dueUtcMs }]) => (event === 'audit.request' ? [dueUtcMs] : []));
        expect(new Set(moments).size).toBe(moments.length);
      }),
      { numRuns: 60 },
    );
  });

  it('does not come while nobody here may steer the wall, nor after the end', async () => {
    const { time, recalled, allow, triggers } = await watching([sceneWith('morning', WEEKDAYS_7_30)]);
    allow(false);
    time.advance(31 * MINUTE);
    expect(recalled).toEqual([]);
    allow(true);
    triggers.stop();
    time.advance(MINUTE);
    expect(recalled).toEqual([]);
    expect(time.waiting()).toBe(0);
  });

  it('that could not be shown is in the audit log as not shown, and told to nobody', async () => {
    const { time, told, log, answerWith } = await watching([sceneWith('morning', WEEKDAYS_7_30)]);
    answerWith(err('wall/unknown-monitor'));
    time.advance(40 * MINUTE);
    expect(told).toEqual([]);
    expect(log.lines.filter(([event]) => event === 'audit.request').map(([, fields]) => [fields['ok'], fields['code']])).toEqual([[false, 'wall/unknown-monitor']]);
  });
});

describe('an alarm', () => {
  const high: SceneAlarm = { priorityAtLeast: 2, cameras: [] };

  it('of sufficient priority brings its scene once, however often it is told', async () => {
    const { triggers, recalled, told } = await watching([sceneWith('danger', null, high)]);
    triggers.alarmRaised(alarmWith('a1'));
    triggers.alarmRaised(alarmWith('a1'));
    expect(recalled).toEqual(['danger']);
    expect(told).toEqual(['danger alarm']);
    triggers.alarmRaised(alarmWith('a2', { priority: 1 }));
    expect(recalled).toEqual(['danger', 'danger']);
  });

  it('of a lower priority, or of another camera, brings none', async () => {
    const { triggers, recalled } = await watching([sceneWith('danger', null, { priorityAtLeast: 2, cameras: [cameraId('c7')] })]);
    triggers.alarmRaised(alarmWith('a1', { camera: cameraId('c7'), priority: 3 }));
    triggers.alarmRaised(alarmWith('a2', { camera: cameraId('c8'), priority: 1 }));
    triggers.alarmRaised(alarmWith('a3', { camera: null, priority: 1 }));
    expect(recalled).toEqual([]);
    triggers.alarmRaised(alarmWith('a4', { camera: cameraId('c7'), priority: 2 }));
    expect(recalled).toEqual(['danger']);
  });

  it('brings the scene that names its camera before one for all', async () => {
    const { triggers, recalled } = await watching([sceneWith('all', null, high), sceneWith('gate', null, { priorityAtLeast: 3, cameras: [cameraId('c1')] })]);
    triggers.alarmRaised(alarmWith('a1'));
    expect(recalled).toEqual(['gate']);
  });

  it('brings nothing while nobody here may steer the wall', async () => {
    const { triggers, recalled, allow } = await watching([sceneWith('danger', null, high)]);
    allow(false);
    triggers.alarmRaised(alarmWith('a1'));
    expect(recalled).toEqual([]);
  });

  it('of the scene that came last brings it no more while the wall shows it, and is counted', async () => {
    const { triggers, recalled, told, show } = await watching([sceneWith('danger', null, high)]);
    triggers.alarmRaised(alarmWith('a0'));
    show(true);
    for (let count = 1; count <= 40; count += 1) triggers.alarmRaised(alarmWith(`a${String(count)}`));
    expect(recalled).toEqual(['danger']);
    expect(told.at(-1)).toBe('danger alarm x41');
    show(false);
    triggers.alarmRaised(alarmWith('b1'));
    expect(recalled).toEqual(['danger', 'danger']);
    expect(told.at(-1)).toBe('danger alarm');
  });

  it('leaves the wall to an operator who has just changed it for a minute, unless it is graver', async () => {
    const { triggers, recalled, time } = await watching([sceneWith('danger', null, high)]);
    triggers.alarmRaised(alarmWith('a1'));
    triggers.wallChanged();
    time.advance(50_000);
    triggers.alarmRaised(alarmWith('a2'));
    triggers.wallChanged();
    time.advance(59_999);
    triggers.alarmRaised(alarmWith('a3'));
    expect(recalled).toEqual(['danger']);
    triggers.alarmRaised(alarmWith('a4', { priority: 1 }));
    expect(recalled).toEqual(['danger', 'danger']);
    triggers.alarmRaised(alarmWith('a5', { priority: 1 }));
    expect(recalled).toHaveLength(2);
    time.advance(1);
    triggers.alarmRaised(alarmWith('a6'));
    expect(recalled).toHaveLength(3);
  });

  it('is brought although the operator works on the wall, when none was before it', async () => {
    const { triggers, recalled } = await watching([sceneWith('danger', null, high)]);
    triggers.wallChanged();
    triggers.alarmRaised(alarmWith('a1'));
    expect(recalled).toEqual(['danger']);
  });
});
