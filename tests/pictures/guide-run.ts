import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from '@playwright/test';
import { startDisplays } from '../../build/displays/displays.mjs';
import { ConsoleApp, makeUserData } from '../e2e/harness/console-app.ts';
import { startCity } from '../e2e/harness/demo-city.ts';
import { signInAs } from '../e2e/harness/duty.ts';
import { Operator, type Language } from '../e2e/harness/operator.ts';
import { startMailServer } from '../builders/notice-servers.ts';
import { ALARM_SCENES } from './guide-alarm-scenes.ts';
import { FIND_SCENES, STEER_SCENES } from './guide-find-scenes.ts';
import { MAP_SCENES } from './guide-map-scenes.ts';
import { createShots } from './guide-shots.ts';
import { LIVE_SCENES } from './guide-scenes.ts';
import { takeSeveralPcs } from './guide-several.ts';
import { WALL_SCENES } from './guide-wall-scenes.ts';

const MONITORS = [
  { widthPx: 1920, heightPx: 1080, xPx: 0, yPx: 0 },
  { widthPx: 1920, heightPx: 1080, xPx: 1920, yPx: 0 },
  { widthPx: 1080, heightPx: 1920, xPx: 3840, yPx: 0 },
] as const;
const LANGUAGES: readonly Language[] = ['vi', 'en'];

const [first, ...rest] = process.argv.slice(2);
const languages = LANGUAGES.filter((language) => first === undefined || !LANGUAGES.some((each) => each === first) || language === first);
const names = new Set(LANGUAGES.some((each) => each === first) ? rest : process.argv.slice(2));

let failed = 0;
const SEVERAL = 'several-pcs';
const isWanted = (name: string): boolean => names.size === 0 || names.has(name);
const wantsOne = names.size === 0 || [...names].some((name) => name !== SEVERAL);

for (const language of wantsOne ? languages : []) {
  const folder = path.resolve('docs/pictures/guide', language);
  mkdirSync(folder, { recursive: true });
  const displays = await startDisplays({ monitors: MONITORS, displayNumber: 131 });
  const mail = await startMailServer();
  // Ten times as fast as in life.
  const city = await startCity({ cameras: 20_405, escalationScale: 0.1, channels: { smtp: mail.url } });
  const data = makeUserData();
  const app = await ConsoleApp.launch({
    display: displays.display,
    tierUrl: city.province.httpUrl,
    userData: data.folder,
    keyringHome: data.keyringHome,
    env: { VONGLAU_WEB_ORIGINS: 'https://thoitiet.example.vn' },
  });
  try {
    const { page } = await signInAs(app, 'chihuy.minh');
    await page.getByRole('radio', { name: language === 'vi' ? 'Tiếng Việt' : 'English' }).click();
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    const operator = new Operator(page, language);
    const shots = createShots({ folder });
    const say = (vi: string, en: string): string => (language === 'vi' ? vi : en);
    for (const { name, take } of [...LIVE_SCENES, ...WALL_SCENES, ...FIND_SCENES, ...MAP_SCENES, ...STEER_SCENES, ...ALARM_SCENES]) {
      // Everything else begins with what the first one opened.
      if (!isWanted(name) && name !== 'open') continue;
      try {
        await take({ app, city, operator, shots, say });
      } catch (failure) {
        failed += 1;
        console.error(`${language} ${name}: ${failure instanceof Error ? failure.message.split('\n').slice(0, 4).join(' | ') : String(failure)}`);
        await displays.screenshot(0, path.join(tmpdir(), `guide-failed-${language}-${name}.png`));
      }
      await page.keyboard.press('Escape');
    }
    console.log(`${language}: ${String(shots.count())} pictures, errors ${JSON.stringify(app.takeErrors())}`);
  } finally {
    await app.close();
    await city.end();
    await mail.close();
    await displays.stop();
    data.remove();
  }
}
if (isWanted(SEVERAL)) await takeSeveralPcs(languages);
process.exitCode = failed === 0 ? 0 : 1;
