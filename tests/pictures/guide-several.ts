import path from 'node:path';
import { mkdirSync } from 'node:fs';
import { expect } from '@playwright/test';
import { monitorsInARow, startDisplays } from '../../build/displays/displays.mjs';
import { startMosquitto } from '../builders/mosquitto.ts';
import { ConsoleApp, makeUserData } from '../e2e/harness/console-app.ts';
import { startCity } from '../e2e/harness/demo-city.ts';
import { openByNumber, signInAs, workingCameras } from '../e2e/harness/duty.ts';
import { filled, Operator, type Language } from '../e2e/harness/operator.ts';
import { makeWallFiles, wallEnvironment } from '../e2e/harness/wall-pcs.ts';
import { createShots } from './guide-shots.ts';
import { openScreen, settled } from './guide-scenes.ts';

/** The pictures of a wall of two PCs: both there, and one of them gone. */
export async function takeSeveralPcs(languages: readonly Language[]): Promise<void> {
  const broker = await startMosquitto();
  const files = makeWallFiles();
  const env = wallEnvironment(`mqtt://127.0.0.1:${String(broker.port)}`, files.keep('key.txt', 'the key of the wall in the pictures of the guide'));
  const [deskDisplays, wallDisplays] = [await startDisplays({ monitors: monitorsInARow(2), displayNumber: 132 }), await startDisplays({ monitors: monitorsInARow(2), displayNumber: 133 })];
  const city = await startCity({ cameras: 20_405 });
  const [deskData, wallData] = [makeUserData(), makeUserData()];
  const launch = (display: string, data: ReturnType<typeof makeUserData>, more: Readonly<Record<string, string>>, args: readonly string[]) =>
    ConsoleApp.launch({ display, tierUrl: city.province.httpUrl, userData: data.folder, keyringHome: data.keyringHome, env: { ...env, ...more }, args });
  const desk = await launch(deskDisplays.display, deskData, {}, []);
  const startWall = () => launch(wallDisplays.display, wallData, { VONGLAU_DEVICE_CODE: 'TUONG-01' }, ['--wall-node']);
  let wall = await startWall();
  try {
    const { page } = await signInAs(desk, 'truc.binh');
    const first = new Operator(page);
    await expect(page.locator('[data-node]').first()).toBeVisible({ timeout: 60_000 });
    await first.chooseGrid(4);
    await openByNumber(first, workingCameras(city, 4));
    await page.keyboard.press('Control+2');
    await page.keyboard.press('Control+3');
    await settled(await wall.wall(3));
    for (const language of languages) {
      const folder = path.resolve('docs/pictures/guide', language);
      mkdirSync(folder, { recursive: true });
      const shots = createShots({ folder });
      await page.getByRole('radio', { name: language === 'vi' ? 'Tiếng Việt' : 'English' }).click();
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      const { words } = new Operator(page, language);
      await openScreen(new Operator(page, language), words.control.title);
      const monitor = (number: number) => page.getByRole('option', { name: new RegExp(`^${filled(words.wall.monitor, { number })},`) });
      await monitor(3).click();
      const middle = page.getByRole('listbox', { name: words.wall.map });
      const about = page.getByRole('region', { name: filled(words.wall.monitor, { number: 3 }) });
      await settled(await wall.wall(3));
      await shots.page('several-pcs.jpg', page, [middle, about], { padPx: 40 });
      await wall.kill();
      await expect(monitor(3)).toHaveAccessibleName(new RegExp(words.control.map.downShort), { timeout: 30_000 });
      await shots.page('node-down.jpg', page, [middle, about], { padPx: 40 });
      wall = await startWall();
      await expect(monitor(3)).not.toHaveAccessibleName(new RegExp(words.control.map.downShort), { timeout: 60_000 });
      console.log(`${language}: ${String(shots.count())} pictures of two PCs`);
    }
  } finally {
    await Promise.all([desk.close(), wall.close()]);
    await city.end();
    await Promise.all([deskDisplays.stop(), wallDisplays.stop(), broker.stop()]);
    files.remove();
    deskData.remove();
    wallData.remove();
  }
}
