import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import Database from 'libsql';
import type { Page } from 'playwright-core';
import { expect } from '@playwright/test';
import { DEMO_PASSWORD, peopleOf } from '../../../demo/people.ts';
import type { ConsoleApp } from './console-app.ts';
import type { DemoCity } from './demo-city.ts';
import { filled, Operator } from './operator.ts';
import { codeOf, msToNextStep } from './second-factor.ts';

/** A camera of the demo city as a test names it. */
export interface ChosenCamera {
  readonly id: string;
  readonly number: number;
  readonly name: string;
}

/** Cameras of the province that are in service, in order of their numbers. */
export function workingCameras(city: DemoCity, count: number): readonly ChosenCamera[] {
  const { cameras, brokenForMs } = city.demo.world.city;
  const working = cameras.filter(({ id }) => !brokenForMs.has(id)).slice(0, count);
  if (working.length < count) throw new Error(`the city has only ${String(working.length)} working cameras`);
  return working.map(({ id, number, name }) => ({ id, number, name }));
}

const secretOf = (username: string): string => {
  const person = [...peopleOf('province'), ...peopleOf('commune'), ...peopleOf('ministry')].find((candidate) => candidate.username === username);
  if (person?.totpSecret === undefined) throw new Error(`${username} has no second factor yet`);
  return person.totpSecret;
};

/**
 * Password and code. The server takes each code once, the one of now and the one before: whoever signs in twice in a test uses the
 * earlier one first.
 */
export async function signInAs(app: ConsoleApp, username: string, code: 'earlier' | 'now' = 'now'): Promise<Operator> {
  const operator = new Operator(await app.desk());
  await operator.enterPassword(username, DEMO_PASSWORD);
  await expect(operator.code).toBeVisible();
  // At the very end of a step the earlier code would expire on its way; the one of now is then the earlier one in a moment.
  const takesEarlier = code === 'earlier' && msToNextStep() > 3_000;
  await operator.enterCode(codeOf(secretOf(username), takesEarlier ? -1 : 0));
  await expect(operator.search).toBeVisible({ timeout: 20_000 });
  return operator;
}

/** The server does not answer: the password alone opens what this PC keeps. */
export async function unlockOffline(app: ConsoleApp, username: string): Promise<Operator> {
  const operator = new Operator(await app.desk());
  await operator.enterPassword(username, DEMO_PASSWORD);
  await expect(operator.search).toBeVisible({ timeout: 20_000 });
  return operator;
}

/** Opens cameras on the desk by typing their numbers. */
export async function openByNumber(operator: Operator, cameras: readonly ChosenCamera[]): Promise<void> {
  for (const camera of cameras) {
    await operator.leaveFields();
    await operator.page.keyboard.type(String(camera.number));
    await operator.page.keyboard.press('Enter');
    // A sequence may be showing the same camera at the moment.
    await expect(tileOf(operator.page, camera.id).first()).toBeVisible();
  }
}

export async function sendToMonitor(operator: Operator, number: number): Promise<void> {
  await operator.button(filled(operator.words.wall.send, { number })).click();
}

export const tileOf = (page: Page, cameraId: string) => page.locator(`[role="figure"][data-camera-id="${cameraId}"]`);

/** What the tiles of a window show, in reading order; null: an empty tile. */
export const camerasOn = (page: Page): Promise<readonly (string | null)[]> => page.getByRole('figure').evaluateAll((tiles) => tiles.map((tile) => tile.getAttribute('data-camera-id')));

/** `data-state` of every tile with a camera. */
export const statesOn = (page: Page): Promise<readonly (string | null)[]> => page.locator('[role="figure"][data-camera-id]').evaluateAll((tiles) => tiles.map((tile) => tile.getAttribute('data-state')));

/** Every tile shows what is said, and all its pictures are live. */
export async function expectLive(page: Page, cameras: readonly (string | null)[], timeout = 30_000): Promise<void> {
  await expect.poll(() => camerasOn(page), { message: 'cameras by tile', timeout }).toEqual([...cameras]);
  const count = cameras.filter((camera) => camera !== null).length;
  expect(count).toBeGreaterThan(0);
  await expect.poll(() => statesOn(page), { message: 'tiles live', timeout }).toEqual(Array.from({ length: count }, () => 'live'));
}

/** Every tile shows what is said, with a picture of now: live, or said to be lowered because this machine has too much to do. */
export async function expectPictures(page: Page, cameras: readonly (string | null)[], timeout = 30_000): Promise<void> {
  await expect.poll(() => camerasOn(page), { message: 'cameras by tile', timeout }).toEqual([...cameras]);
  await expect.poll(async () => (await statesOn(page)).filter((state) => state !== 'live' && state !== 'reduced'), { message: 'tiles without a picture of now', timeout }).toEqual([]);
}

/** Every tile says in words that the server does not answer, and none says live. */
export async function expectNoConnection(page: Page, count: number, timeout: number): Promise<void> {
  const tiles = page.locator('[role="figure"][data-camera-id]');
  await expect(tiles).toHaveCount(count, { timeout });
  const texts = (): Promise<readonly string[]> => tiles.evaluateAll((all) => all.map((tile) => tile.textContent ?? ''));
  const isWrong = (text: string): boolean => !text.includes('Không có kết nối tới máy chủ') || text.includes('TRỰC TIẾP');
  await expect.poll(async () => (await texts()).filter(isWrong), { message: 'tiles that do not say there is no connection', timeout }).toEqual([]);
}

/** Files below a folder, as paths. */
export function filesBelow(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(folder, name))
    .filter((file) => {
      try {
        return statSync(file).isFile();
      } catch {
        return false;
      }
    });
}

/** Waits until documents of these names are on the disk: what a kill must not lose has been written. */
export async function untilKept(userData: string, ...names: readonly string[]): Promise<void> {
  await expect
    .poll(() => names.filter((name) => !filesBelow(path.join(userData, 'data')).some((file) => path.basename(file).startsWith(`${name}.`) && file.endsWith('.json'))), { message: 'documents not written yet', timeout: 20_000 })
    .toEqual([]);
}

/** The newest generation of a document of the console: its file and number. */
export function newestGeneration(userData: string, name: string): { readonly file: string; readonly generation: number; readonly text: string } {
  const found = readdirSync(path.join(userData, 'data'))
    .flatMap((file) => {
      const generation = new RegExp(`^${name}\\.(\\d+)\\.json$`).exec(file)?.[1];
      return generation === undefined ? [] : [{ file: path.join(userData, 'data', file), generation: Number(generation) }];
    })
    .sort((one, other) => other.generation - one.generation)[0];
  if (found === undefined) throw new Error(`no document ${name}`);
  return { ...found, text: readFileSync(found.file, 'utf8') };
}

/** Whether a directory's file holds cameras. It may be read while the console writes it. */
function holdsCameras(file: string): boolean {
  try {
    const db = new Database(file, { readonly: true });
    try {
      return db.prepare('select row from camera limit 1').get() !== undefined;
    } finally {
      db.close();
    }
  } catch {
    return false;
  }
}

/** Folders of the people and devices whose directory is kept on this PC. */
const directoriesKept = (userData: string): ReadonlySet<string> =>
  new Set(filesBelow(path.join(userData, 'data', 'cache')).flatMap((file) => (path.basename(file) === 'directory.db' && holdsCameras(file) ? [path.dirname(file)] : [])));

/** Waits until the directory of so many people and devices is kept. */
export async function untilDirectoriesKept(userData: string, count: number): Promise<void> {
  await expect.poll(() => directoriesKept(userData).size, { message: 'directories kept', timeout: 20_000 }).toBe(count);
}
