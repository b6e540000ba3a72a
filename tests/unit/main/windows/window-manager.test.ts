import { beforeEach, describe, expect, it } from 'vitest';
import { monitorKey } from '@contract/domain/units.ts';
import type { KnownWindow } from '../../../../main/ipc/sender.ts';
import { createWindowManager } from '../../../../main/windows/window-manager.ts';
import { BrowserWindow, emitPreventable, standIn } from '../../../builders/fake-electron.ts';
import { createFakeTime } from '../../../builders/fake-time.ts';
import { monitorWith } from '../../../builders/monitors.ts';
import { createRecordingLog } from '../../../builders/recording-log.ts';

const left = monitorWith({ id: monitorKey('d1') });
const WALL_URL = 'app://vonglau/windows/wall/index.html';
const right = monitorWith({ id: monitorKey('d2'), number: 2, xPx: 1920 });

function manager() {
  const time = createFakeTime();
  const loaded: KnownWindow[] = [];
  const closed: KnownWindow[] = [];
  const seen: boolean[] = [];
  const state = { deskClosed: 0 };
  const windows = createWindowManager({
    screen: standIn({ getPrimaryDisplay: () => ({ workArea: { x: 0, y: 30, width: 1920, height: 1050 } }) }),
    preloadPath: '/app/preload/index.cjs',
    title: 'Vọng Lâu',
    allowDevTools: false,
    clock: time.clock,
    timers: time.timers,
    log: createRecordingLog(),
    onPageLoaded: (window) => loaded.push(window),
    onClosed: (window) => closed.push(window),
    onSeen: (_window, isSeen) => seen.push(isSeen),
    onDeskClosed: () => (state.deskClosed += 1),
  });
  return { windows, loaded, closed, seen, state, ...time };
}
const made = (at: number): BrowserWindow => {
  const window = BrowserWindow.made[at];
  if (window === undefined) throw new Error(`window ${at} was not made`);
  return window;
};

beforeEach(() => {
  BrowserWindow.made = [];
});

describe('wall windows', () => {
  it('load their own page and nothing else, and fill their own monitor', () => {
    const { windows } = manager();
    windows.placeWalls([left, right]);
    for (const window of BrowserWindow.made) window.emit('ready-to-show');
    expect(BrowserWindow.made.map((window) => window.loaded)).toEqual([['app://vonglau/windows/wall/index.html'], ['app://vonglau/windows/wall/index.html']]);
    expect(BrowserWindow.made.map((window) => [window.bounds.x, window.fullScreen, window.visible])).toEqual([[0, true, true], [1920, true, true]]);
  });

  it('leave with their monitor and return with it; the others stay as they are', () => {
    const { windows, closed } = manager();
    windows.placeWalls([left, right]);
    windows.placeWalls([left, { ...right, present: false }]);
    expect([made(0).destroyed, made(1).destroyed]).toEqual([false, true]);
    expect(closed.map((window) => window.monitor)).toEqual(['d2']);
    expect([...windows.known.values()].map((window) => window.monitor)).toEqual(['d1']);
    windows.placeWalls([left, right]);
    expect(BrowserWindow.made).toHaveLength(3);
    expect(made(2).options).toMatchObject({ x: 1920, width: 1920 });
  });

  it('carried elsewhere by the system are put back on their monitor', () => {
    const { windows } = manager();
    windows.placeWalls([left, right]);
    made(1).emit('ready-to-show');
    made(1).bounds = { x: 0, y: 0, width: 1920, height: 1080 };
    windows.placeWalls([left, right]);
    expect(made(1).bounds.x).toBe(1920);
    expect(made(1).fullScreen).toBe(true);
  });
});

describe('a window that nobody can see', () => {
  it('is told so once, and when it can be seen again; a page loaded meanwhile is told too', () => {
    const { windows, seen } = manager();
    windows.openDesk();
    made(0).emit('show');
    expect(seen).toEqual([]);
    made(0).emit('minimize');
    made(0).emit('hide');
    expect(seen).toEqual([false]);
    made(0).webContents.emit('did-finish-load');
    expect(seen).toEqual([false, false]);
    made(0).emit('restore');
    made(0).emit('show');
    expect(seen).toEqual([false, false, true]);
    made(0).webContents.emit('did-finish-load');
    expect(seen).toHaveLength(3);
  });
});

describe('a wall window that somebody closes', () => {
  it('stays: no key and no window manager takes a monitor of the wall away', () => {
    const { windows } = manager();
    windows.placeWalls([left]);
    expect(emitPreventable(made(0), 'close')).toBe(true);
  });

  it('goes when the console ends, and does not come back', () => {
    const { windows, advance } = manager();
    windows.placeWalls([left]);
    windows.letGo();
    expect(emitPreventable(made(0), 'close')).toBe(false);
    made(0).destroy();
    advance(60_000);
    expect(BrowserWindow.made).toHaveLength(1);
  });

  it('is there again a second after it was taken down all the same', () => {
    const { windows, advance } = manager();
    windows.placeWalls([left, right]);
    made(1).destroy();
    advance(1_000);
    expect(BrowserWindow.made).toHaveLength(3);
    expect(made(2).options).toMatchObject({ x: 1920 });
  });

  it('because its monitor went does not come back without it', () => {
    const { windows, advance } = manager();
    windows.placeWalls([left, right]);
    windows.placeWalls([left, { ...right, present: false }]);
    advance(60_000);
    expect(BrowserWindow.made).toHaveLength(2);
  });
});

