import { describe, expect, it, test } from 'vitest';
import { READY } from '@contract/domain/arrangement.ts';
import type { TileContent } from '@contract/domain/tile-content.ts';
import { monitorKey, monitorSurface } from '@contract/domain/units.ts';
import { emptySurface, type Surface } from '@contract/domain/wall.ts';
import type { KnownWindow } from '../../../../main/ipc/sender.ts';
import { createWebTiles, HIDDEN_KEPT_MS, type WebRect } from '../../../../main/windows/web-tile.ts';
import { createFakeTime } from '../../../builders/fake-time.ts';
import { createRecordingLog } from '../../../builders/recording-log.ts';

const WINDOW: KnownWindow = { id: 7, kind: 'wall', monitor: monitorKey('a') };
const WEATHER = 'https://thoitiet.example.vn/hanoi';
const TIDES = 'https://trieu.example.vn/';
const web = (url: string): TileContent => ({ kind: 'web', url });
const rect = (xPx: number, yPx: number, widthPx = 100, heightPx = 100): WebRect => ({ xPx, yPx, widthPx, heightPx });

function scene() {
  const time = createFakeTime();
  let surface: Surface | undefined = { ...emptySurface(monitorSurface(monitorKey('a')), READY['4']), contents: [web(WEATHER), web(TIDES), null, web('https://evil.example/')] };
  let changed = () => {};
  const views: { url: string; rect: WebRect; isOpen: boolean; isSeen: boolean; gone: (why: string) => void }[] = [];
  const tiles = createWebTiles({
    sizeOf: () => ({ widthPx: 1920, heightPx: 1080 }),
    openView: (_window, url, at, onGone) => {
      const view = { url, rect: at, isOpen: true, isSeen: true, gone: onGone };
      views.push(view);
      return { setRect: (next) => (view.rect = next), setSeen: (isSeen) => (view.isSeen = isSeen), destroy: () => (view.isOpen = false) };
    },
    surfaceOf: () => surface,
    onDidChangeSurfaces: (listener) => (changed = listener),
    isAllowed: (url) => url === WEATHER || url === TIDES,
    clock: time.clock,
    timers: time.timers,
    log: createRecordingLog(),
  });
  return {
    tiles,
    time,
    views,
    open: () => views.filter(({ isOpen }) => isOpen),
    show: (contents: readonly (TileContent | null)[] | null) => {
      surface = contents === null || surface === undefined ? undefined : { ...surface, contents };
      changed();
    },
  };
}

