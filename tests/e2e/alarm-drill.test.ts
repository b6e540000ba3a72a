import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, it } from 'vitest';
import { expect } from '@playwright/test';
import type { Locator } from 'playwright-core';
import { makeConsoleFolder } from '../../build/console-user.mjs';
import { monitorsInARow, startDisplays, type VirtualDisplays } from '../../build/displays/displays.mjs';
import { DEMO_PASSWORD, peopleOf } from '../../demo/people.ts';
import { DEMO_TIERS, viewOf } from '../../demo/tiers.ts';
import fireProcedure from '@assets/procedures/chay-khoi.json';
import { startMailServer, type MailServer } from '../builders/notice-servers.ts';
import { AlarmScreen, steer } from './harness/alarm-screen.ts';
import { ConsoleApp, makeUserData } from './harness/console-app.ts';
import { startCity, type DemoCity } from './harness/demo-city.ts';
import { containing, filled, Operator, wordsIn } from './harness/operator.ts';
import { codeOf, msToNextStep } from './harness/second-factor.ts';

const { alarms, content, duty, escalation, procedures } = wordsIn('vi');
const OPERATOR = 'truc.binh';
const NEXT_SHIFT = 'chihuy.minh';
const WARD_FIRE = 'Cháy hàng quần áo ở phố Hàng Ngang';
const FIRE = 'Khói dày ở tầng 3 chợ Đồng Xuân';
const INTRUSION = 'Đột nhập phòng truyền dẫn lúc mất mạng';
const NOTES = 'Đứt cáp quang quận Long Biên, đội kỹ thuật hẹn xong lúc 23 giờ';
const STORM = { perSecond: 1_000, seconds: 10, kind: 'link-fault' } as const;

const data = makeUserData();
const folder = mkdtempSync(path.join(tmpdir(), 'vonglau-drill-'));
/** Where to keep a picture of every step, to be looked at; unset: nowhere. */
const shots = process.env['VONGLAU_SHOTS'] ?? '';
let city: DemoCity;
let mail: MailServer;
let displays: VirtualDisplays;
let app: ConsoleApp;
let operator: Operator;
let screen: AlarmScreen;
let taken = 0;

const personOf = (username: string): ReturnType<typeof peopleOf>[number] => {
  const person = peopleOf('province').find((known) => known.username === username);
  if (person === undefined) throw new Error(`no ${username}`);
  return person;
};
const usedSteps = new Map<string, number>();
/** A code this person has not used: of the same half minute there is only one. */
async function freshCode(username: string): Promise<string> {
  const step = (): number => Math.floor(Date.now() / 30_000);
  await expect.poll(() => step() > (usedSteps.get(username) ?? 0) && msToNextStep() > 2_000, { message: `a fresh code of ${username}`, timeout: 40_000 }).toBe(true);
  usedSteps.set(username, step());
  return codeOf(personOf(username).totpSecret ?? '');
}
const shot = async (name: string): Promise<void> => {
  if (shots === '') return;
  mkdirSync(shots, { recursive: true });
  taken += 1;
  await operator.page.screenshot({ path: path.join(shots, `${String(taken).padStart(2, '0')}-${name}.png`) });
};
const wardCamera = (): string => {
  const ward = DEMO_TIERS.find(({ tier }) => tier === 'commune');
  const { cameras } = viewOf(ward ?? never('no ward'), city.demo.world.city, new Set());
  return cameras.find(({ id, tier }) => tier === undefined && !city.demo.world.city.brokenForMs.has(id))?.id ?? never('the ward has no camera');
};
const never = (why: string): never => {
  throw new Error(why);
};
const tierOf = (name: 'commune' | 'province') => city.demo.tiers.find(({ tier }) => tier === name) ?? never(`no ${name}`);
/** Dialogs of the system answer with this file. */
const chooseFile = (file: string): Promise<void> =>
  app.app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: chosen });
  }, file);

