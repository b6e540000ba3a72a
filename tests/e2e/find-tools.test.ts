import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, it } from 'vitest';
import { expect } from '@playwright/test';
import { heightLayer } from '@contract/domain/height-layer.ts';
import { metresBetween } from '@contract/domain/geo.ts';
import { monitorsInARow, startDisplays, type VirtualDisplays } from '../../build/displays/displays.mjs';
import type { Camera } from '../../demo/server/api-types.ts';
import { openSocket, signIn } from '../builders/tier-client.ts';
import { expectAccessible } from './harness/axe.ts';
import { ConsoleApp, makeUserData } from './harness/console-app.ts';
import { startCity, type DemoCity } from './harness/demo-city.ts';
import { camerasOn, signInAs, tileOf } from './harness/duty.ts';
import { filled, wordsIn, type Operator } from './harness/operator.ts';
import { expectMoving } from './harness/picture.ts';

const { common, control, find, live, map, wall } = wordsIn('vi');
const JUNCTION = 'Nút giao Cầu Giấy';
const GROUP = 'Ca đêm ngã tư';
const SEARCH = 'PTZ quanh Cầu Giấy';

describe('Finding cameras', () => {
  const data = makeUserData();
  let city: DemoCity;
  let displays: VirtualDisplays;
  let app: ConsoleApp;
  let operator: Operator;
  let desk: Page;

  const launch = async (): Promise<void> => {
    app = await ConsoleApp.launch({ display: displays.display, tierUrl: city.province.httpUrl, userData: data.folder, keyringHome: data.keyringHome });
  };
  const enter = async (username: string, code: 'earlier' | 'now'): Promise<void> => {
    operator = await signInAs(app, username, code);
    desk = operator.page;
    desk.setDefaultTimeout(15_000);
  };
  const some = <T>(found: T | undefined, what: string): T => {
    if (found === undefined) throw new Error(`the city has no ${what}`);
    return found;
  };
  const cameras = (): readonly Camera[] => city.demo.world.city.cameras;
  const works = ({ id }: Camera): boolean => city.demo.world.brokenSinceUtcMs(id) === null;
  /** One of the junction that turns: every filter of the tests fits it. */
  const turning = (): Camera => some(cameras().find((camera) => camera.name.startsWith(JUNCTION) && camera.ptz !== undefined && works(camera)), 'junction');
  const unitName = ({ unitId }: Camera): string => some(city.demo.world.city.units.find(({ id }) => id === unitId), 'such unit').name;
  const isIn = (unit: string, { unitId }: Camera): boolean => {
    for (let at: string | null | undefined = unitId; at !== null && at !== undefined; at = city.demo.world.city.units.find(({ id }) => id === at)?.parentId) if (at === unit) return true;
    return false;
  };
  const panel = (): Locator => desk.getByRole('region', { name: live.cameras.panel });
  const chips = (): Locator => panel().getByRole('group', { name: find.filters.active }).getByRole('listitem').getByRole('button');
  const expectFound = (count: number): Promise<void> => expect(panel().getByText(filled(live.cameras.found, { total: count.toLocaleString('vi') }), { exact: true })).toBeVisible();
  const showTab = (name: string): Promise<void> => panel().getByRole('radio', { name, exact: true }).click();
  const goTo = (screen: string): Promise<void> => desk.getByRole('navigation').getByRole('button', { name: screen, exact: true }).click();
  const told = (words: string): Promise<void> => expect(desk.getByRole('contentinfo').getByText(words)).toBeVisible();
  /** The operator picks this file in the system's dialog. */
  const dialogAnswers = (file: string): Promise<void> =>
    app.app.evaluate(({ dialog }, chosen) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath: chosen });
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
    }, file);
  /** The only line found, with the focus, as a person comes to it by keys. */
  const reach = async ({ id, number }: Camera): Promise<Locator> => {
    await operator.find(String(number));
    const line = operator.lines.first();
    await expect(line).toHaveAttribute('data-camera', id);
    await operator.search.press('ArrowDown');
    await expect(line).toBeFocused();
    return line;
  };

  beforeAll(async () => {
    [city, displays] = await Promise.all([startCity({ cameras: 3_000 }), startDisplays({ monitors: monitorsInARow(1, { widthPx: 1440, heightPx: 900 }) })]);
    await launch();
    await enter('chihuy.minh', 'now');
  });
  afterEach(() => {
    expect(app.takeErrorsBesideGraphics()).toEqual([]);
  });
  afterAll(async () => {
    await app.close();
    await city.end();
    await displays.stop();
    data.remove();
  });

  it('begins with / wherever the operator is', async () => {
    const type = async (): Promise<void> => {
      await desk.keyboard.press('/');
      await expect(operator.search).toBeFocused();
      await expect(operator.search).toHaveValue('');
    };
    await operator.leaveFields();
    await type();
    await goTo(control.title);
    const wallPlan = desk.getByRole('listbox', { name: wall.map });
    await expect(wallPlan).toBeVisible();
    await type();
    await expect(wallPlan).toHaveCount(0);
    await goTo(map.title);
    const frame = desk.getByRole('application', { name: map.label });
    await frame.focus();
    await type();
    await expect(frame).toHaveCount(0);
  });

  it('goes on by keys: a result is opened, sent to a monitor, put into a group, shown on the map', async () => {
    const camera = turning();
    await reach(camera);
    await desk.keyboard.press('Enter');
    await expect(tileOf(desk, camera.id)).toBeVisible();
    const line = await reach(camera);
    await desk.keyboard.press('Alt+1');
    const screen = await app.wall(1);
    await expect.poll(() => camerasOn(screen)).toContain(camera.id);

    await line.focus();
    await desk.keyboard.press('Insert');
    await expect(desk.getByRole('menuitem', { name: find.act.newGroup })).toBeFocused();
    await desk.keyboard.press('Enter');
    await expect(desk.getByLabel(find.group.name)).toBeFocused();
    await desk.keyboard.type(GROUP);
    await desk.keyboard.press('Enter');
    await told(filled(find.told.groupAdded, { count: 1, name: GROUP }));

    await reach(camera);
    await desk.keyboard.press('Control+Enter');
    await expect(desk.getByRole('region', { name: map.preview.title })).toContainText(camera.address ?? '');
    await goTo(live.title);
  });

  it('all that was found goes into a group at once, and the group to a table and back', async () => {
    const camera = turning();
    await operator.find('nut giao cau giay huong');
    const found = Number(await operator.lines.first().getAttribute('aria-setsize'));
    const names = cameras().filter(({ name }) => name.startsWith(`${JUNCTION} – hướng`));
    await panel().getByRole('button', { name: find.act.toGroup, exact: true }).click();
    await desk.getByRole('menuitem', { name: new RegExp(`^${GROUP}`) }).click();
    await told(filled(find.told.groupAdded, { count: found, name: GROUP }));
    await operator.search.fill('');
    await showTab(find.tab.groups);
    await panel().getByRole('button', { name: new RegExp(`^${GROUP}`) }).first().click();
    await expect(panel().getByRole('region', { name: GROUP, exact: true })).toContainText(filled(live.cameras.found, { total: found + 1 }));
    const file = path.join(data.folder, 'nhom.csv');
    await dialogAnswers(file);
    await operator.button(filled(find.group.more, { name: GROUP })).click();
    await desk.getByRole('menuitem', { name: find.group.export }).click();
    await told(filled(find.told.groupExported, { count: found + 1, file }));
    const table = readFileSync(file, 'utf8').trim().split('\r\n');
    expect(table).toHaveLength(found + 2);
    for (const { number, name } of [camera, ...names]) expect(table.some((row) => row.startsWith(`${String(number)},`) && row.includes(name))).toBe(true);

    const [first, second] = names;
    const faulty = path.join(data.folder, 'Trực lễ.csv');
    writeFileSync(faulty, ['số,tên', `${String(first?.number)},`, `${String(second?.number)},`, `${String(first?.number)},`, '99999,', ',Cầu không có thật', 'ba nghìn,'].join('\n'), { mode: 0o644 });
    await dialogAnswers(faulty);
    await operator.button(find.group.back).click();
    await operator.button(find.group.import).click();
    const report = panel().getByRole('region', { name: find.import.title });
    await expect(report).toContainText(filled(find.import.taken, { count: 2 }));
    await expect(report).toContainText(filled(find.import.skipped, { count: 4 }));
    const rows = report.getByRole('row');
    for (const [index, [at, text, reason]] of ([['4', String(first?.number), find.import.repeated], ['5', '99999', find.import.unknown], ['6', 'Cầu không có thật', find.import.unknown], ['7', 'ba nghìn', find.import.unreadable]] as const).entries()) {
      const cells = rows.nth(index + 1).getByRole('cell');
      await expect(cells.nth(0)).toHaveText(at);
      await expect(cells.nth(1)).toContainText(text);
      await expect(cells.nth(2)).toHaveText(reason);
    }
    await expect(panel().getByRole('heading', { name: 'Trực lễ' })).toBeVisible();
    expect(await operator.lines.evaluateAll((lines) => lines.map((line) => line.getAttribute('data-camera')))).toEqual([first?.id, second?.id]);
    await expectAccessible(desk);
    await report.getByRole('button', { name: common.action.close }).click();
    await operator.button(find.group.back).click();
    await showTab(find.tab.units);
  });

  it('a camera has a page with all that is known of it, who watches it now, and the way to its neighbours', async () => {
    const isWhole = (camera: Camera): boolean => [camera.code, camera.type, camera.purpose, camera.address, camera.position, camera.mountingHeightM, camera.owner, camera.connection, camera.view].every((value) => value !== undefined) && works(camera);
    const near = (camera: Camera): readonly Camera[] => {
      const { position } = camera;
      const away = (other: Camera): number => (position === undefined || other.position === undefined ? Infinity : metresBetween(position, other.position));
      return cameras().filter((other) => other.id !== camera.id && away(other) < 290).toSorted((one, other) => away(one) - away(other));
    };
    const camera = some(cameras().find((candidate) => isWhole(candidate) && candidate.kind === 'fixed' && near(candidate).length > 2), 'camera with all of its facts');
    const titleOf = ({ number, name }: Camera): string => filled(find.page.titleOf, { number, name });
    const page = desk.getByRole('complementary', { name: titleOf(camera) });
    const part = (name: string): Locator => page.getByRole('region', { name, exact: true });
    const other = await openSocket(city.province, '/v1/live', (await signIn(city.province, 'truc.an')).accessToken);
    try {
      other.send({ type: 'open', stream: 1, cameraId: camera.id, profile: 'sub' });
      await other.message(({ type }) => type === 'opened');
      await reach(camera);
      await desk.keyboard.press('Alt+Enter');
      await expect(part(find.page.viewers).getByRole('listitem')).toContainText('Nguyễn Thị Thúy An');
      await expectMoving(page.getByRole('figure'));
      const facts = new Map(await page.locator('dl > div').evaluateAll((all) => all.map((fact) => [fact.querySelector('dt')?.textContent ?? '', fact.querySelector('dd')?.textContent ?? ''] as const)));
      const { position, mountingHeightM } = camera;
      const told: readonly (readonly [string, string | undefined])[] = [
        [find.page.number, String(camera.number)],
        [find.page.code, camera.code],
        [find.page.kind, find.kind[camera.kind]],
        [find.page.type, find.type[camera.type ?? 'box']],
        [find.page.purpose, find.purpose[camera.purpose ?? 'traffic']],
        [find.page.address, camera.address],
        [find.page.position, `${position?.latDeg.toFixed(5) ?? ''}, ${position?.lonDeg.toFixed(5) ?? ''}`],
        [find.page.height, find.height[heightLayer(mountingHeightM) ?? '0']],
        [find.page.height, mountingHeightM?.toLocaleString('vi')],
        [find.page.state, live.cameras.state.working],
        [find.page.connection, find.connection[camera.connection ?? 'vms']],
        [find.page.unit, unitName(camera)],
        [find.page.owner, camera.owner],
        ...camera.streams.map(({ profile, widthPx, heightPx }) => [profile === 'main' ? find.page.streamMain : find.page.streamSub, `${String(widthPx)}×${String(heightPx)}`] as const),
      ];
      for (const [name, value] of told) expect(facts.get(name), name).toContain(value);
      await expect(part(find.page.rights)).toContainText(filled(find.page.rightsWords, { list: [find.right.live.view, find.right.snapshot.take].join(', ') }));
      await expect(part(find.page.view)).toContainText(filled('{{range}} m', { range: Math.round(camera.view?.rangeM ?? 0) }));
      await expectAccessible(desk);

      await city.fault({ cameraId: camera.id, fault: 'cut' });
      const history = part(find.page.history).getByRole('listitem');
      await expect(history.first()).toContainText(live.cameras.state.lost);
      await expect(page.getByRole('definition').filter({ hasText: live.cameras.state.lost })).toBeVisible();
      await city.clearFaults();
      await expect(history.first()).toContainText(live.cameras.state.working);
      await expect(history.nth(1)).toContainText(live.cameras.state.lost);
    } finally {
      other.close();
    }
    const neighbours = part(find.page.neighbours).getByRole('listitem');
    const expected = near(camera);
    await expect(neighbours.first()).toContainText(`${String(expected[0]?.number)}${String(expected[0]?.name)}`);
    await neighbours.first().getByRole('button').focus();
    await desk.keyboard.press('Enter');
    const next = desk.getByRole('complementary', { name: titleOf(some(expected[0], 'neighbour')) });
    await expect(next).toBeVisible();
    await expect(next.getByRole('region', { name: find.page.neighbours, exact: true })).toContainText(camera.name);
    await next.getByRole('button', { name: common.action.close, exact: true }).click();
  });

  it('is filtered by unit, kind, purpose, height and by what is on the wall; each filter is a chip that keys take away', async () => {
    const camera = turning();
    const layer = some(heightLayer(camera.mountingHeightM) ?? undefined, 'height');
    const purpose = some(camera.purpose, 'purpose');
    await operator.search.fill('');
    await operator.button(find.filters.open).click();
    const filters = panel().getByRole('region', { name: find.filters.title });
    let left = cameras();
    const choose = async (facet: string, words: string, fits: (one: Camera) => boolean, isCounted = true): Promise<void> => {
      left = left.filter(fits);
      const total = filled(live.cameras.found, { total: left.length.toLocaleString('vi') });
      await filters.getByRole('group', { name: facet, exact: true }).getByRole('button', { name: new RegExp(`^${words.replace(/[()]/g, '\\$&')}${isCounted ? `\\s*, ${total}` : ''}$`) }).click();
      await expect(filters.getByRole('button', { name: filled(find.filters.show, { total: left.length.toLocaleString('vi') }) })).toBeVisible();
    };
    await filters.getByLabel(find.filters.unitSearch).fill(unitName(camera));
    await choose(find.facet.units, unitName(camera), (one) => isIn(camera.unitId, one));
    await choose(find.facet.kinds, find.kind.ptz, ({ kind }) => kind === 'ptz');
    await choose(find.facet.purposes, find.purpose[purpose], (one) => one.purpose === purpose);
    await choose(find.facet.heights, find.height[layer], ({ mountingHeightM }) => heightLayer(mountingHeightM) === layer);
    await choose(find.facet.onWall, find.onWall.true, ({ id }) => id === camera.id, false);
    await expectAccessible(desk);
    await filters.getByRole('button', { name: filled(find.filters.show, { total: 1 }) }).click();
    await expect(operator.lines).toHaveCount(1);
    await expect(operator.lines.first()).toHaveAttribute('data-camera', camera.id);
    await expect(operator.button(filled(find.filters.openCount, { count: 5 }))).toBeVisible();

    const chip = (facet: string, value: string): Locator => panel().getByRole('button', { name: filled(find.filters.remove, { facet, value }), exact: true });
    const isOfUnit = (one: Camera): boolean => isIn(camera.unitId, one);
    await chip(find.facet.onWall, find.onWall.true).focus();
    await desk.keyboard.press('Delete');
    await expect(chips()).toHaveCount(4);
    await expectFound(cameras().filter((one) => isOfUnit(one) && one.kind === 'ptz' && one.purpose === purpose && heightLayer(one.mountingHeightM) === layer).length);
    await chip(find.facet.heights, find.height[layer]).focus();
    await desk.keyboard.press('Backspace');
    await expect(chips()).toHaveCount(3);
    await expectFound(cameras().filter((one) => isOfUnit(one) && one.kind === 'ptz' && one.purpose === purpose).length);
    await chip(find.facet.purposes, find.purpose[purpose]).focus();
    await desk.keyboard.press('Delete');
    await expect(chips()).toHaveCount(2);
    await expectFound(cameras().filter((one) => isOfUnit(one) && one.kind === 'ptz').length);
  });

  it('a search saved for the centre is there for the next person, also after a restart; what else was asked is not', async () => {
    const count = cameras().filter((one) => isIn(turning().unitId, one) && one.kind === 'ptz').length;
    await operator.button(find.act.saveSearch).click();
    await desk.getByLabel(find.saved.name).fill(SEARCH);
    await desk.getByRole('checkbox', { name: find.share.label }).check();
    await desk.keyboard.press('Enter');
    await told(filled(find.told.searchSaved, { name: SEARCH }));
    await chips().first().focus();
    await desk.keyboard.press('Delete');
    await expect(chips()).toHaveCount(1);
    await expect(chips().first()).toBeFocused();
    await desk.keyboard.press('Delete');
    await expect(chips()).toHaveCount(0);
    await expect(operator.search).toBeFocused();

    await operator.search.fill('viec rieng');
    await operator.button(common.signOut).click();
    const isThere = async (): Promise<void> => {
      await expect(operator.search).toHaveValue('');
      await expect(chips()).toHaveCount(0);
      await showTab(find.tab.searches);
      const line = panel().getByRole('listitem').filter({ hasText: SEARCH });
      await expect(line).toContainText(find.share.shared);
      await line.getByRole('button').first().focus();
      await desk.keyboard.press('Enter');
      await expect(chips()).toHaveText([unitName(turning()), find.kind.ptz]);
      await expectFound(count);
    };
    await enter('truc.binh', 'earlier');
    await isThere();
    // Who watches is told by right: not to this person.
    await chips().first().press('Delete');
    await chips().first().press('Delete');
    await showTab(find.tab.units);
    await reach(turning());
    await desk.keyboard.press('Alt+Enter');
    await expect(desk.getByRole('region', { name: find.page.viewers, exact: true })).toContainText(find.page.viewersHidden);
    await app.close();
    await launch();
    await enter('truc.binh', 'now');
    await isThere();
  });
});
