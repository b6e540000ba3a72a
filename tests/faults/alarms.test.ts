import { afterAll, afterEach, beforeAll, beforeEach, describe, it } from 'vitest';
import { expect } from '@playwright/test';
import type { Locator } from 'playwright-core';
import { monitorsInARow, startDisplays, type VirtualDisplays } from '../../build/displays/displays.mjs';
import { DEMO_PASSWORD, peopleOf } from '../../demo/people.ts';
import { startBentProxy, type BentProxy } from '../builders/bent-proxy.ts';
import { createCutProxy, type CutProxy } from '../builders/cut-proxy.ts';
import { AlarmScreen, steer } from '../e2e/harness/alarm-screen.ts';
import { colleagueAt, type Colleague } from '../e2e/harness/colleague.ts';
import { ConsoleApp, makeUserData } from '../e2e/harness/console-app.ts';
import { startCity, type DemoCity } from '../e2e/harness/demo-city.ts';
import { signInAs } from '../e2e/harness/duty.ts';
import { containing, filled, Operator, wordsIn } from '../e2e/harness/operator.ts';
import { codeOf } from '../e2e/harness/second-factor.ts';

const { alarms, common, content, escalation, procedures } = wordsIn('vi');
const ACTS_PATH = '/v1/alarm-acts';
/** Tries come after half a second at first, and wait longer each time. */
const HEALED_MS = 40_000;
const STORM = 3_000;
const SKEW_MS = 5 * 60_000;

/** Words before the first value of a sentence. */
const beginning = (sentence: string): string => sentence.split('{{')[0] ?? '';

