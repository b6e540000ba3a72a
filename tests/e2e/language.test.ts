import { afterAll, afterEach, beforeAll, describe, it } from 'vitest';
import { expect } from '@playwright/test';
import { monitorsInARow, startDisplays, type VirtualDisplays } from '../../build/displays/displays.mjs';
import { DEMO_PASSWORD, peopleOf } from '../../demo/people.ts';
import { ConsoleApp, makeUserData } from './harness/console-app.ts';
import { startCity, type DemoCity } from './harness/demo-city.ts';
import { filled, Operator, wordsIn } from './harness/operator.ts';

const vi = wordsIn('vi');
const en = wordsIn('en');
/** Letters that only Vietnamese has; names of places and people keep them in both languages. */
const VIETNAMESE = /[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/i;

describe('The language', () => {
  const data = makeUserData();
  let city: DemoCity;
  let displays: VirtualDisplays;
  let app: ConsoleApp;

  const launch = () => ConsoleApp.launch({ display: displays.display, tierUrl: city.province.httpUrl, userData: data.folder, keyringHome: data.keyringHome });
  const english = async () => new Operator(await app.desk(), 'en');

  beforeAll(async () => {
    [city, displays] = await Promise.all([startCity({ cameras: 400 }), startDisplays({ monitors: monitorsInARow(2) })]);
    app = await launch();
  });
  afterEach(() => {
    expect(app.takeErrors()).toEqual([]);
  });
  afterAll(async () => {
    await app.close();
    await city.end();
    await displays.stop();
    data.remove();
  });

  it('is Vietnamese at first, on the desk and on the walls', async () => {
    const pages = [await app.desk(), await app.wall(1), await app.wall(2)];
    for (const page of pages) await expect(page.locator('html')).toHaveAttribute('lang', 'vi');
    await expect(new Operator(await app.desk()).button(vi.signin.submit)).toBeVisible();
    await expect((await app.wall(1)).getByText(vi.wall.standby.signedOut, { exact: true })).toBeVisible();
    await expect((await app.desk()).getByRole('radio', { name: 'Tiếng Việt' })).toBeChecked();
  });

  it('changes everywhere at once, while pictures run and without a restart', async () => {
    const secret = peopleOf('province').find(({ username }) => username === 'truc.binh')?.totpSecret ?? '';
    const desk = await app.signIn('truc.binh', DEMO_PASSWORD, secret);
    const before = new Operator(desk);
    await before.openFirst('hoan kiem');
    await before.button(filled(vi.wall.send, { number: 2 })).click();
    await expect(before.tile(1)).toHaveAttribute('data-state', 'live', { timeout: 15_000 });
    const onWall = (await app.wall(2)).getByRole('figure').first();
    await expect(onWall).toHaveAttribute('data-state', 'live', { timeout: 15_000 });
    await expect(onWall).toContainText(vi.tiles.word.live);

    await desk.getByRole('radio', { name: 'English' }).click();
    const after = await english();
    await expect(after.search).toBeVisible();
    await expect(after.tile(1)).toContainText(en.tiles.word.live);
    await expect(onWall).toContainText(en.tiles.word.live);
    await expect((await app.wall(1)).getByText(en.wall.standby.nothing, { exact: true })).toBeVisible();
    for (const page of [desk, await app.wall(1), await app.wall(2)]) await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    expect(await desk.title()).toBe(en.common.windowTitle.desk);
    expect(await (await app.wall(2)).title()).toBe(filled(en.common.windowTitle.wall, { number: 2 }));
    await expect(after.tile(1)).toHaveAttribute('data-state', 'live');
  });

  it('reaches every name a control is known by', async () => {
    const { page } = await english();
    const controls = page.getByRole('button').or(page.getByRole('radio')).or(page.getByRole('searchbox'));
    const names = await controls.evaluateAll((all) =>
      all.filter((control) => control.closest('[role="tree"], figure, [lang="vi"]') === null).map((control) => control.getAttribute('aria-label') ?? control.textContent),
    );
    expect(names.length).toBeGreaterThan(10);
    for (const name of names) {
      expect(name).not.toBe('');
      expect(name).not.toMatch(VIETNAMESE);
    }
  });

  it('leaves nothing of the key list or of an error in the other language', async () => {
    const { page, search } = await english();
    await search.fill('zzzqqq');
    await expect(page.getByText(en.live.cameras.none)).toBeVisible();
    await search.fill('');
    await page.getByRole('button', { name: en.live.keys.open }).click();
    const list = page.getByRole('complementary', { name: en.editor.keys.title });
    await expect(list).toBeVisible();
    expect(await list.innerText()).not.toMatch(VIETNAMESE);
    await page.keyboard.press('Escape');
    await expect(list).toHaveCount(0);
  });

  it('stays after a restart of the console, already on the sign-in screen and on the walls', async () => {
    await app.close();
    app = await launch();
    const { page } = await english();
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await expect(page.getByRole('button', { name: en.signin.submit, exact: true })).toBeVisible();
    await expect((await app.wall(2)).getByText(en.wall.standby.signedOut, { exact: true })).toBeVisible();
    await page.getByRole('radio', { name: 'Tiếng Việt' }).click();
    await expect(page.getByRole('button', { name: vi.signin.submit, exact: true })).toBeVisible();
    await expect((await app.wall(2)).getByText(vi.wall.standby.signedOut, { exact: true })).toBeVisible();
  });
});
