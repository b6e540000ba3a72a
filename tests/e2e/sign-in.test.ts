import { copyFileSync, chmodSync } from 'node:fs';
import path from 'node:path';
import { generateURI } from 'otplib';
import { encode } from 'uqr';
import { afterAll, afterEach, beforeAll, describe, it } from 'vitest';
import { expect } from '@playwright/test';
import { monitorsInARow, startDisplays, type VirtualDisplays } from '../../build/displays/displays.mjs';
import { DEMO_PASSWORD, peopleOf } from '../../demo/people.ts';
import { loadIdentity } from '../../demo/server/certificates.ts';
import { ConsoleApp, makeUserData } from './harness/console-app.ts';
import { startCity, type DemoCity } from './harness/demo-city.ts';
import { containing, Operator, wordsIn } from './harness/operator.ts';
import { expectMoving, pictureOf } from './harness/picture.ts';
import { codeOf } from './harness/second-factor.ts';

const LOCK_MS = 5_000;
const { errors, signin, wall } = wordsIn('vi');

let city: DemoCity;
let displays: VirtualDisplays;

beforeAll(async () => {
  [city, displays] = await Promise.all([startCity({ cameras: 400, lockMs: LOCK_MS }), startDisplays({ monitors: monitorsInARow(2) })]);
});
afterAll(async () => {
  await city.end();
  await displays.stop();
});

/** A code of six digits that is right at no time near now. */
function neverRight(secret: string): string {
  const near = new Set(Array.from({ length: 24 }, (_, index) => codeOf(secret, index - 20)));
  for (let number = 100_000; ; number += 1) if (!near.has(String(number))) return String(number);
}

describe('Signing in', () => {
  const data = makeUserData();
  let app: ConsoleApp;
  let operator: Operator;
  let secret = '';
  let firstCode = '';

  beforeAll(async () => {
    app = await ConsoleApp.launch({ display: displays.display, tierUrl: city.province.httpUrl, userData: data.folder, keyringHome: data.keyringHome });
    operator = new Operator(await app.desk());
  });
  afterEach(() => {
    expect(app.takeErrors()).toEqual([]);
  });
  afterAll(async () => {
    await app.close();
    data.remove();
  });

  const readSecret = async () => {
    const group = operator.page.getByRole('group', { name: signin.enrol.secret });
    await expect(group).toBeVisible();
    return (await group.innerText()).replace(/\s/g, '');
  };

  it('says the same of a wrong password and of a person nobody knows', async () => {
    await operator.enterPassword('truc.an', 'khong-dung');
    await expect(operator.alert).toContainText(errors['session/credentials-wrong']);
    const ofWrongPassword = await operator.alert.innerText();
    await operator.enterPassword('khong.co.ai', 'khong-dung');
    await expect(operator.page.getByLabel(signin.password, { exact: true })).toHaveValue('');
    await expect(operator.alert).toHaveText(ofWrongPassword);
  });

  it('asks for both fields before it asks the server', async () => {
    await operator.page.getByLabel(signin.username, { exact: true }).fill('');
    await operator.button(signin.submit).click();
    await expect(operator.alert).toHaveText(signin.usernameMissing);
    await operator.page.getByLabel(signin.username, { exact: true }).fill('truc.an');
    await operator.page.keyboard.press('Enter');
    await expect(operator.alert).toHaveText(signin.passwordMissing);
  });

  it('enrols the second factor at the first sign-in, with a QR code a phone can read', async () => {
    await operator.enterPassword('truc.an', DEMO_PASSWORD);
    const qr = operator.page.getByRole('img', { name: signin.enrol.qr });
    await expect(qr).toBeVisible();
    secret = await readSecret();
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);

    const wanted = encode(generateURI({ issuer: 'Vọng Lâu', label: 'truc.an', secret }), { ecc: 'M', border: 4 });
    const picture = await pictureOf(qr);
    const sidePx = picture.widthPx / wanted.size;
    // The outermost line of the quiet zone has rounded corners.
    const inner = wanted.data.slice(1, -1).map((row) => row.slice(1, -1));
    const shown = inner.map((row, y) => row.map((_, x) => picture.at((x + 1.5) * sidePx, (y + 1.5) * sidePx) < 128));
    expect(shown).toEqual(inner);
  });

  it('refuses a wrong code in its own words', async () => {
    await operator.enterCode(neverRight(secret));
    await expect(operator.alert).toContainText(errors['session/code-wrong']);
    await expect(operator.code).toHaveValue('');
    await expect(operator.code).toBeFocused();
  });

  it('refuses an expired code in its own words', async () => {
    await operator.enterCode(codeOf(secret, -4));
    await expect(operator.alert).toContainText(errors['session/code-expired']);
  });

  it('refuses a code that is too short without asking the server', async () => {
    await operator.enterCode('123');
    await expect(operator.alert).toHaveText(signin.code.incomplete);
  });

  it('takes the right code, and the desk opens for the person', async () => {
    firstCode = codeOf(secret);
    await operator.enterCode(firstCode);
    await expect(operator.search).toBeVisible({ timeout: 15_000 });
    await expect(operator.page.getByRole('banner').getByText('Nguyễn Thị Thúy An')).toBeVisible();
  });

  it('returns every wall to standby at sign-out, with no name of a camera left', async () => {
    const name = await operator.openFirst('hoan kiem');
    for (const monitor of [1, 2]) await operator.button(`Gửi bố cục đang xem tới màn hình ${String(monitor)}`).click();
    const walls = [await app.wall(1), await app.wall(2)];
    for (const page of walls) await expect(page.getByRole('figure', { name })).toBeVisible();

    await operator.button('Đăng xuất').click();
    await expect(operator.button(signin.submit)).toBeVisible();
    for (const page of walls) {
      await expect(page.getByText(wall.standby.signedOut, { exact: true })).toBeVisible();
      await expect(page.getByRole('figure')).toHaveCount(0);
    }
    for (const page of [operator.page, ...walls]) expect(await page.content()).not.toContain(name);
  });

  it('refuses a code that was used before in its own words', async () => {
    await operator.enterPassword('truc.an', DEMO_PASSWORD);
    await expect(operator.page.getByRole('img', { name: signin.enrol.qr })).toHaveCount(0);
    await operator.enterCode(firstCode);
    await expect(operator.alert).toContainText(errors['session/code-reused']);
    await operator.button(signin.code.back).click();
  });

  it('locks after five wrong passwords, says how long, and opens again', async () => {
    for (let attempt = 1; attempt <= 4; attempt += 1) {
      await operator.enterPassword('truc.chau', `sai-${String(attempt)}`);
      await expect(operator.alert).toContainText(`Còn ${String(5 - attempt)} lần thử.`);
    }
    await operator.enterPassword('truc.chau', 'sai-5');
    await expect(operator.alert).toContainText(errors['session/locked']);
    await expect(operator.alert).toContainText(/Thử lại sau \d+ giây\./);
    // Even the right password opens nothing while the lock lasts.
    await operator.enterPassword('truc.chau', DEMO_PASSWORD);
    await expect(operator.alert).toContainText(errors['session/locked']);
    await expect(async () => {
      await operator.enterPassword('truc.chau', DEMO_PASSWORD);
      await expect(operator.code).toBeVisible({ timeout: 1_000 });
    }).toPass({ timeout: LOCK_MS + 5_000 });
    await operator.button(signin.code.back).click();
  });

  it('locks after five wrong codes, says how long, and takes the right code afterwards', async () => {
    await operator.enterPassword('dieutra.dung', DEMO_PASSWORD);
    const secretOfDung = await readSecret();
    const wrong = neverRight(secretOfDung);
    for (let attempt = 1; attempt <= 4; attempt += 1) {
      await operator.enterCode(wrong);
      await expect(operator.alert).toContainText(`Còn ${String(5 - attempt)} lần thử.`);
    }
    await operator.enterCode(wrong);
    await expect(operator.alert).toContainText(errors['session/locked']);
    await expect(operator.alert).toContainText(/Thử lại sau \d+ giây\./);
    await expect(async () => {
      if (await operator.code.isVisible()) await operator.enterCode(codeOf(secretOfDung));
      // A code is taken once: an answer that is slow to show must not be asked for again.
      await expect(operator.search).toBeVisible({ timeout: 6_000 });
    }).toPass({ timeout: LOCK_MS + 30_000 });
    await operator.button('Đăng xuất').click();
  });

  it('tells a technician, who may not view cameras, that this is so', async () => {
    await operator.enterPassword('kythuat.hai', DEMO_PASSWORD);
    await operator.enterCode(codeOf(await readSecret()));
    await expect(operator.page.getByText(containing(signin.reason['no-right']))).toBeVisible();
    await expect(operator.button(signin.submit)).toBeVisible();
    await expect((await app.wall(1)).getByText(wall.standby.signedOut, { exact: true })).toBeVisible();
  });
});