describe('a page that asks to be loaded again', () => {
  it('is, with its own page, and once in five seconds at most', () => {
    const { windows, advance } = manager();
    windows.placeWalls([left]);
    const { id } = made(0).webContents;
    windows.reload(id);
    windows.reload(id);
    expect(made(0).loaded).toEqual([WALL_URL, WALL_URL]);
    advance(5_000);
    windows.reload(id);
    expect(made(0).loaded).toHaveLength(3);
  });

  it('in a window that is gone is not heard', () => {
    const { windows } = manager();
    expect(() => {
      windows.reload(404);
    }).not.toThrow();
  });
});

describe('a page that does not load', () => {
  it('is tried again after five seconds', () => {
    const { windows, advance } = manager();
    windows.placeWalls([left]);
    made(0).webContents.emit('did-fail-load', {}, -6, 'ERR_FILE_NOT_FOUND', WALL_URL, true);
    advance(5_000);
    expect(made(0).loaded).toEqual([WALL_URL, WALL_URL]);
  });

  it('because another load took its place, or only in a part of it, is left alone', () => {
    const { windows, advance } = manager();
    windows.placeWalls([left]);
    made(0).webContents.emit('did-fail-load', {}, -3, 'ERR_ABORTED', WALL_URL, true);
    made(0).webContents.emit('did-fail-load', {}, -6, 'ERR_FILE_NOT_FOUND', WALL_URL, false);
    advance(60_000);
    expect(made(0).loaded).toHaveLength(1);
  });
});

describe('a page that dies', () => {
  const die = (reason = 'crashed') => made(0).webContents.emit('render-process-gone', {}, { reason, exitCode: 1 });

  it('is loaded again three times, then says on a safe page why it stands still, and is tried again after a minute', () => {
    const { windows, loaded, advance } = manager();
    windows.placeWalls([left]);
    for (let turn = 0; turn < 4; turn += 1) die('oom');
    expect(made(0).loaded).toEqual([WALL_URL, WALL_URL, WALL_URL, WALL_URL, 'app://vonglau/windows/safe/index.html#oom']);
    // The safe page is given no video.
    made(0).webContents.emit('did-finish-load');
    expect(loaded).toEqual([]);
    windows.reload(made(0).webContents.id);
    advance(59_999);
    expect(made(0).loaded).toHaveLength(5);
    advance(1);
    expect(made(0).loaded.at(-1)).toBe(WALL_URL);
    made(0).webContents.emit('did-finish-load');
    expect(loaded).toHaveLength(1);
  });

  it('together with its safe page is left alone until the minute is over', () => {
    const { windows, advance } = manager();
    windows.placeWalls([left]);
    for (let turn = 0; turn < 6; turn += 1) die();
    expect(made(0).loaded).toHaveLength(5);
    advance(60_000);
    expect(made(0).loaded).toHaveLength(6);
  });

  it('for good with its window is left alone', () => {
    const { windows, advance } = manager();
    windows.placeWalls([left]);
    for (let turn = 0; turn < 4; turn += 1) made(0).webContents.emit('render-process-gone', {}, { reason: 'oom', exitCode: 1 });
    windows.placeWalls([]);
    advance(600_000);
    expect(made(0).loaded).toHaveLength(5);
  });

  it('in silence is ended after ten seconds, unless it answers again', () => {
    const { windows, advance } = manager();
    windows.placeWalls([left]);
    made(0).emit('unresponsive');
    advance(9_000);
    made(0).emit('responsive');
    advance(60_000);
    expect(made(0).webContents.crashes).toBe(0);
    made(0).emit('unresponsive');
    made(0).emit('unresponsive');
    advance(10_000);
    expect(made(0).webContents.crashes).toBe(1);
  });
});

describe('the desk', () => {
  it('is one window', () => {
    const { windows } = manager();
    windows.openDesk();
    windows.openDesk();
    expect(BrowserWindow.made).toHaveLength(1);
    expect(made(0).loaded).toEqual(['app://vonglau/windows/desk/index.html']);
  });

  it('closed by the operator says so; closed by the console does not, and can be opened again', () => {
    const { windows, state } = manager();
    windows.openDesk();
    windows.closeDesk();
    expect(state.deskClosed).toBe(0);
    windows.openDesk();
    made(1).destroy();
    expect(state.deskClosed).toBe(1);
    expect(windows.known.size).toBe(0);
  });

  it('comes to the front, also when it was minimised', () => {
    const { windows } = manager();
    windows.focusDesk();
    windows.openDesk();
    made(0).minimized = true;
    windows.focusDesk();
    expect([made(0).minimized, made(0).focused]).toEqual([false, 1]);
  });

  it('says when its page has loaded, and is known by its page', () => {
    const { windows, loaded } = manager();
    windows.openDesk();
    made(0).webContents.emit('did-finish-load');
    expect(loaded).toEqual([{ id: made(0).webContents.id, kind: 'desk', monitor: null }]);
    expect(windows.find(made(0).webContents.id)).toBe(made(0));
  });
});
