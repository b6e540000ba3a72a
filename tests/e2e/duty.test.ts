import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, it } from 'vitest';
import { expect } from '@playwright/test';
import type { Locator } from 'playwright-core';
import { makeConsoleFolder } from '../../build/console-user.mjs';
import { monitorsInARow, startDisplays, type VirtualDisplays } from '../../build/displays/displays.mjs';
import { peopleOf } from '../../demo/people.ts';
import { expectAccessible } from './harness/axe.ts';
import { ConsoleApp, makeUserData } from './harness/console-app.ts';
import { startCity, type DemoCity } from './harness/demo-city.ts';
import { signInAs } from './harness/duty.ts';
import { containing, filled, wordsIn, type Operator } from './harness/operator.ts';
import { codeOf, msToNextStep } from './harness/second-factor.ts';

const { alarms, duty, statistics, errors } = wordsIn('vi');
const GIVER = 'chihuy.minh';
const TAKER = 'truc.binh';
const NOTES = 'Chợ đêm đông người, để ý ngã tư Hàng Đào – Cầu Gỗ';
const TITLE = 'Khói ở kho hàng phố Lò Đúc';

const data = makeUserData();
const folder = mkdtempSync(path.join(tmpdir(), 'vonglau-duty-'));
let city: DemoCity;
let displays: VirtualDisplays;
let app: ConsoleApp;
let operator: Operator;
let signedInAt: number;

const personOf = (username: string): (typeof people)[number] => {
  const person = people.find((known) => known.username === username);
  if (person === undefined) throw new Error(`no ${username}`);
  return person;
};
const people = peopleOf('province');
const code = (username: string): string => codeOf(personOf(username).totpSecret ?? '');
const screen = (name: string): Promise<void> => operator.page.getByRole('navigation').getByRole('button', { name, exact: true }).click();
const tab = (name: string): Promise<void> => operator.page.getByRole('tab', { name, exact: true }).click();
const box = (name: string): Locator => operator.page.getByRole('form', { name, exact: true });
const fill = (form: Locator, label: string, text: string): Promise<void> => form.getByLabel(label, { exact: true }).fill(text);
const raise = (priority: number, title: string): Promise<Response> => fetch(`${city.province.httpUrl}/demo/alarms`, { method: 'POST', body: JSON.stringify({ priority, title, kind: 'fire-smoke' }), headers: { 'content-type': 'application/json' } });
const saveTo = (file: string): Promise<void> =>
  app.app.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: chosen });
  }, file);
/** The words of a PDF; null where nothing here can read them. */
function wordsOf(file: string): string | null {
  try {
    return execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).normalize('NFC');
  } catch {
    return null;
  }
}

describe('a shift on the desk', () => {
  beforeAll(async () => {
    makeConsoleFolder(folder);
    [city, displays] = await Promise.all([startCity({ cameras: 200 }), startDisplays({ monitors: monitorsInARow(1, { widthPx: 1920, heightPx: 1080 }) })]);
    app = await ConsoleApp.launch({ display: displays.display, tierUrl: city.province.httpUrl, userData: data.folder, keyringHome: data.keyringHome });
    operator = await signInAs(app, GIVER, 'earlier');
    signedInAt = Date.now();
    await screen(alarms.title);
    await tab(alarms.tab.duty);
  });
  afterEach(() => {
    expect(app.takeErrors()).toEqual([]);
  });
  afterAll(async () => {
    await app.close();
    await city.end();
    await displays.stop();
    data.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  it('begins when the person signs on, and new alarms are theirs to handle', async () => {
    const { page } = operator;
    await expect(page.getByText(duty.onDuty.none)).toBeVisible();
    await operator.button(duty.mine.signOn).click();
    const onDuty = page.getByRole('table', { name: duty.onDuty.title });
    await expect(onDuty.getByText(containing(personOf(GIVER).name))).toBeVisible();
    await raise(1, TITLE);
    await expect(onDuty.getByText(filled(duty.onDuty.loadWords, { count: 1 }))).toBeVisible({ timeout: 10_000 });
    await expectAccessible(page);
  });

  it('is handed over by two people at one desk, each with their own code, and printed', async () => {
    const { page } = operator;
    await page.getByLabel(duty.handover.notes, { exact: true }).fill(NOTES);
    await operator.button(duty.handover.make).click();
    const sheet = page.getByRole('region', { name: duty.handover.sheet, exact: true });
    await expect(sheet.getByText(TITLE)).toBeVisible();
    await expect(sheet.getByText(NOTES)).toBeVisible();

    const to = box(duty.sign.to);
    await fill(to, duty.sign.username, GIVER);
    await fill(to, duty.sign.code, '000000');
    await to.getByRole('button', { name: duty.sign.signTo }).click();
    await expect(to.getByText(errors['handover/same-person'])).toBeVisible();

    // The code the giver came in with counts once; in the same step there is no other.
    const from = box(duty.sign.from);
    if (Math.floor(signedInAt / 30_000) === Math.floor(Date.now() / 30_000) && msToNextStep() < 3_000) await new Promise((resolve) => setTimeout(resolve, msToNextStep() + 100));
    await fill(from, duty.sign.code, code(GIVER));
    await from.getByRole('button', { name: duty.sign.signFrom }).click();
    await expect(from.getByText(containing(filled(duty.sign.done, { name: personOf(GIVER).name, time: '' })))).toBeVisible();
    await fill(to, duty.sign.username, TAKER);
    await fill(to, duty.sign.code, code(TAKER));
    await to.getByRole('button', { name: duty.sign.signTo }).click();
    await expect(page.getByText(filled(duty.handover.signed, { name: personOf(TAKER).name }))).toBeVisible();
    const onDuty = page.getByRole('table', { name: duty.onDuty.title });
    await expect(onDuty.getByText(personOf(TAKER).name)).toBeVisible();
    await expect(onDuty.getByText(containing(personOf(GIVER).name))).toHaveCount(0);
    await expectAccessible(page);

    const file = path.join(folder, 'ban-giao.pdf');
    await saveTo(file);
    await page.getByRole('region', { name: duty.handover.title, exact: true }).getByText(duty.handover.print, { exact: true }).click();
    await expect(page.getByText(filled(duty.handover.printed, { file }))).toBeVisible({ timeout: 30_000 });
    const bytes = readFileSync(file);
    expect(bytes.subarray(0, 5).toString('latin1')).toBe('%PDF-');
    expect(bytes.length).toBeGreaterThan(10_000);
    const words = wordsOf(file);
    if (words === null) return;
    for (const part of [duty.print.heading, TITLE, NOTES, personOf(GIVER).name, personOf(TAKER).name, duty.past.state.signed]) expect(words.replace(/\s+/g, ' ')).toContain(part);
    expect(words).toMatch(/[0-9a-f]{64}/);
    expect(words).toMatch(/1\/\d/);
  });

  it('is counted: what came is in the statistics, on the desk and in a table', async () => {
    const { page } = operator;
    await tab(alarms.tab.statistics);
    await expect(page.getByRole('table', { name: statistics.part.kind }).getByText(alarms.kind['fire-smoke'])).toBeVisible({ timeout: 10_000 });
    await expectAccessible(page);
    const file = path.join(folder, 'thong-ke.csv');
    await saveTo(file);
    await operator.button(statistics.export).click();
    await expect(page.getByText(filled(statistics.exported, { file }))).toBeVisible();
    expect(existsSync(file)).toBe(true);
    expect(readFileSync(file, 'utf8')).toContain(`${statistics.part.kind},"${alarms.kind['fire-smoke']}",1,`);
  });
});
