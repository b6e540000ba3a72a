import { describe, expect, it } from 'vitest';
import { READY } from '@contract/domain/arrangement.ts';
import type { Alarm } from '@contract/domain/alarm.ts';
import { ok } from '@contract/domain/result.ts';
import { cameraContent } from '@contract/domain/tile-content.ts';
import { cameraId, monitorKey, monitorSurface, ruleId, type AlarmId } from '@contract/domain/units.ts';
import { emptySurface, type Surface } from '@contract/domain/wall.ts';
import type { WallAlarmRule } from '@contract/domain/wall-alarm-rule.ts';
import { createAlarmWall } from '../../../../../main/services/alarm-wall/alarm-wall.ts';
import { createStores } from '../../../../../main/state/stores.ts';
import type { LentMonitor } from '../../../../../main/storage/documents/alarm-settings.ts';
import { alarmWith } from '../../../../builders/alarms.ts';
import { createFakeTime } from '../../../../builders/fake-time.ts';
import { monitorWith } from '../../../../builders/monitors.ts';
import { createRecordingLog } from '../../../../builders/recording-log.ts';

const KEY = monitorKey('a');
const SURFACE = monitorSurface(KEY);
const BY = { personId: 'p', name: 'An', unitName: '', workstation: '' };
const ruleWith = (over: Partial<WallAlarmRule> = {}): WallAlarmRule => ({ id: ruleId('r'), name: 'Lên tường', enabled: true, kinds: [], priorityAtLeast: 2, monitor: KEY, neighbours: 0, giveBack: { kind: 'acknowledged' }, ...over });
const BEFORE: Surface = { ...emptySurface(SURFACE, READY['2']), contents: [cameraContent(cameraId('x')), { kind: 'clock' }], locked: true, layoutName: 'Ca sáng' };

function wallWith(rules: readonly WallAlarmRule[], shownFirst: Surface = BEFORE) {
  const stores = createStores({ address: 'https://tier', language: 'vi', wallOnly: false });
  const time = createFakeTime();
  const log = createRecordingLog();
  stores.monitors.replaceAll([monitorWith({ id: KEY, number: 1, present: true })]);
  stores.surfaces.put(shownFirst);
  const alarms = new Map<AlarmId, Alarm>();
  let lent: readonly LentMonitor[] = [];
  let isHeard = true;
  let steps = 0;
  const environment: Parameters<typeof createAlarmWall>[0] = {
    stores,
    surfaceOf: (id) => stores.surfaces.get(id) ?? null,
    showTogether: (surfaces) => {
      steps += 1;
      stores.surfaces.put(...surfaces);
      return ok(null);
    },
    alarmOf: (id) => alarms.get(id) ?? (isHeard ? null : undefined),
    neighboursOf: async (camera, count) => Array.from({ length: count }, (_, index) => cameraId(`${camera}-${String(index)}`)),
    mayChange: () => true,
    personId: () => 'p1',
    nowUtcMs: time.clock.utcMs,
    timers: time.timers,
    log,
    onDidLend: (next) => (lent = next),
    onDidShow: () => undefined,
  };
  const begin = (kept: readonly LentMonitor[] = []) => {
    const wall = createAlarmWall(environment);
    wall.open(rules, kept);
    return wall;
  };
  let wall = begin();
  return {
    log,
    raise: async (id: string, over: Partial<Alarm> = {}): Promise<void> => {
      const alarm = alarmWith(id, { camera: cameraId(id), priority: 2, ...over });
      alarms.set(alarm.id, alarm);
      wall.alarmRaised(alarm);
      await Promise.resolve();
      await Promise.resolve();
      time.advance(100);
    },
    acknowledge: (id: string): void => {
      const alarm = [...alarms.values()].find((one) => one.id === id);
      if (alarm !== undefined) alarms.set(alarm.id, { ...alarm, life: { kind: 'acknowledged', by: BY, utcMs: alarm.raisedUtcMs } });
      time.advance(1_000);
    },
    /** An operator puts something on the monitor. */
    change: (surface: Surface): void => {
      stores.surfaces.put(surface);
      wall.changed([SURFACE]);
    },
    restart: (heard = true): void => {
      wall.close();
      isHeard = heard;
      wall = begin(lent);
    },
    hear: () => (isHeard = true),
    forget: () => alarms.clear(),
    pass: (ms: number) => time.advance(ms),
    shown: () => stores.surfaces.get(SURFACE),
    cameras: () => stores.surfaces.get(SURFACE)?.contents.flatMap((content) => (content?.kind === 'camera' ? [String(content.camera)] : [])),
    lent: () => lent,
    steps: () => steps,
  };
}

