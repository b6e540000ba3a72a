import { afterAll, afterEach, beforeAll, describe, it } from 'vitest';
import { expect } from '@playwright/test';
import { monitorsInARow, startDisplays, type VirtualDisplays } from '../../build/displays/displays.mjs';
import { expectAccessible } from './harness/axe.ts';
import { ConsoleApp, makeUserData } from './harness/console-app.ts';
import { startCity, type DemoCity } from './harness/demo-city.ts';
import { signInAs, workingCameras, type ChosenCamera } from './harness/duty.ts';
import { filled, wordsIn, type Operator } from './harness/operator.ts';

const { alarms, rules } = wordsIn('vi');
const RULE = 'Bảo trì cột đèn';

const data = makeUserData();
let city: DemoCity;
let displays: VirtualDisplays;
let app: ConsoleApp;
let operator: Operator;
let camera: ChosenCamera;

const raise = (priority: number, title: string, kind: string): Promise<Response> => fetch(`${city.province.httpUrl}/demo/alarms`, { method: 'POST', body: JSON.stringify({ cameraNumber: camera.number, priority, title, kind }), headers: { 'content-type': 'application/json' } });

describe('rules over alarms', () => {
  beforeAll(async () => {
    [city, displays] = await Promise.all([startCity({ cameras: 200 }), startDisplays({ monitors: monitorsInARow(2, { widthPx: 1920, heightPx: 1080 }) })]);
    const [first] = workingCameras(city, 1);
    if (first === undefined) throw new Error('no camera works');
    camera = first;
    app = await ConsoleApp.launch({ display: displays.display, tierUrl: city.province.httpUrl, userData: data.folder, keyringHome: data.keyringHome });
    operator = await signInAs(app, 'chihuy.minh');
    await operator.page.getByRole('navigation').getByRole('button', { name: alarms.title, exact: true }).click();
    await operator.page.getByRole('tab', { name: alarms.tab.rules, exact: true }).click();
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

  it('are listed with what they do; a new one is tried against the last day and kept by the server', async () => {
    const { page } = operator;
    const server = page.getByRole('region', { name: rules.section.server, exact: true });
    await expect(server.getByText(filled(rules.says.storm, { count: 20, seconds: 10 }))).toBeVisible();
    await raise(4, 'Chuyển động ở ngõ', 'motion');
    await operator.button(rules.section.addServer).click();
    const form = page.getByRole('form', { name: rules.form.new, exact: true });
    await form.getByLabel(rules.form.name, { exact: true }).fill(RULE);
    await operator.button(rules.form.save).click();
    await expect(form.getByRole('alert')).toHaveText(rules.fault['scope-missing']);
    await form.getByRole('combobox', { name: rules.form.does, exact: true }).selectOption('repeat');
    await operator.button(rules.form.test).click();
    const trial = page.getByRole('status', { name: rules.trial.title });
    await expect(trial.getByText('Chuyển động ở ngõ')).toBeVisible();
    await expectAccessible(page);
    await operator.button(rules.form.save).click();
    await expect(server.getByText(RULE, { exact: true })).toBeVisible();
    await server.getByRole('checkbox', { name: filled(rules.row.enable, { name: RULE }) }).click();
    await expect(server.getByText(rules.row.off)).toBeVisible();
  });

  it('put an alarm on a monitor and give it back when its time is over', async () => {
    const { page } = operator;
    await operator.button(rules.section.addWall).click();
    const form = page.getByRole('form', { name: rules.form.new, exact: true });
    await form.getByLabel(rules.form.name, { exact: true }).fill('Khẩn cấp lên màn 2');
    const second = await form.getByRole('combobox', { name: rules.wall.monitor, exact: true }).locator('option').nth(1).getAttribute('value');
    await form.getByRole('combobox', { name: rules.wall.monitor, exact: true }).selectOption(second ?? '');
    await form.getByLabel(rules.wall.neighbours, { exact: true }).fill('2');
    await form.getByLabel(rules.wall.seconds, { exact: true }).fill('10');
    await operator.button(rules.form.save).click();
    await expect(page.getByRole('region', { name: rules.section.wall, exact: true }).getByText('Khẩn cấp lên màn 2', { exact: true })).toBeVisible();
    await raise(1, 'Khói ở kho hàng', 'fire-smoke');
    const wall = await app.wall(2);
    await expect(wall.locator(`[data-camera-id="${camera.id}"]`)).toBeVisible({ timeout: 10_000 });
    await expect(wall.locator(`[data-camera-id="${camera.id}"]`)).toHaveCount(0, { timeout: 15_000 });
  });
});