describe('alarms when the line or the server fails', () => {
  const data = makeUserData();
  let city: DemoCity;
  let displays: VirtualDisplays;
  /** Console, then `cut`, then `bent`, then the province. */
  let cut: CutProxy;
  let bent: BentProxy;
  let app: ConsoleApp;
  let operator: Operator;
  let screen: AlarmScreen;
  let colleague: Colleague;

  const status = (): Locator => operator.page.getByRole('contentinfo', { name: common.statusBar });
  const raise = async (title: string, more: object = {}): Promise<string> => String((await steer(city.province, 'alarms', { kind: 'intrusion', priority: 1, title, ...more }))['id']);
  /** Acts that the server has in the record of an alarm. */
  const kept = async (id: string): Promise<readonly string[]> => {
    const { body } = await colleague.ask('GET', `/v1/alarms/${id}`);
    const { steps } = body;
    return Array.isArray(steps) ? steps.map(({ act }: { readonly act: { readonly kind: string } }) => act.kind) : [];
  };
  const acknowledgements = async (id: string): Promise<number> => (await kept(id)).filter((kind) => kind === 'acknowledge').length;
  let isServing = true;
  const serve = async (on: boolean): Promise<void> => {
    if (on === isServing) return;
    isServing = on;
    await (on ? city.startServers() : city.stopServers());
  };

  beforeAll(async () => {
    // Times of escalation run ten times as fast: a fire nobody acknowledges climbs after 3 s.
    [city, displays] = await Promise.all([startCity({ cameras: 200, heartbeatMs: 1_000, escalationScale: 0.1 }), startDisplays({ monitors: monitorsInARow(1, { widthPx: 1920, heightPx: 1080 }) })]);
    bent = await startBentProxy(new URL(city.province.httpUrl));
    cut = await createCutProxy(Number(new URL(bent.url).port));
    app = await ConsoleApp.launch({ display: displays.display, tierUrl: `http://127.0.0.1:${String(cut.port)}`, userData: data.folder, keyringHome: data.keyringHome });
    operator = await signInAs(app, 'truc.binh');
    colleague = await colleagueAt(city.province, 'chihuy.minh');
    screen = await AlarmScreen.open(operator);
  });
  beforeEach(async () => {
    await screen.away();
  });
  afterEach(async () => {
    bent.delay(ACTS_PATH, 0);
    cut.accept();
    cut.resume();
    await serve(true);
    expect(app.takeErrorsBesideGraphics()).toEqual([]);
  });
  afterAll(async () => {
    await app.close();
    await cut.close();
    await bent.close();
    await city.end();
    await displays.stop();
    data.remove();
  });

  it('two people acknowledge the same one: one wins, the other is told who and when', async () => {
    const title = 'Người trèo tường kho bạc';
    const id = await raise(title);
    await expect(screen.row(title)).toBeVisible({ timeout: 10_000 });
    await screen.show(title);
    await screen.away();
    bent.delay(ACTS_PATH, 1_500);
    await operator.page.keyboard.press('a');
    expect((await colleague.act(id, { kind: 'acknowledge' })).status).toBe(200);
    await expect(screen.result).toContainText(beginning(filled(alarms.result.conflict, { name: colleague.name })), { timeout: 10_000 });
    await expect(screen.result).toContainText(alarms.life.acknowledged);
    await expect(screen.row(title)).toContainText(colleague.name);
    expect(await acknowledgements(id)).toBe(1);
  });

  it('answers come 5 s late: pressing twice does it once, and the rest of the desk goes on', async () => {
    const title = 'Có người trong sân ga lúc nửa đêm';
    const id = await raise(title);
    await expect(screen.row(title)).toBeVisible({ timeout: 10_000 });
    await screen.show(title);
    await screen.away();
    bent.delay(ACTS_PATH, 5_000);
    await operator.page.keyboard.press('a');
    await operator.page.keyboard.press('a');
    const other = 'Tiếng kính vỡ ở quầy số 3';
    await raise(other);
    await expect(screen.row(other)).toBeVisible({ timeout: 4_000 });
    await expect(screen.result).toHaveText(containing(filled(alarms.result.done, { act: alarms.act.acknowledge, title })), { timeout: 20_000 });
    await expect(screen.row(title)).toContainText(alarms.life.acknowledged);
    expect(await acknowledgements(id)).toBe(1);
    expect(bent.heard().filter((text) => text.includes('"acts"') && text.includes(id) && text.includes('"workstation"')), 'requests to acknowledge it').toHaveLength(1);
    await expect(screen.result).not.toHaveAttribute('data-result', 'failed');
  });

  it('the line is open but silent: it is told, it heals, and what was raised meanwhile is there', async () => {
    const title = 'Cắt hàng rào khu kỹ thuật';
    cut.hold();
    await raise(title);
    await expect(screen.kept).toBeVisible({ timeout: 20_000 });
    await expect(screen.row(title)).toHaveCount(0);
    cut.resume();
    await expect(screen.row(title)).toBeVisible({ timeout: HEALED_MS });
    await expect(screen.kept).toHaveCount(0, { timeout: HEALED_MS });
    // The events of the time are fetched after it: nothing can have been missed.
    await expect(screen.missed).toHaveCount(0);
  });

  it('the server stops: what is kept stays listed and is said to be kept; an acknowledge waits, and is sent once on return; the interval is shown until read', async () => {
    const title = 'Phá khóa cửa trạm biến áp';
    const id = await raise(title);
    await expect(screen.row(title)).toBeVisible({ timeout: 10_000 });
    await serve(false);
    await expect(status()).toContainText(common.connection.offline, { timeout: 5_000 });
    await expect(screen.kept).toBeVisible({ timeout: 5_000 });
    await expect(screen.row(title)).toContainText(alarms.life.raised);
    await screen.show(title);
    await screen.away();
    await operator.page.keyboard.press('a');
    await expect(screen.result).toContainText(filled(alarms.result.queued, { act: alarms.act.acknowledge }), { timeout: 15_000 });
    await expect(screen.outbox, 'what waits').toContainText(filled(alarms.outbox.waiting, { count: 1 }));
    await expect(screen.row(title)).toContainText(alarms.row.waiting);

    const meanwhile = 'Đột nhập lúc máy chủ vừa trở lại';
    await serve(true);
    await raise(meanwhile);
    await expect(screen.kept).toHaveCount(0, { timeout: HEALED_MS });
    await expect(screen.row(meanwhile)).toBeVisible({ timeout: HEALED_MS });
    await expect(screen.row(title)).toContainText(alarms.life.acknowledged, { timeout: HEALED_MS });
    await expect(screen.outbox).toContainText(beginning(filled(alarms.outbox.done, { act: alarms.act.acknowledge, title })), { timeout: HEALED_MS });
    expect(await acknowledgements(id)).toBe(1);

    // A new epoch: what the server told before it stopped cannot be asked for.
    await expect(screen.missed).toHaveCount(1);
    await expect(screen.missed).toContainText(beginning(alarms.missed.words));
    await screen.missed.getByRole('button', { name: alarms.missed.seen, exact: true }).click();
    await expect(screen.missed).toHaveCount(0);
    await screen.outbox.getByRole('button', { name: containing(beginning(filled(alarms.outbox.seenOf, { act: alarms.act.acknowledge, title }))) }).click();
    await expect(screen.outbox).toHaveCount(0);
  });

  it('the line is cut while its time runs out: on return its climb is shown', async () => {
    const title = 'Cháy xe ở bến Yên Phụ';
    const id = await raise(title, { kind: 'fire-smoke' });
    await expect(screen.row(title)).toBeVisible({ timeout: 10_000 });
    cut.refuse();
    await expect(screen.kept).toBeVisible({ timeout: 10_000 });
    await expect.poll(async () => (await kept(id)).filter((kind) => kind === 'escalated').length, { message: 'levels climbed', timeout: 30_000 }).toBeGreaterThanOrEqual(2);
    cut.accept();
    await expect(screen.kept).toHaveCount(0, { timeout: HEALED_MS });
    await screen.show(title);
    for (const level of [escalation.level['duty-officer'], escalation.level.supervisor]) await expect(screen.steps(filled(alarms.step.escalated, { level })).first()).toBeVisible({ timeout: 15_000 });
    await expect(screen.row(title)).toContainText(beginning(alarms.row.late.acknowledge));
    expect((await colleague.act(id, { kind: 'claim' })).status).toBe(200);
  });

  it('the line is cut in the middle of a procedure: its steps go on, wait on the desk, and reach the server in order', async () => {
    const title = 'Khói ở kho hàng phố Hàng Khoai';
    const id = await raise(title, { kind: 'fire-smoke' });
    await expect(screen.row(title)).toBeVisible({ timeout: 10_000 });
    await screen.show(title);
    const panel = screen.view.getByRole('region', { name: procedures.title, exact: true });
    const current = panel.locator('[aria-current="step"]');
    const waiting = panel.getByText(procedures.run.waiting, { exact: true });
    await panel.getByRole('button', { name: procedures.run.start, exact: true }).click();
    await expect(current).toBeVisible({ timeout: 10_000 });
    cut.refuse();
    await expect(panel).toContainText(procedures.run.offline, { timeout: 10_000 });
    await current.getByRole('button', { name: procedures.step.done, exact: true }).click();
    await expect(waiting).toHaveCount(1);
    await current.getByRole('radio').first().check();
    await current.getByRole('button', { name: procedures.step.done, exact: true }).click();
    await expect(waiting).toHaveCount(2);
    await expect(panel.getByRole('button', { name: procedures.task.new })).toHaveCount(0);
    await expect(screen.outbox).toContainText(filled(alarms.outbox.waiting, { count: 2 }));
    cut.accept();
    await expect(waiting).toHaveCount(0, { timeout: HEALED_MS });
    const { body } = await colleague.ask('GET', `/v1/alarms/${id}`);
    expect(body).toMatchObject({ run: { entries: [{ step: 'xem-hinh' }, { step: 'xac-minh', result: { answer: 0 } }] } });
    await expect(screen.outbox).toContainText(beginning(alarms.act['procedure-step']));
    await screen.outbox.getByRole('button', { name: alarms.outbox.seenAll, exact: true }).click();
    await expect(screen.outbox).toHaveCount(0);
    await screen.away();
    await operator.page.keyboard.press('Escape');
  });

  it('a storm of a thousand a second becomes one incident, and the intrusion in its middle is on top', async () => {
    await steer(city.province, 'alarms/close', { all: true });
    await expect(screen.rows).toHaveCount(0, { timeout: 20_000 });
    await screen.away();
    const title = 'Đột nhập phòng máy chủ giữa lúc mất mạng';
    await steer(city.province, 'alarms/storm', { perSecond: 1_000, seconds: STORM / 1_000, kind: 'link-fault' });
    const raised = async (): Promise<number> => Number((await (await fetch(`${city.province.httpUrl}/demo/alarms/storm`)).json()).raised);
    await expect.poll(raised, { intervals: [20] }).toBeGreaterThan(STORM / 3);
    await raise(title);
    await expect(screen.rows.first()).toContainText(title, { timeout: 2_000 });
    await expect(screen.rows.first()).toContainText(content.alarms.priority[1]);
    await expect.poll(raised, { timeout: 20_000 }).toBe(STORM);
    await expect(screen.rows).toHaveCount(2, { timeout: 20_000 });
    await expect(screen.rows.first()).toContainText(title);
    await expect(screen.rows.nth(1)).toContainText(`+${STORM.toLocaleString('vi-VN')}`, { timeout: 20_000 });
  });
});

