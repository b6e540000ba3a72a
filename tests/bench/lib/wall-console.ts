import type { Page } from 'playwright-core';
import { expect } from '@playwright/test';
import { READY, type Arrangement, type ReadyName } from '../../../contract/domain/arrangement.ts';
import { cameraContent } from '../../../contract/domain/tile-content.ts';
import { cameraId } from '../../../contract/domain/units.ts';
import type { RequestName } from '../../../contract/ipc/names.ts';
import { ask as askWindow, recordsOf } from '../../e2e/harness/asking.ts';
import { ConsoleApp, makeUserData } from '../../e2e/harness/console-app.ts';
import { startCity, type DemoCity } from '../../e2e/harness/demo-city.ts';
import { DEMO_PASSWORD, peopleOf } from '../../../demo/people.ts';
import type { Camera } from '../../../demo/server/api-types.ts';

export type Ask = (name: string, input: unknown) => Promise<unknown>;

export interface WallConsole {
  readonly city: DemoCity;
  readonly console: ConsoleApp;
  readonly desk: Page;
  /** Makes a request as the desk would; throws when it is refused. */
  readonly ask: Ask;
  /** `monitor:<key>`, by the number on the wall; the first is 1. */
  readonly surfaceOf: (number: number) => string;
  readonly wall: (number: number) => Promise<Page>;
  /** Working cameras of the usual kind (H.264), in the order of the directory. */
  readonly cameras: readonly Camera[];
  /** Fills a place with cameras from `first` on. */
  readonly fill: (surface: string, shape: ReadyName | Arrangement, first?: number) => Promise<readonly Camera[]>;
  readonly hideDesk: () => Promise<void>;
  /** Waits until a page has so many tiles live. */
  readonly allLive: (page: Page, tiles: number) => Promise<void>;
  readonly end: () => Promise<void>;
}

/** Cameras that every player shows the same way: the odd ones of the demo have numbers of their own. */
const isUsual = ({ streams }: Camera): boolean => streams.every(({ codec, format }) => codec.startsWith('avc1') && (format ?? 'annexb') === 'annexb');

/** A console, signed in, on a display with any number of monitors. */
export async function startWallConsole(display: string, data = makeUserData()): Promise<WallConsole> {
  const city = await startCity({ cameras: 400 });
  const person = peopleOf('province').find((candidate) => candidate.totpSecret !== undefined);
  if (person?.totpSecret === undefined) throw new Error('no enrolled demo person');
  const console_ = await ConsoleApp.launch({ display, tierUrl: city.province.httpUrl, userData: data.folder });
  const desk = await console_.signIn(person.username, DEMO_PASSWORD, person.totpSecret);
  const ask: Ask = (name, input) => askWindow(desk, name as RequestName, input as never);
  const monitors = await recordsOf(desk, 'monitors');
  const { world } = city.demo;
  const cameras = world.city.cameras.filter((camera) => world.brokenSinceUtcMs(camera.id) === null && isUsual(camera));
  return {
    city,
    console: console_,
    desk,
    ask,
    cameras,
    surfaceOf: (number) => {
      const monitor = monitors.find((candidate) => candidate.number === number);
      if (monitor === undefined) throw new Error(`no monitor ${String(number)}`);
      return `monitor:${monitor.id}`;
    },
    wall: (number) => console_.wall(number),
    fill: async (surface, shape, first = 0) => {
      const arrangement = typeof shape === 'string' ? READY[shape] : shape;
      const shown = cameras.slice(first, first + arrangement.tiles.length);
      await ask('surface.setArrangement', { surface, arrangement });
      for (const [tile, camera] of shown.entries()) await ask('surface.placeContent', { surface, tile, content: cameraContent(cameraId(camera.id)) });
      return shown;
    },
    hideDesk: () =>
      console_.app.evaluate(({ BrowserWindow }) => {
        for (const window of BrowserWindow.getAllWindows()) if (window.webContents.getURL().includes('/desk/')) window.hide();
      }),
    allLive: (page, tiles) => expect(page.locator('[role=figure][data-state=live]')).toHaveCount(tiles, { timeout: 90_000 }),
    end: async () => {
      await console_.close();
      await city.end();
      data.remove();
    },
  };
}
