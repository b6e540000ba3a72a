import { EventEmitter } from 'node:events';
import type { Screen } from 'electron';
import { expect, it } from 'vitest';
import { readDisplays, watchDisplays } from '../../../../main/windows/display-watch.ts';
import type { DisplayFacts } from '../../../../main/windows/monitor-key.ts';
import { standIn } from '../../../builders/fake-electron.ts';
import { createFakeTime } from '../../../builders/fake-time.ts';

const display = (id: number, x: number) => ({ id, label: `D${id}`, bounds: { x, y: 0, width: 1920, height: 1080 }, workArea: { x, y: 30, width: 1920, height: 1050 }, scaleFactor: 1 });

class FakeScreen extends EventEmitter {
  displays = [display(1, 0)];
  getAllDisplays = () => this.displays;
  getPrimaryDisplay = () => this.displays[0];
  asElectron(): Screen {
    return standIn(this);
  }
}

it('reads whole monitors, not what a panel leaves of them, and which is the primary one', () => {
  const screen = new FakeScreen();
  screen.displays = [display(1, 0), display(2, 1920)];
  expect(readDisplays(screen.asElectron())).toEqual([
    { id: 1, label: 'D1', xPx: 0, yPx: 0, widthPx: 1920, heightPx: 1080, scaleFactor: 1, isPrimary: true },
    { id: 2, label: 'D2', xPx: 1920, yPx: 0, widthPx: 1920, heightPx: 1080, scaleFactor: 1, isPrimary: false },
  ]);
});

it('answers a burst of events once, with what is there when it is over', () => {
  const { timers, advance } = createFakeTime();
  const screen = new FakeScreen();
  const seen: (readonly DisplayFacts[])[] = [];
  watchDisplays(screen.asElectron(), timers, (displays) => seen.push(displays));
  screen.emit('display-removed');
  advance(100);
  screen.displays = [display(1, 0), display(2, 1920)];
  screen.emit('display-added');
  screen.emit('display-metrics-changed');
  advance(149);
  expect(seen).toHaveLength(0);
  advance(1);
  expect(seen.map((displays) => displays.length)).toEqual([2]);
});

it('hears nothing more once stopped, not even of a change that had not settled', () => {
  const { timers, advance, waiting } = createFakeTime();
  const screen = new FakeScreen();
  let calls = 0;
  const stop = watchDisplays(screen.asElectron(), timers, () => (calls += 1));
  screen.emit('display-added');
  stop();
  screen.emit('display-added');
  advance(1000);
  expect(calls).toBe(0);
  expect(waiting()).toBe(0);
  expect(screen.eventNames()).toEqual([]);
});

it('takes the stand-in that the platform names when all monitors are away for none', () => {
  const { timers, advance } = createFakeTime();
  const screen = new FakeScreen();
  const seen: (readonly DisplayFacts[])[] = [];
  watchDisplays(screen.asElectron(), timers, (displays) => seen.push(displays));
  for (const standIn of [display(0, 0), { ...display(7, 0), bounds: { x: 0, y: 0, width: 64, height: 64 } }]) {
    screen.displays = [standIn];
    screen.emit('display-removed');
    advance(1_000);
    expect(readDisplays(screen.asElectron())).toEqual([]);
  }
  expect(seen).toEqual([]);
  screen.displays = [display(1, 0)];
  screen.emit('display-added');
  advance(1_000);
  expect(seen.map((displays) => displays.map(({ id }) => id))).toEqual([[1]]);
});
