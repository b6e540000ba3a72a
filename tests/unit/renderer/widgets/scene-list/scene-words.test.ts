import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cameraId, monitorKey, nodeId, sceneId, utcMs } from '@contract/domain/units.ts';
import { READY } from '@contract/domain/arrangement.ts';
import { nothing } from '@contract/domain/wall.ts';
import type { SceneMonitor, WallScene } from '@contract/domain/wall-scene.ts';
import { draftOf, finishedScene, withDay } from '../../../../../renderer/widgets/scene-list/scene-draft.ts';
import { sceneDrawing } from '../../../../../renderer/widgets/scene-list/scene-plan.ts';
import { dayRuns, minuteOf, minuteText } from '../../../../../renderer/widgets/scene-list/scene-words.ts';
import { monitorWith } from '../../../../builders/monitors.ts';

const monitorOf = (key: string): SceneMonitor => ({ monitor: monitorKey(key), arrangement: READY['4'], contents: nothing(4), layoutId: null, layoutName: '', locked: false, tour: null });
const scene: WallScene = { id: sceneId('s'), name: 'Sáng', monitors: [monitorOf('m1'), monitorOf('m2'), monitorOf('gone')], keyDigit: null, schedule: null, alarm: null, updatedUtcMs: utcMs(0) };

describe('the time of a scene', () => {
  it('is read as people write it', () => {
    expect(['7:30', '07.30', '0730', '7h30', ' 23:59 ', '24:00', '7:60', '', 'trưa', '12'].map(minuteOf)).toEqual([450, 450, 450, 450, 1439, null, null, null, null, null]);
  });

  it('reads back what it writes', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 1439 }), (minute) => minuteOf(minuteText(minute)) === minute));
  });

  it('puts days that follow each other together', () => {
    expect(dayRuns([5, 1, 2, 3])).toEqual([[1, 3], [5, 5]]);
    expect(dayRuns([1, 2, 3, 4, 5, 6, 7])).toEqual([[1, 7]]);
    expect(dayRuns([])).toEqual([]);
  });
});

describe('a scene as it is changed', () => {
  it('says what is missing before it is asked for', () => {
    const draft = draftOf(scene);
    expect(finishedScene({ ...draft, name: ' ' })).toBe('nameMissing');
    expect(finishedScene({ ...draft, hasSchedule: true, days: [] })).toBe('daysMissing');
    expect(finishedScene({ ...draft, hasSchedule: true, time: '25:00' })).toBe('timeWrong');
    expect(finishedScene({ ...draft, time: '25:00' })).toEqual({ name: 'Sáng', keyDigit: null, schedule: null, alarm: null });
  });

  it('keeps days in order and the cameras of its alarm', () => {
    const draft = { ...draftOf(scene), hasSchedule: true, days: withDay(withDay([5], 1), 5), hasAlarm: true, priorityAtLeast: 2, cameras: [cameraId('gate')] } as const;
    expect(finishedScene({ ...draft, days: withDay(draft.days, 7), keyDigit: 4 })).toEqual({ name: 'Sáng', keyDigit: 4, schedule: { days: [1, 7], minuteOfDay: 420 }, alarm: { priorityAtLeast: 2, cameras: ['gate'] } });
  });
});

describe('the drawing of a scene', () => {
  it('stands the monitors as they are, PC beside PC, those it does not know at the end', () => {
    const monitors = new Map([monitorWith({ id: monitorKey('m1'), node: nodeId('hall') }), monitorWith({ id: monitorKey('m2'), xPx: 1920 })].map((monitor) => [String(monitor.id), monitor]));
    const { monitors: drawn, heightPx } = sceneDrawing(scene, monitors);
    expect(drawn.map(({ key, isAbsent }) => [key, isAbsent])).toEqual([['m2', false], ['m1', false], ['gone', true]]);
    expect(drawn.map(({ xPx }) => xPx)).toEqual([0, 2040, 4080]);
    expect(heightPx).toBe(1080);
  });

  it('of an empty scene is empty', () => {
    expect(sceneDrawing({ ...scene, monitors: [] }, new Map())).toEqual({ monitors: [], widthPx: 1, heightPx: 1 });
  });
});