beforeAll(async () => {
  makeConsoleFolder(folder);
  mail = await startMailServer();
  // Escalation runs ten times as fast, forces answer ten times as fast as people.
  [city, displays] = await Promise.all([
    startCity({ cameras: 2_000, escalationScale: 0.1, patrolTimeScale: 0.1, channels: { smtp: mail.url } }),
    startDisplays({ monitors: monitorsInARow(1, { widthPx: 1920, heightPx: 1080 }) }),
  ]);
  app = await ConsoleApp.launch({ display: displays.display, tierUrl: city.province.httpUrl, userData: data.folder, keyringHome: data.keyringHome });
  operator = new Operator(await app.desk());
  await operator.enterPassword(OPERATOR, DEMO_PASSWORD);
  await operator.enterCode(await freshCode(OPERATOR));
  await expect(operator.search).toBeVisible({ timeout: 20_000 });
  screen = await AlarmScreen.open(operator);
});
afterEach(() => {
  expect(app.takeErrorsBesideGraphics()).toEqual([]);
});
afterAll(async () => {
  await app.close();
  await city.end();
  await mail.close();
  await displays.stop();
  data.remove();
  rmSync(folder, { recursive: true, force: true });
});

describe('A drill of alarms in the demo city', () => {
  it('the operator begins the shift', async () => {
    await screen.tab(alarms.tab.duty).click();
    await operator.button(duty.mine.signOn).click();
    await expect(operator.page.getByRole('table', { name: duty.onDuty.title }).getByText(containing(personOf(OPERATOR).name))).toBeVisible();
    await shot('shift');
    await screen.tab(alarms.tab.queue).click();
    await screen.away();
  });

  it('a fire at the ward that nobody touches is told by mail, level after level, and comes to the city', { timeout: 180_000 }, async () => {
    const { id } = await steer(tierOf('commune'), 'alarms', { kind: 'fire-smoke', priority: 1, title: WARD_FIRE, cameraId: wardCamera() });
    const mailed = (to: string): readonly string[] => mail.mails.filter((one) => one.to.startsWith(to) && one.text.includes(String(id))).map(({ subject }) => subject);
    await expect.poll(() => ['oanh', 'phuc', 'quyen', 'truc-ban-thanh-pho'].map((to) => mailed(to).length > 0), { message: 'mails of the ward', timeout: 60_000 }).toEqual([true, true, true, true]);
    expect(mailed('oanh')[0]).toContain('Cháy, khói mức 1');
    expect(mail.mails.find(({ to }) => to.startsWith('oanh'))?.text).toContain(WARD_FIRE);
    await expect(screen.row(WARD_FIRE)).toBeVisible({ timeout: 30_000 });
    await expect(screen.rows.first()).toContainText(WARD_FIRE);
    await shot('ward-fire-in-queue');

    await screen.show(WARD_FIRE);
    await expect(screen.view).toContainText('Công an phường Hoàn Kiếm');
    await expect(screen.view.getByRole('figure').first()).toHaveAttribute('data-state', /live|reduced/, { timeout: 20_000 });
    const answer = screen.view.getByRole('form', { name: containing(escalation.transfer.answerTitle.split('{{')[0] ?? '') });
    await expect(answer).toBeVisible();
    await shot('ward-fire-opened');
    await answer.getByLabel(escalation.transfer.code, { exact: true }).fill(await freshCode(OPERATOR));
    await answer.getByRole('button', { name: escalation.transfer.sendAnswer, exact: true }).click();
    await expect(screen.view.getByRole('region', { name: escalation.title, exact: true })).toContainText(escalation.transfer.state.accepted, { timeout: 20_000 });
    await screen.away();
    await operator.page.keyboard.press('n');
    await expect(screen.row(WARD_FIRE)).toContainText(alarms.life.claimed, { timeout: 10_000 });
    await shot('ward-fire-accepted');
    await operator.page.keyboard.press('Escape');
  });

  it('a second fire is handled by its procedure: a patrol accepts, comes and is done, and the alarm is resolved and closed', { timeout: 240_000 }, async () => {
    const { page } = operator;
    await steer(tierOf('province'), 'alarms', { kind: 'fire-smoke', priority: 1, title: FIRE, cameraId: city.demo.world.city.cameras.find(({ id }) => !city.demo.world.city.brokenForMs.has(id))?.id });
    await expect(screen.rows.first()).toContainText(FIRE, { timeout: 10_000 });
    // By keys: to the list, its first line, open, acknowledge.
    await page.getByRole('tree', { name: alarms.list.label, exact: true }).focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await expect(screen.view.getByRole('heading', { name: FIRE, exact: true })).toBeVisible();
    await page.keyboard.press('a');
    await expect(screen.row(FIRE)).toContainText(alarms.life.acknowledged);
    // Whom to turn to is named, and not cut away by where they sit.
    const name = screen.view.getByRole('region', { name: alarms.view.contacts, exact: true }).getByText('Trần Văn Bình', { exact: true });
    await expect.poll(() => name.evaluate((element) => element.scrollWidth <= element.clientWidth)).toBe(true);
    await shot('fire-opened');

    const panel = screen.view.getByRole('region', { name: procedures.title, exact: true });
    await panel.getByRole('button', { name: procedures.run.start, exact: true }).click();
    const current = panel.locator('[aria-current="step"]');
    const { steps } = fireProcedure.procedure;
    const at = (id: string): Promise<void> => expect(current).toContainText(steps.find((step) => step.id === id)?.title ?? never(id), { timeout: 10_000 });
    const done = (): Promise<void> => current.getByRole('button', { name: procedures.step.done, exact: true }).click();
    const answered = async (text: string): Promise<void> => {
      await current.getByRole('radio', { name: text, exact: true }).check();
      await done();
    };
    const called = async (name: string): Promise<void> => {
      await current.getByRole('button', { name: filled(procedures.step.called, { name }), exact: true }).click();
      await done();
    };
    await at('xem-hinh');
    await current.getByRole('button', { name: procedures.step.done, exact: true }).focus();
    await page.keyboard.press('Enter');
    await at('xac-minh');
    await shot('procedure-question');
    // The second answer by arrows, back to the first, and Enter.
    await current.getByRole('radio').first().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await expect(current.getByRole('radio').first()).toBeChecked();
    await page.keyboard.press('Enter');
    await at('goi-114');
    await called('Trung tâm 114 Công an thành phố');
    await at('giao-luc-luong');
    const force = city.demo.world.forces.list(() => true).find(({ kind, state }) => kind === 'patrol' && state === 'free') ?? never('no patrol is free');
    const choice = current.getByLabel(procedures.step.taskTo);
    await choice.selectOption({ value: `force:${force.id}` });
    await shot('procedure-task');
    await current.getByRole('button', { name: procedures.step.taskSend, exact: true }).click();
    await at('nguoi-ket');
    const task: Locator = panel.getByRole('list', { name: procedures.task.title }).getByRole('listitem').filter({ hasText: force.name });
    await expect(task).toContainText(procedures.task.state.accepted, { timeout: 20_000 });
    await shot('procedure-accepted');
    await answered('Không thấy');
    await at('phan-luong');
    for (const check of await current.getByRole('checkbox').all()) {
      await check.focus();
      await page.keyboard.press('Space');
      await expect(check).toBeChecked();
    }
    await done();
    await at('bao-chi-huy');
    await called('Trực chỉ huy Trung tâm');
    await at('cho-tinh-hinh');
    await current.getByRole('button', { name: procedures.step.skip, exact: true }).click();
    await current.getByLabel(procedures.step.skipReason, { exact: true }).fill('Diễn tập, không chờ');
    await page.keyboard.press('Enter');
    await at('da-het-chay');
    await answered('Đã khống chế');
    await at('chup-anh');
    const picture = path.join(folder, 'hien-truong.png');
    await screen.view.getByRole('figure').first().screenshot({ path: picture });
    chmodSync(picture, 0o644);
    await chooseFile(picture);
    await current.getByRole('button', { name: procedures.step.picture, exact: true }).click();
    await expect(current.getByRole('img', { name: procedures.step.pictureOf })).toBeVisible();
    await shot('procedure-picture');
    await done();
    await at('ghi-ket-qua');
    await current.getByLabel(procedures.step.note, { exact: true }).fill('Cháy bạt che quầy 12, dập tắt lúc đội đến, không có người bị thương.');
    await done();
    await expect(panel.getByText(procedures.run.ended)).toBeVisible();
    await expect(task).toContainText(procedures.task.state.done, { timeout: 30_000 });
    await shot('procedure-ended');

    await screen.away();
    await page.keyboard.press('r');
    await page.getByRole('radio', { name: alarms.outcome.handled, exact: true }).check();
    await shot('resolve');
    await operator.button(alarms.form.resolve).click();
    await expect(screen.view).toHaveAttribute('data-life', 'resolved');
    await screen.away();
    await page.keyboard.press('c');
    await expect(screen.view).toHaveAttribute('data-life', 'closed');
    for (const words of [alarms.step.raised, alarms.step.acknowledge, filled(alarms.step.resolve, { outcome: alarms.outcome.handled }), alarms.step.close]) await expect(screen.steps(words).first()).toBeVisible();
    await shot('closed');
    await page.keyboard.press('Escape');
    await screen.away();
    await page.keyboard.press('t');
    await expect(screen.row(FIRE)).toHaveCount(0);
  });

  it('ten thousand lost cameras are one incident, and the intrusion in their middle is on top', { timeout: 180_000 }, async () => {
    const raised = async (): Promise<number> => Number((await (await fetch(`${city.province.httpUrl}/demo/alarms/storm`)).json()).raised);
    await steer(tierOf('province'), 'alarms/storm', STORM);
    await expect.poll(raised, { intervals: [20], timeout: 20_000 }).toBeGreaterThan(5_000);
    await steer(tierOf('province'), 'alarms', { kind: 'intrusion', priority: 1, title: INTRUSION });
    await expect(screen.rows.first()).toContainText(INTRUSION, { timeout: 3_000 });
    await expect(screen.rows.first()).toContainText(content.alarms.priority[1]);
    await shot('storm');
    await expect.poll(raised, { timeout: 60_000 }).toBe(STORM.perSecond * STORM.seconds);
    const incident = screen.rows.filter({ hasText: `+${(STORM.perSecond * STORM.seconds).toLocaleString('vi-VN')}` });
    await expect(incident).toHaveCount(1, { timeout: 60_000 });
    await expect(screen.rows.first()).toContainText(INTRUSION);
    await expect(screen.rows).toHaveCount(3);
    await incident.click();
    await expect(screen.view).toContainText(alarms.view.members);
    await shot('incident');
    await operator.page.keyboard.press('Escape');
    await screen.away();
  });

  it('the shift is handed over: two people sign, and the sheet is printed', { timeout: 180_000 }, async () => {
    const { page } = operator;
    await screen.tab(alarms.tab.duty).click();
    await page.getByLabel(duty.handover.notes, { exact: true }).fill(NOTES);
    await operator.button(duty.handover.make).click();
    const sheet = page.getByRole('region', { name: duty.handover.sheet, exact: true });
    for (const words of [WARD_FIRE, INTRUSION, NOTES]) await expect(sheet.getByText(words)).toBeVisible();
    await expect(sheet.getByText(FIRE)).toHaveCount(0);
    const from = page.getByRole('form', { name: duty.sign.from, exact: true });
    await from.getByLabel(duty.sign.code, { exact: true }).fill(await freshCode(OPERATOR));
    await from.getByRole('button', { name: duty.sign.signFrom }).click();
    await expect(from.getByText(containing(filled(duty.sign.done, { name: personOf(OPERATOR).name, time: '' })))).toBeVisible();
    await shot('handover-one-signed');
    const to = page.getByRole('form', { name: duty.sign.to, exact: true });
    await to.getByLabel(duty.sign.username, { exact: true }).fill(NEXT_SHIFT);
    await to.getByLabel(duty.sign.code, { exact: true }).fill(await freshCode(NEXT_SHIFT));
    await to.getByRole('button', { name: duty.sign.signTo }).click();
    await expect(page.getByText(filled(duty.handover.signed, { name: personOf(NEXT_SHIFT).name }))).toBeVisible();
    await expect(page.getByRole('table', { name: duty.onDuty.title }).getByText(personOf(NEXT_SHIFT).name)).toBeVisible();
    const file = path.join(folder, 'ban-giao.pdf');
    await chooseFile(file);
    await page.getByRole('region', { name: duty.handover.title, exact: true }).getByText(duty.handover.print, { exact: true }).click();
    await expect(page.getByText(filled(duty.handover.printed, { file }))).toBeVisible({ timeout: 30_000 });
    await shot('handover-signed');
    expect(readFileSync(file).subarray(0, 5).toString('latin1')).toBe('%PDF-');
  });
});