describe('The server’s certificate', () => {
  const launched: { readonly app: ConsoleApp; readonly data: ReturnType<typeof makeUserData> }[] = [];
  const launch = async (caFile: (folder: string) => Promise<string | null>) => {
    const data = makeUserData();
    const file = await caFile(data.folder);
    const app = await ConsoleApp.launch({
      display: displays.display,
      tierUrl: city.province.httpsUrl,
      userData: data.folder,
      keyringHome: data.keyringHome,
      env: file === null ? {} : { VONGLAU_TIER_CA: file },
    });
    launched.push({ app, data });
    return app;
  };
  const readable = (source: string, folder: string) => {
    const file = path.join(folder, 'ca.pem');
    copyFileSync(source, file);
    chmodSync(file, 0o644);
    return file;
  };
  afterEach(async () => {
    for (const { app, data } of launched.splice(0)) {
      expect(app.takeErrors()).toEqual([]);
      await app.close();
      data.remove();
    }
  });

  it('is good with the organisation’s own CA: sign-in and pictures go through TLS', async () => {
    const app = await launch(async (folder) => readable(city.demo.caFile, folder));
    const secretOfBinh = peopleOf('province').find(({ username }) => username === 'truc.binh')?.totpSecret ?? '';
    const operator = new Operator(await app.signIn('truc.binh', DEMO_PASSWORD, secretOfBinh));
    await operator.openFirst('hoan kiem');
    await expectMoving(operator.tile(1));
  });

  it.each([
    ['nobody vouches for it', async () => null],
    ['another organisation’s CA is set', async (folder: string) => readable((await loadIdentity(path.join(city.stateDir, 'other'), '127.0.0.1')).caFile, folder)],
    ['the CA file cannot be read', async (folder: string) => path.join(folder, 'missing.pem')],
  ])('stops everything when %s: no field to type a password in, and no way on', async (_why, caFile) => {
    const app = await launch(caFile);
    const operator = new Operator(await app.desk());
    const { page, alert } = operator;
    await expect(alert).toContainText(errors['tier/untrusted-certificate']);
    await expect(alert).toContainText(signin.hardStop);
    await expect(page.getByLabel(signin.username, { exact: true })).toBeDisabled();
    await expect(page.getByLabel(signin.password, { exact: true })).toBeDisabled();
    await expect(operator.button(signin.submit)).toBeDisabled();
    const wayOn = page.getByRole('button').and(page.locator(':enabled'));
    await expect(wayOn.getByText(/tiếp tục|bỏ qua|vẫn/i)).toHaveCount(0);
  });
});
