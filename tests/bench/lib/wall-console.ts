import type { Page } from 'playwright-core';
import { expect } from '@playwright/test';
import { ConsoleApp, makeUserData } from '../../e2e/harness/console-app.ts';
import { startCity, type DemoCity } from '../../e2e/harness/demo-city.ts';
import { DEMO_PASSWORD, peopleOf } from '../../../demo/people.ts';
import type { Camera } from '../../../demo/server/api-types.ts';

export interface WallConsole {
  readonly city: DemoCity;
  readonly console: ConsoleApp;
  readonly wall: Page;
  readonly cameras: readonly Camera[];
  readonly end: () => Promise<void>;
}

/** A console whose first monitor shows `tiles` working cameras, all live; the desk is out of sight and empty. */
export async function startWallConsole(display: string, grid: '1' | '4' | '9' | '16', data = makeUserData()): Promise<WallConsole> {
  const tiles = Number(grid);
  const city = await startCity({ cameras: 400 });
  const person = peopleOf('province').find((candidate) => candidate.totpSecret !== undefined);
  if (person?.totpSecret === undefined) throw new Error('no enrolled demo person');
  const console_ = await ConsoleApp.launch({ display, tierUrl: city.province.httpUrl, userData: data.folder });
  const desk = await console_.signIn(person.username, DEMO_PASSWORD, person.totpSecret);
  const wall = await console_.wall(1);
  const { world } = city.demo;
  const cameras = world.city.cameras.filter((camera) => world.brokenSinceUtcMs(camera.id) === null).slice(0, tiles);
  await desk.evaluate(
    async ({ ids, wanted }) => {
      const bridge = Reflect.get(window, 'vonglau') as { readonly requests: Readonly<Record<string, (input: unknown) => Promise<{ readonly ok: boolean }>>>; readonly onState: (listener: (message: unknown) => void) => void };
      const ask = async (name: string, input: unknown) => {
        const answer = await bridge.requests[name]?.(input);
        if (answer?.ok !== true) throw new Error(`${name} was refused`);
      };
      const monitors = await new Promise<readonly { readonly id: string; readonly number: number }[]>((resolve) => {
        bridge.onState((message) => {
          const { kind, slice, records } = message as { readonly kind: string; readonly slice: string; readonly records: readonly { readonly id: string; readonly number: number }[] };
          if (kind === 'snapshot' && slice === 'monitors') resolve(records);
        });
        void bridge.requests['state.subscribe']?.({ slices: ['monitors'] });
      });
      const first = monitors.find((monitor) => monitor.number === 1);
      if (first === undefined) throw new Error('no monitor');
      const surface = `monitor:${first.id}`;
      await ask('surface.setGrid', { surface, grid: wanted });
      for (const [tile, camera] of ids.entries()) await ask('surface.placeCamera', { surface, tile, camera });
    },
    { ids: cameras.map((camera) => camera.id), wanted: grid },
  );
  await console_.app.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) if (window.webContents.getURL().includes('/desk/')) window.hide();
  });
  await expect(wall.locator('[role=figure][data-state=live]')).toHaveCount(tiles, { timeout: 30_000 });
  return {
    city,
    console: console_,
    wall,
    cameras,
    end: async () => {
      await console_.close();
      await city.end();
      data.remove();
    },
  };
}