describe('a web tile', () => {
  it('is laid where its window says, and moves without loading anew', () => {
    const { tiles, views, open } = scene();
    tiles.place(WINDOW, [{ tile: 0, rect: rect(10, 20) }]);
    tiles.place(WINDOW, [{ tile: 0, rect: rect(300.4, 20) }]);
    expect(views).toHaveLength(1);
    expect(open()).toMatchObject([{ url: WEATHER, rect: { xPx: 300, yPx: 20, widthPx: 100, heightPx: 100 } }]);
  });

  it('never reaches beyond its window', () => {
    const { tiles, open } = scene();
    tiles.place(WINDOW, [{ tile: 0, rect: rect(-50, 1000, 4000, 4000) }]);
    expect(open()[0]?.rect).toEqual(rect(0, 1000, 1920, 80));
  });

  test.for([
    ['outside the window', 0, rect(5000, 0)],
    ['too small to be seen', 0, rect(0, 0, 5, 5)],
    ['of a tile that holds none', 2, rect(0, 0)],
    ['of an address that is not on the list', 3, rect(0, 0)],
    ['of a tile that is not there', 9, rect(0, 0)],
  ] as const)('is not shown when it is %s', ([, tile, at]) => {
    const { tiles, views } = scene();
    tiles.place(WINDOW, [{ tile, rect: at }]);
    expect(views).toEqual([]);
  });

  it('makes room for a menu without losing its page, and goes when it stays hidden', () => {
    const { tiles, time, views, open } = scene();
    const here = [{ tile: 0, rect: rect(0, 0) }];
    tiles.place(WINDOW, here);
    tiles.place(WINDOW, []);
    expect(open()).toMatchObject([{ isSeen: false }]);
    time.advance(HIDDEN_KEPT_MS - 1);
    tiles.place(WINDOW, here);
    expect(views).toMatchObject([{ isOpen: true, isSeen: true }]);
    tiles.place(WINDOW, []);
    time.advance(HIDDEN_KEPT_MS);
    expect(open()).toEqual([]);
    tiles.place(WINDOW, here);
    expect(views).toHaveLength(2);
    expect(open()).toMatchObject([{ isSeen: true }]);
  });

  it('that fails while out of sight is left alone until it is to be seen', () => {
    const { tiles, time, views, open } = scene();
    tiles.place(WINDOW, [{ tile: 0, rect: rect(0, 0) }]);
    tiles.place(WINDOW, []);
    views[0]?.gone('crashed');
    time.advance(120_000);
    expect(open()).toEqual([]);
    tiles.place(WINDOW, [{ tile: 0, rect: rect(0, 0) }]);
    expect(open()).toMatchObject([{ isSeen: true }]);
  });

  it('goes when its window closes, or nobody is here', () => {
    const { tiles, open } = scene();
    const here = [{ tile: 0, rect: rect(0, 0) }];
    tiles.place(WINDOW, here);
    tiles.forget(WINDOW.id);
    expect(open()).toEqual([]);
    tiles.place(WINDOW, here);
    tiles.close();
    expect(open()).toEqual([]);
  });

  it('goes with what its tile holds, and takes its page along to another tile', () => {
    const { tiles, views, open, show } = scene();
    tiles.place(WINDOW, [{ tile: 0, rect: rect(0, 0) }, { tile: 1, rect: rect(200, 0) }]);
    show([web(TIDES), web(WEATHER), null, null]);
    expect(views).toHaveLength(2);
    expect(open().map(({ url, rect: at }) => [url, at.xPx])).toEqual([[WEATHER, 200], [TIDES, 0]]);
    show([null, web(WEATHER), null, null]);
    expect(open().map(({ url }) => url)).toEqual([WEATHER]);
    show(null);
    expect(open()).toEqual([]);
  });

  it('named twice is one', () => {
    const { tiles, views } = scene();
    tiles.place(WINDOW, [{ tile: 0, rect: rect(0, 0) }, { tile: 0, rect: rect(500, 0) }]);
    expect(views).toHaveLength(1);
  });
});

describe('a page that fails', () => {
  it('is loaded again soon, and left alone for longer when it keeps failing', () => {
    const { tiles, views, open, time } = scene();
    tiles.place(WINDOW, [{ tile: 0, rect: rect(0, 0) }]);
    for (let failure = 1; failure <= 3; failure += 1) {
      views.at(-1)?.gone('crashed');
      expect(open()).toEqual([]);
      time.advance(5_000);
      expect(views).toHaveLength(failure + 1);
    }
    views.at(-1)?.gone('crashed');
    time.advance(59_999);
    expect(open()).toEqual([]);
    time.advance(1);
    expect(open()).toHaveLength(1);
  });

  it('is not loaded again after its tile went', () => {
    const { tiles, views, time } = scene();
    tiles.place(WINDOW, [{ tile: 0, rect: rect(0, 0) }]);
    views[0]?.gone('crashed');
    tiles.place(WINDOW, []);
    time.advance(120_000);
    expect(views).toHaveLength(1);
    expect(time.waiting()).toBe(0);
  });

  it('that moved meanwhile comes back at its new place', () => {
    const { tiles, views, open, time } = scene();
    tiles.place(WINDOW, [{ tile: 0, rect: rect(0, 0) }]);
    views[0]?.gone('crashed');
    tiles.place(WINDOW, [{ tile: 0, rect: rect(640, 0) }]);
    time.advance(5_000);
    expect(open()[0]?.rect.xPx).toBe(640);
  });
});
