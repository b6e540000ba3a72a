import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, it } from 'vitest';
import { expect } from '@playwright/test';
import { groundInReach, sees } from '@contract/domain/field-of-view.ts';
import { metresBetween } from '@contract/domain/geo.ts';
import { mapCamera } from '../../main/vms/adapters/tier/mapping.ts';
import { monitorsInARow, startDisplays, type VirtualDisplays } from '../../build/displays/displays.mjs';
import type { Camera } from '../../demo/server/api-types.ts';
import { expectAccessible } from './harness/axe.ts';
import { ConsoleApp, makeUserData } from './harness/console-app.ts';
import { startCity, type DemoCity } from './harness/demo-city.ts';
import { camerasOn, signInAs } from './harness/duty.ts';
import { containing, filled, wordsIn, type Operator } from './harness/operator.ts';
import { readPicture, type GreyPicture } from './harness/picture.ts';

const { find, live, map } = wordsIn('vi');
const JUNCTION = 'Nút giao Cầu Giấy';
const AROUND_M = 1_500;

describe('The map as a tool', () => {
  const data = makeUserData();
  let city: DemoCity;
  let displays: VirtualDisplays;
  let app: ConsoleApp;
  let operator: Operator;
  let desk: Page;

  type Placed = Camera & Required<Pick<Camera, 'position'>>;
  const isPlaced = (camera: Camera): camera is Placed => camera.position !== undefined;
  const cameras = (): readonly Placed[] => city.demo.world.city.cameras.filter(isPlaced);
  const some = <T>(found: T | undefined, what: string): T => {
    if (found === undefined) throw new Error(`the city has no ${what}`);
    return found;
  };
  const around = (at: Placed, metres: number): readonly Placed[] => cameras().filter(({ position }) => metresBetween(position, at.position) <= metres);
  const nearestFirst = (at: Placed, of: readonly Placed[]): readonly string[] => of.toSorted((one, other) => metresBetween(one.position, at.position) - metresBetween(other.position, at.position)).map(({ id }) => id);
  const junction = (): readonly Placed[] => cameras().filter(({ name }) => name.startsWith(JUNCTION));

  const side = (): Locator => desk.getByRole('complementary', { name: map.list.panel });
  const frame = (): Locator => desk.getByRole('application', { name: map.label });
  const preview = (): Locator => side().getByRole('region', { name: map.preview.title });
  const tool = (name: string): Locator => desk.getByRole('toolbar', { name: map.tool.group }).getByRole('button', { name, exact: true });
  const tab = (name: string): Locator => side().getByRole('radio', { name: containing(name) });
  const strip = (): Locator => desk.getByRole('status').filter({ hasText: map.scope.only.split('{{')[0] ?? '' });
  const filterPanel = (): Locator => side().getByRole('region', { name: find.filters.title });
  const chips = (): Locator => side().getByRole('group', { name: find.filters.active });
  const goTo = (screen: string): Promise<void> => desk.getByRole('navigation').getByRole('button', { name: screen, exact: true }).click();

  /** Finds a camera by its number and shows it on the map, all by keys. It then stands in the middle. */
  const showOnMap = async ({ id, number }: Pick<Camera, 'id' | 'number'>): Promise<void> => {
    await goTo(live.title);
    await operator.find(String(number));
    await expect(operator.lines.first()).toHaveAttribute('data-camera', id);
    await operator.search.press('ArrowDown');
    await expect(operator.lines.first()).toBeFocused();
    await desk.keyboard.press('Control+Enter');
    await expect(desk.locator('[data-map-state="ready"]')).toBeVisible({ timeout: 30_000 });
    await expect(preview()).toBeVisible();
    await expect(side().locator(`[data-camera="${id}"]`)).toContainText(filled(map.list.away, { distance: radius(0) }), { timeout: 20_000 });
    await operator.button(map.preview.close).click();
  };
  /** Goes through a list by keys from its first line to its last. */
  const walk = async (label: string, total: number): Promise<readonly { readonly camera: string | null; readonly text: string }[]> => {
    const list = side().getByRole('list', { name: label, exact: true });
    await expect(list.getByRole('listitem').first()).toHaveAttribute('aria-setsize', String(total));
    await list.getByRole('button').first().focus();
    await desk.keyboard.press('Home');
    const lines = [];
    for (let position = 1; position <= total; position += 1) {
      if (position > 1) await desk.keyboard.press('ArrowDown');
      const line = list.locator(`[aria-posinset="${String(position)}"]`);
      await expect(line.locator('[data-map-row]')).toBeFocused();
      lines.push({ camera: await line.getAttribute('data-camera'), text: (await line.textContent()) ?? '' });
    }
    return lines;
  };
  const expectCount = (of: number): Promise<void> => expect(side().getByText(filled(map.list.sightCount, { cameras: of.toLocaleString('vi') }), { exact: true })).toBeVisible();
  const radius = (metres: number): string => (metres < 1_000 ? filled(map.place.radiusM, { metres }) : filled(map.place.radiusKm, { km: metres / 1_000 }));
  /** Takes a tool by keys; they go to the map then. */
  const take = async (name: string): Promise<void> => {
    await tool(name).focus();
    await desk.keyboard.press('Enter');
    await expect(frame()).toBeFocused();
  };
  const ids = (lines: readonly { readonly camera: string | null }[]): readonly (string | null)[] => lines.map(({ camera }) => camera);
  const raise = async (body: Readonly<Record<string, unknown>>): Promise<void> => {
    const answer = await fetch(`${city.province.httpUrl}/demo/alarms`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(await answer.text());
  };

  beforeAll(async () => {
    [city, displays] = await Promise.all([startCity({ cameras: 3_000, forceStepMs: 20_000 }), startDisplays({ monitors: monitorsInARow(1, { widthPx: 1440, heightPx: 900 }) })]);
    app = await ConsoleApp.launch({ display: displays.display, tierUrl: city.province.httpUrl, userData: data.folder, keyringHome: data.keyringHome });
    operator = await signInAs(app, 'truc.binh');
    desk = operator.page;
    desk.setDefaultTimeout(15_000);
    // Where the map is going it is at once: what stands in its middle is what was asked for.
    await desk.emulateMedia({ reducedMotion: 'reduce' });
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

  it('goes with the hand that drags it, and picks nothing on the way', async () => {
    const camera = some(junction()[0], 'camera at the junction');
    await showOnMap(camera);
    const box = await frame().boundingBox();
    if (box === null) throw new Error('the map has no size');
    const [x, y] = [box.x + box.width * 0.4, box.y + box.height * 0.75];
    for (const [toX, told] of [[x + 180, /cách [67]\d m/], [x - 180, /cách \d m/]] as const) {
      await desk.mouse.move(toX > x ? x : x + 180, y);
      await desk.mouse.down();
      for (let step = 1; step <= 6; step += 1) {
        await desk.mouse.move((toX > x ? x : x + 180) + ((toX > x ? 180 : -180) * step) / 6, y);
        await desk.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
      }
      // A hand that rests before it lets go throws nothing.
      await desk.waitForFunction((fromMs) => performance.now() - fromMs > 300, await desk.evaluate(() => performance.now()));
      await desk.mouse.up();
      await expect(side().locator(`[data-camera="${camera.id}"]`)).toContainText(told, { timeout: 10_000 });
      await expect(preview()).toHaveCount(0);
    }
  });

  it('filtered, it holds the chosen cameras only: on the map, in its list, and in an area', async () => {
    const fixed = some(cameras().find((camera) => camera.kind === 'fixed' && around(camera, 60).every(({ kind }) => kind === 'fixed') && around(camera, 120).some(({ kind }) => kind === 'ptz')), 'fixed camera by itself');
    const total = cameras().filter(({ kind }) => kind === 'ptz').length.toLocaleString('vi');
    await showOnMap(fixed);
    await frame().focus();
    await desk.keyboard.press('Enter');
    await expect(preview()).toContainText(fixed.address ?? fixed.name);
    await desk.keyboard.press('Escape');
    await expect(preview()).toHaveCount(0);

    await side().getByRole('button', { name: find.filters.open, exact: true }).click();
    await filterPanel().getByRole('button', { name: new RegExp(`^Quay quét \\(PTZ\\)\\s*, ${filled(live.cameras.found, { total })}$`) }).click();
    await expect(filterPanel().getByRole('button', { name: filled(find.filters.show, { total }) })).toBeVisible();
    await expectAccessible(desk);
    await filterPanel().getByRole('button', { name: filled(find.filters.show, { total }) }).click();
    await expect(strip()).toContainText(filled(map.scope.only, { cameras: total }));
    await frame().focus();
    await expect(async () => {
      await desk.keyboard.press('Enter');
      await expect(preview()).toHaveCount(0, { timeout: 500 });
    }).toPass({ timeout: 10_000 });

    await take(map.tool.circle);
    await desk.keyboard.press('Enter');
    await desk.keyboard.press('Shift+ArrowRight');
    await desk.keyboard.press('Shift+ArrowRight');
    await desk.keyboard.press('Enter');
    const heading = side().getByRole('heading', { name: /^Trong bán kính/ });
    await expect(heading).toBeVisible();
    const metres = Number(/(\d+) m/.exec(await heading.innerText())?.[1]);
    const within = around(fixed, metres);
    const turning = within.filter(({ kind }) => kind === 'ptz');
    expect(turning.length).toBeGreaterThan(0);
    await expectCount(turning.length);
    expect(ids(await walk(map.list.linesArea, turning.length))).toEqual(nearestFirst(fixed, turning));

    await chips().getByRole('button', { name: filled(find.filters.remove, { facet: find.facet.kinds, value: find.kind.ptz }) }).focus();
    await desk.keyboard.press('Delete');
    await expect(strip()).toHaveCount(0);
    await expectCount(within.length);
    await operator.button(map.tool.clear).click();
  });

  it('shows exactly what a search found, and all cameras again when that is given up', async () => {
    const words = 'nut giao cau giay huong';
    await goTo(live.title);
    await operator.find(words);
    const found = await operator.lines.evaluateAll((lines) => lines.map((line) => line.getAttribute('data-camera')));
    await expect(operator.lines.first()).toHaveAttribute('aria-setsize', String(found.length));
    for (const { id } of junction().filter(({ name }) => name.includes('hướng'))) expect(found).toContain(id);
    await operator.button(find.act.allOnMap).click();
    await expect(strip()).toContainText(filled(map.scope.only, { cameras: found.length }));
    await expect(strip()).toContainText(filled(map.scope.words, { words }));
    await expectCount(found.length);
    expect(ids(await walk(map.list.lines, found.length)).toSorted()).toEqual(found.toSorted());
    await operator.button(map.scope.all).click();
    await expect(strip()).toHaveCount(0);
    await expect(frame()).toBeFocused();
    await expect.poll(async () => Number(/\d+/.exec((await tab(map.list.tab.cameras).textContent()) ?? '')?.[0])).toBeGreaterThan(found.length);
    await goTo(live.title);
    await expect(operator.search).toHaveValue(words);
    await operator.search.fill('');
  });

  it('lists what is round an address that was typed, as far as is wanted', async () => {
    const home = some(cameras().find((camera) => camera.address !== undefined && cameras().filter(({ address }) => address === camera.address).length === 1 && around(camera, 250).length > 2), 'address with cameras round it');
    const address = home.address ?? '';
    await goTo(map.title);
    const field = side().getByLabel(map.place.search, { exact: true });
    await field.fill(address.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D').toLowerCase());
    const places = side().getByRole('list', { name: map.place.results });
    await expect(places.getByRole('button').filter({ hasText: address }).first()).toBeVisible();
    await field.press('ArrowDown');
    await expect(places.getByRole('button').first()).toBeFocused();
    await expect(places.getByRole('button').first()).toContainText(address);
    await desk.keyboard.press('Enter');
    await expect(frame()).toBeFocused();
    await expect(side().getByRole('heading', { name: filled(map.list.area.circle, { radius: radius(250) }), exact: true })).toBeVisible();
    const near = around(home, 250);
    await expectCount(near.length);
    const lines = await walk(map.list.linesArea, near.length);
    expect(ids(lines)).toEqual(nearestFirst(home, near));
    expect(lines[0]?.text).toContain(filled(map.list.away, { distance: radius(0) }));
    await side().getByLabel(map.place.radius, { exact: true }).selectOption('1000');
    await expect(side().getByRole('heading', { name: filled(map.list.area.circle, { radius: radius(1_000) }), exact: true })).toBeVisible();
    await expectCount(around(home, 1_000).length);
    await operator.button(map.tool.clear).click();
    await field.fill('');
  });

  it('lists what stands along a line that was drawn by keys, in the order of the road', async () => {
    const middle = some(junction()[0], 'junction');
    await showOnMap(middle);
    await take(map.tool.corridor);
    await desk.keyboard.press('Shift+ArrowLeft');
    for (let corner = 0; corner < 3; corner += 1) {
      if (corner > 0) await desk.keyboard.press('Shift+ArrowRight');
      await desk.keyboard.press('Enter');
    }
    await desk.keyboard.press('Escape');
    await expect(side().getByRole('heading', { name: map.list.area.corridor })).toBeVisible();
    const list = side().getByRole('list', { name: map.list.linesArea, exact: true });
    await expect(list.getByRole('listitem').nth(2)).toBeVisible();
    const lines = await walk(map.list.linesArea, Number(await list.getByRole('listitem').first().getAttribute('aria-setsize')));
    // From west to east, as it was drawn.
    const listed = lines.map(({ camera }) => some(cameras().find(({ id }) => id === camera), 'camera that is listed'));
    expect(listed.map(({ position }) => position.lonDeg)).toEqual(listed.map(({ position }) => position.lonDeg).toSorted((one, other) => one - other));
    const along = lines.map(({ text }) => Number(/từ đầu tuyến ([\d.]+) m/.exec(text)?.[1]));
    expect(along).toEqual(along.toSorted((one, other) => one - other));
    const [west, east] = [listed[0], listed.at(-1)];
    expect(metresBetween(some(west, 'first').position, some(east, 'last').position)).toBeGreaterThan(40);
    const isBeside = ({ position }: Placed): boolean => Math.abs(position.latDeg - middle.position.latDeg) * 111_195 < 49 && Math.abs(position.lonDeg - middle.position.lonDeg) * 111_195 * 0.933 < 92;
    for (const camera of cameras().filter(isBeside)) expect(ids(lines)).toContain(camera.id);
    for (const { position } of listed) expect(Math.abs(position.latDeg - middle.position.latDeg) * 111_195).toBeLessThan(51);
    await operator.button(map.tool.clear).click();
  });

  it('says who sees a spot, nearest first; who has a house in between does not', async () => {
    const houses = city.demo.world.buildings().map(({ line, heightM }) => ({ line, heightM: heightM ?? null }));
    const seeing = (spot: Placed, walls: typeof houses): readonly Placed[] =>
      around(spot, AROUND_M).filter((camera) => {
        const view = groundInReach(mapCamera(camera as Parameters<typeof mapCamera>[0]));
        return view !== null && sees({ at: camera.position, view, heightM: camera.mountingHeightM ?? null }, walls, spot.position);
      });
    const spot = some(around(some(junction()[0], 'junction'), 3_000).find((camera) => seeing(camera, houses).length > 3 && seeing(camera, []).length > seeing(camera, houses).length + 2), 'spot behind houses');
    await showOnMap(spot);
    await take(map.tool.seeing);
    await desk.keyboard.press('Enter');
    await expect(side().getByRole('heading', { name: map.list.area.seeing })).toBeVisible();
    const expected = nearestFirst(spot, seeing(spot, houses));
    await expectCount(expected.length);
    const listed = ids(await walk(map.list.linesArea, expected.length));
    expect(listed).toEqual(expected);
    const hidden = nearestFirst(spot, seeing(spot, [])).filter((id) => !expected.includes(id));
    expect(hidden.length).toBeGreaterThan(2);
    await expectAccessible(desk);
    await operator.button(map.tool.clear).click();
  });

  it('has the forces in words, walked by keys; one that is chosen stands in the middle, with its age', async () => {
    const total = city.demo.world.forces.list(() => true).length;
    await tab(map.list.tab.cameras).focus();
    await desk.keyboard.press('ArrowRight');
    await expect(tab(map.list.tab.forces)).toHaveAccessibleName(`${map.list.tab.forces} ${String(total)}`);
    await expect(tab(map.list.tab.forces)).toBeFocused();
    const lines = await walk(map.list.linesForces, total);
    expect(lines.every(({ text }) => text.includes(map.force.now))).toBe(true);
    const card = side().getByRole('region', { name: map.force.title });
    await expect(async () => {
      const line = side().getByRole('button', { name: /^Tuần tra CG-03/ });
      await line.focus();
      await desk.keyboard.press('Enter');
      await expect(card.getByRole('heading')).toHaveText('Tuần tra CG-03', { timeout: 1_000 });
      await frame().focus();
      await desk.keyboard.press('Escape');
      await expect(card).toHaveCount(0, { timeout: 1_000 });
      await desk.keyboard.press('Enter');
      await expect(card.getByRole('heading')).toHaveText('Tuần tra CG-03', { timeout: 1_000 });
    }).toPass({ timeout: 30_000 });
    for (const words of [map.force.kind.patrol, 'Công an quận Cầu Giấy', map.force.fresh]) await expect(card).toContainText(words);
    await expectAccessible(desk);
    await card.getByRole('button', { name: map.force.close }).click();
  });

  it('has an alarm in words the moment it is raised, and leads to its camera', async () => {
    const camera = some(cameras().find(({ id, name }) => name.startsWith('Hồ') && city.demo.world.brokenSinceUtcMs(id) === null), 'camera at a lake');
    await tab(map.list.tab.forces).focus();
    await desk.keyboard.press('ArrowRight');
    await expect(tab(map.list.tab.alarms)).toBeFocused();
    await expect(side().getByText(map.list.noneAlarms)).toBeVisible();
    await raise({ cameraId: camera.id, priority: 2, title: 'Tụ tập đông người' });
    const [line] = await walk(map.list.linesAlarms, 1);
    expect(line?.text).toContain('Tụ tập đông người');
    await expect(side().getByRole('list', { name: map.list.linesAlarms })).toContainText(camera.name);
    await desk.keyboard.press('Enter');
    await expect(preview()).toContainText(camera.name);
    await tab(map.list.tab.cameras).click();
    await frame().focus();
    await desk.keyboard.press('Escape');
    await expect(preview()).toHaveCount(0);
    await desk.keyboard.press('Enter');
    await expect(preview()).toContainText(camera.name);
    await operator.button(map.preview.close).click();
  });

  it('has its marks dragged to a monitor, and to a tile of it', async () => {
    const [first, second] = junction().filter(({ id }) => city.demo.world.brokenSinceUtcMs(id) === null);
    const card = desk.locator('[data-monitor="1"]');
    const drag = async (camera: Placed, to: Locator): Promise<void> => {
      await showOnMap(camera);
      const box = some((await frame().boundingBox()) ?? undefined, 'map');
      const grip = frame().locator('[draggable="true"]');
      await expect(async () => {
        await desk.mouse.move(box.x + box.width / 2 + 30, box.y + box.height / 2 + 30);
        await desk.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 3 });
        await expect(grip).toBeVisible({ timeout: 500 });
      }).toPass({ timeout: 10_000 });
      const target = some((await to.boundingBox()) ?? undefined, 'target');
      await desk.mouse.down();
      await desk.mouse.move(box.x + box.width / 2 + 12, box.y + box.height / 2 + 12, { steps: 3 });
      await desk.mouse.move(target.x + target.width / 2, target.y + target.height / 2, { steps: 6 });
      await desk.mouse.up();
    };
    await drag(some(first, 'working camera'), card);
    const screen = await app.wall(1);
    await expect.poll(() => camerasOn(screen)).toContain(first?.id);
    const before = await camerasOn(screen);
    await drag(some(second, 'second working camera'), card.locator('[data-mini-tile]').first());
    await expect.poll(async () => (await camerasOn(screen))[0]).toBe(second?.id);
    expect((await camerasOn(screen)).slice(1)).toEqual(before.slice(1));
  });

  it('has layers that are each switched on and off', async () => {
    const field = side().getByLabel(map.place.search, { exact: true });
    await field.fill('quan cau giay');
    await expect(side().getByRole('list', { name: map.place.results }).getByRole('button').first()).toContainText(map.place.kind.unit);
    await field.press('Enter');
    await expect(side().getByRole('heading', { name: filled(map.list.area.circle, { radius: radius(250) }), exact: true })).toBeVisible();
    await operator.button(map.tool.clear).click();
    await field.fill('');
    await frame().focus();
    await desk.keyboard.press('-');
    await desk.keyboard.press('-');
    const [nearest] = await side().locator('[data-camera]').evaluateAll((lines) => lines.map((line) => line.getAttribute('data-camera')));
    for (const title of ['Khói, lửa', 'Xâm nhập', 'Ngập nước']) await raise({ cameraId: nearest, priority: 1, title });
    await operator.button(map.layers.title).click();
    const layers = desk.getByRole('region', { name: map.layers.title });
    const box = some((await frame().boundingBox()) ?? undefined, 'map');
    const card = some((await layers.boundingBox()) ?? undefined, 'card of the layers');
    const clip = { x: box.x, y: box.y, width: card.x - box.x, height: box.height };
    const picture = async (): Promise<GreyPicture> => readPicture(await desk.screenshot({ clip }));
    for (const each of await layers.getByRole('checkbox').all()) await each.uncheck();
    let bare = await picture();
    await expect
      .poll(async () => {
        const before = bare;
        bare = await picture();
        return changedPoints(before, bare);
      })
      .toBe(0);
    for (const name of [map.layers.cameras, map.layers.alarms, map.layers.forces, map.layers.units, map.layers.coverage, map.layers.heat]) {
      const layer = layers.getByRole('checkbox', { name: containing(name) });
      await layer.check();
      await expect.poll(async () => changedPoints(bare, await picture()), { message: `${name} is drawn`, timeout: 10_000 }).toBeGreaterThan(30);
      await layer.uncheck();
      await expect.poll(async () => changedPoints(bare, await picture()), { message: `${name} is gone`, timeout: 10_000 }).toBeLessThan(5);
    }
  });
});

/** Points whose brightness differs, even a little: some layers are thin on purpose. */
function changedPoints(one: GreyPicture, other: GreyPicture): number {
  let changed = 0;
  for (let yPx = 0; yPx < one.heightPx; yPx += 2) for (let xPx = 0; xPx < one.widthPx; xPx += 2) if (Math.abs(one.at(xPx, yPx) - other.at(xPx, yPx)) > 4) changed += 1;
  return changed;
}
