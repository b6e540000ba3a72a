import { afterAll, afterEach, beforeAll, describe, it } from 'vitest';
import { expect, type Locator } from '@playwright/test';
import { peopleOf } from '../../demo/people.ts';
import { monitorsInARow, startDisplays, type VirtualDisplays } from '../../build/displays/displays.mjs';
import { FIRE } from '../builders/procedures.ts';
import { call, parsed, signInEarly, type Answer } from '../builders/tier-client.ts';
import { expectAccessible } from './harness/axe.ts';
import { ConsoleApp, makeUserData } from './harness/console-app.ts';
import { startCity, type DemoCity } from './harness/demo-city.ts';
import { signInAs, workingCameras, type ChosenCamera } from './harness/duty.ts';
import { filled, wordsIn, type Operator } from './harness/operator.ts';

const { alarms, escalation, procedures, rules } = wordsIn('vi');
const RULE = 'Bảo trì cột đèn';

const data = makeUserData();
let city: DemoCity;
let displays: VirtualDisplays;
let app: ConsoleApp;
let operator: Operator;
let camera: ChosenCamera;
let other: ChosenCamera;
/** Of the same person at another console. */
let elsewhere: string;

const raise = (priority: number, title: string, kind: string, at = camera): Promise<Answer> => call(city.province, 'POST', '/demo/alarms', { body: { cameraNumber: at.number, priority, title, kind } });
/** Done at the other console. */
async function change(method: string, path: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
  const answer = await call(city.province, method, path, { token: elsewhere, body, headers });
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
  return answer;
}
const row = (title: string): Locator => operator.page.getByRole('treeitem').filter({ hasText: title });
const open = async (tab: string): Promise<void> => operator.page.getByRole('tab', { name: tab, exact: true }).click();

beforeAll(async () => {
  [city, displays] = await Promise.all([startCity({ cameras: 200 }), startDisplays({ monitors: monitorsInARow(2, { widthPx: 1920, heightPx: 1080 }) })]);
  const [first, second] = workingCameras(city, 2);
  if (first === undefined || second === undefined) throw new Error('no camera works');
  [camera, other] = [first, second];
  const chief = peopleOf('province').find(({ username }) => username === 'chihuy.minh');
  elsewhere = (await signInEarly(city.province, 'chihuy.minh', chief?.totpSecret)).session.accessToken;
  app = await ConsoleApp.launch({ display: displays.display, tierUrl: city.province.httpUrl, userData: data.folder, keyringHome: data.keyringHome });
  operator = await signInAs(app, 'chihuy.minh');
  await operator.page.getByRole('navigation').getByRole('button', { name: alarms.title, exact: true }).click();
  await open(alarms.tab.rules);
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

describe('rules over alarms', () => {
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

  it('of this PC hide in its own list only, never the gravest, and show all again when they are switched off', async () => {
    const { page } = operator;
    await operator.button(rules.section.addLocal).click();
    const form = page.getByRole('form', { name: rules.form.new, exact: true });
    await form.getByLabel(rules.form.name, { exact: true }).fill('Camera đang sửa');
    await form.getByRole('combobox', { name: rules.form.does, exact: true }).selectOption('out-of-service');
    await form.getByLabel(rules.form.reason, { exact: true }).fill('Đang thay ống kính');
    await form.getByText(rules.scope.cameras).click();
    await form.getByRole('searchbox').fill(String(camera.number));
    await form.getByRole('button', { name: filled(rules.scope.addCamera, { name: camera.name }), exact: true }).click();
    await operator.button(rules.form.save).click();
    const local = page.getByRole('region', { name: rules.section.local, exact: true });
    await expect(local.getByText('Camera đang sửa', { exact: true })).toBeVisible();
    await raise(3, 'Đông người trước cổng', 'crowd');
    await raise(1, 'Cháy trước cổng', 'fire-smoke');
    await raise(3, 'Đông người bên kia', 'crowd', other);
    await open(alarms.tab.queue);
    await expect(row('Đông người bên kia')).toBeVisible();
    await expect(row('Cháy trước cổng')).toBeVisible();
    await expect(row('Đông người trước cổng')).toHaveCount(0);
    const held = parsed<{ readonly items: readonly { readonly title: string; readonly suppressed: unknown }[] }>((await call(city.province, 'GET', '/v1/alarms?limit=2000', { token: elsewhere })).body, 'items');
    expect(held.items.filter(({ title }) => title === 'Đông người trước cổng')).toMatchObject([{ suppressed: null }]);
    await open(alarms.tab.rules);
    await local.getByRole('checkbox', { name: filled(rules.row.enable, { name: 'Camera đang sửa' }) }).click();
    await open(alarms.tab.queue);
    await expect(row('Đông người trước cổng')).toBeVisible();
  });
});

describe('what others change while somebody writes', () => {
  it('comes into the lists, and what is being written stays', async () => {
    const { page } = operator;
    await open(alarms.tab.rules);
    await operator.button(rules.section.addServer).click();
    const rule = page.getByRole('form', { name: rules.form.new, exact: true }).getByLabel(rules.form.name, { exact: true });
    await rule.fill('Tôi đang viết');
    await change('PUT', '/v1/alarm-rules/cua-nguoi-khac', { name: 'Quy tắc của người khác', enabled: false, scope: { kinds: ['motion'], cameraIds: [], unitIds: [] }, fromUtcMs: null, untilUtcMs: null, reason: '', body: { kind: 'repeat', withinS: 30 } }, { 'if-none-match': '*' });
    await expect(page.getByText('Quy tắc của người khác', { exact: true })).toBeVisible();
    await expect(rule).toHaveValue('Tôi đang viết');

    await open(alarms.tab.escalation);
    await operator.button(escalation.desk.newContact).click();
    const contact = page.getByLabel(escalation.contact.name, { exact: true });
    await contact.fill('Tôi đang thêm');
    await change('PUT', '/v1/contacts/cua-nguoi-khac', { name: 'Trực ban do người khác thêm', level: 'supervisor', personId: '', email: '', phone: '', zalo: '', webhook: '', quiet: null, deputy: null });
    await expect(page.getByText('Trực ban do người khác thêm')).toBeVisible();
    await change('PUT', '/v1/escalation-plans/cua-nguoi-khac', { name: 'Kế hoạch của người khác', kinds: ['crowd'], priorityAtLeast: 2, steps: [{ cause: 'not-acknowledged', afterS: 30, level: 'duty-officer', channels: ['console'] }] });
    await expect(page.getByText('Kế hoạch của người khác')).toBeVisible();
    await expect(contact).toHaveValue('Tôi đang thêm');

    await open(alarms.tab.procedures);
    await operator.button(procedures.desk.new).click();
    const name = page.getByLabel(procedures.field.name, { exact: true });
    await name.fill('Tôi đang soạn');
    await change('PUT', '/v1/procedures/cua-nguoi-khac', { name: 'Quy trình của người khác', kinds: FIRE.kinds, priorityAtLeast: FIRE.priorityAtLeast, steps: FIRE.steps }, { 'if-none-match': '*' });
    await expect(page.getByRole('list', { name: procedures.desk.list }).getByText('Quy trình của người khác')).toBeVisible();
    await expect(name).toHaveValue('Tôi đang soạn');
  });
});