describe("alarms of a server whose clock is 5 minutes ahead of the console's", () => {
  const data = makeUserData();
  let city: DemoCity;
  let displays: VirtualDisplays;
  let app: ConsoleApp;
  let screen: AlarmScreen;

  beforeAll(async () => {
    [city, displays] = await Promise.all([startCity({ cameras: 200, clockSkewMs: SKEW_MS }), startDisplays({ monitors: monitorsInARow(1, { widthPx: 1920, heightPx: 1080 }) })]);
    app = await ConsoleApp.launch({ display: displays.display, tierUrl: city.province.httpUrl, userData: data.folder, keyringHome: data.keyringHome });
    const person = peopleOf('province').find(({ username }) => username === 'truc.binh');
    const operator = new Operator(await app.desk());
    await operator.enterPassword('truc.binh', DEMO_PASSWORD);
    // Codes go by the server's clock.
    await operator.enterCode(codeOf(person?.totpSecret ?? '', SKEW_MS / 30_000));
    await expect(operator.search).toBeVisible({ timeout: 20_000 });
    screen = await AlarmScreen.open(operator);
  });
  afterAll(async () => {
    await app.close();
    await city.end();
    await displays.stop();
    data.remove();
  });

  it('ages and deadlines go by the clock of the server', async () => {
    const title = 'Khói ở chợ Đồng Xuân';
    await steer(city.province, 'alarms', { kind: 'fire-smoke', priority: 1, title });
    await expect(screen.row(title)).toBeVisible({ timeout: 10_000 });
    // 30 s to acknowledge: by the console's clock it would be 5 minutes and more.
    await expect(screen.row(title)).toContainText(/xác nhận trong 0:[0-3]\d/u);
    await expect(screen.row(title)).toContainText(/(^|\D)\d{1,2} giây/u);
    await expect(screen.row(title)).toContainText(/quá hạn xác nhận 0:0\d/u, { timeout: 45_000 });
    await expect(screen.row(title)).toContainText(/\d{2} giây/u);
    expect(app.takeErrorsBesideGraphics()).toEqual([]);
  });
});