describe('alarms on a monitor by rule', () => {
  it('puts the camera and those near it there, and gives the monitor back exactly as it was', async () => {
    const wall = wallWith([ruleWith({ neighbours: 2 })]);
    await wall.raise('c1');
    expect(wall.cameras()).toEqual(['c1', 'c1-0', 'c1-1']);
    wall.acknowledge('c1');
    expect(wall.shown()).toEqual(BEFORE);
    expect(wall.lent()).toEqual([]);
    expect(wall.log.lines.filter(([event]) => event === 'audit.request').map(([, fields]) => [fields['cause'], fields['rule'] ?? null, fields['alarm'], fields['ok']])).toEqual([
      ['alarm', 'r', 'c1', true],
      ['give-back', null, 'c1', true],
    ]);
  });

  it('leaves less grave, other, hidden and placeless alarms where they are', async () => {
    const wall = wallWith([ruleWith({ kinds: ['intrusion'] })]);
    await wall.raise('c1', { kind: 'intrusion', priority: 3 });
    await wall.raise('c2', { kind: 'crowd' });
    await wall.raise('c3', { kind: 'intrusion', camera: null });
    await wall.raise('c4', { kind: 'intrusion', suppressed: { rule: ruleId('w'), ruleName: 'Thi công' } });
    expect(wall.shown()).toEqual(BEFORE);
  });

  it('shares the monitor among alarms, the gravest first, and keeps the others when one is over', async () => {
    const wall = wallWith([ruleWith({ neighbours: 1 })]);
    await wall.raise('c1');
    await wall.raise('c2', { priority: 1 });
    expect(wall.cameras()).toEqual(['c2', 'c1', 'c2-0', 'c1-0']);
    wall.acknowledge('c2');
    expect(wall.cameras()).toEqual(['c1', 'c1-0']);
    wall.acknowledge('c1');
    expect(wall.shown()).toEqual(BEFORE);
  });

  it('leaves what somebody put there meanwhile', async () => {
    const wall = wallWith([ruleWith()]);
    await wall.raise('c1');
    const mine: Surface = { ...emptySurface(SURFACE, READY['1']), contents: [{ kind: 'map' }] };
    wall.change(mine);
    wall.acknowledge('c1');
    expect(wall.shown()).toEqual(mine);
    expect(wall.lent()).toEqual([]);
  });

  it('does not disturb an operator at work on the monitor but by what is grave, and comes later', async () => {
    const wall = wallWith([ruleWith()]);
    wall.change({ ...BEFORE, locked: false });
    await wall.raise('c1');
    expect(wall.cameras()).toEqual(['x']);
    await wall.raise('c2', { priority: 1 });
    expect(wall.cameras()).toEqual(['c2']);
    wall.acknowledge('c2');
    wall.pass(61_000);
    expect(wall.cameras()).toEqual(['c1']);
    wall.acknowledge('c1');
    expect(wall.shown()).toEqual({ ...BEFORE, locked: false });
  });

  it('lets the desk stand where it stands', async () => {
    const desk: Surface = { ...emptySurface(SURFACE, READY['1']), contents: [{ kind: 'desk' }] };
    const wall = wallWith([ruleWith()], desk);
    await wall.raise('c1', { priority: 1 });
    expect(wall.shown()).toEqual(desk);
  });

  it('gives back after its seconds, also when nobody did anything', async () => {
    const wall = wallWith([ruleWith({ giveBack: { kind: 'seconds', seconds: 30 } })]);
    await wall.raise('c1');
    wall.pass(29_000);
    expect(wall.cameras()).toEqual(['c1']);
    wall.pass(2_000);
    expect(wall.shown()).toEqual(BEFORE);
  });

  it('goes on over a restart: waits until the server was heard, then gives back what is over', async () => {
    const wall = wallWith([ruleWith()]);
    await wall.raise('c1');
    wall.forget();
    wall.restart(false);
    wall.pass(5_000);
    expect(wall.cameras()).toEqual(['c1']);
    wall.hear();
    wall.pass(1_000);
    expect(wall.shown()).toEqual(BEFORE);
  });

  it('gives nothing back after a restart when the wall was changed meanwhile', async () => {
    const wall = wallWith([ruleWith()]);
    await wall.raise('c1');
    const kept = wall.lent();
    expect(kept).toHaveLength(1);
    wall.change({ ...emptySurface(SURFACE, READY['1']), contents: [{ kind: 'clock' }] });
    wall.restart();
    wall.acknowledge('c1');
    expect(wall.shown()?.contents).toEqual([{ kind: 'clock' }]);
  });

  it('changes the wall a few times, not a thousand, in a storm', async () => {
    const wall = wallWith([ruleWith()]);
    for (let turn = 0; turn < 40; turn += 1) await wall.raise(`c${String(turn)}`);
    expect(wall.cameras()).toHaveLength(16);
    expect(wall.steps()).toBeLessThanOrEqual(40);
  });
});
