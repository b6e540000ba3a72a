import type { Locator, Page } from 'playwright-core';
import { expect } from '@playwright/test';
import { RESOURCES } from '../../../renderer/i18n/resources.ts';

export type Language = keyof typeof RESOURCES;

/** All that the console can say in a language. */
export const wordsIn = (language: Language): (typeof RESOURCES)[Language] => RESOURCES[language];

/** A sentence with its values, as a person reads it. */
export const filled = (sentence: string, values: Readonly<Record<string, string | number>>): string =>
  sentence.replace(/\{\{(\w+)\}\}/g, (_all, name: string) => String(values[name] ?? `{{${name}}}`));

/** The whole text of an element's accessible name or content may stand anywhere in it. */
export const containing = (text: string): RegExp => new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));

/** What an operator sees and touches on the desk, by accessible names, in the language shown. */
export class Operator {
  readonly page: Page;
  readonly words: ReturnType<typeof wordsIn>;

  constructor(page: Page, language: Language = 'vi') {
    this.page = page;
    this.words = wordsIn(language);
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  get search(): Locator {
    return this.page.getByLabel(this.words.live.cameras.search, { exact: true });
  }

  /** Types into the search field and waits for what it finds. */
  async find(text: string): Promise<void> {
    // What an earlier search found must not be taken for what this one finds.
    await this.search.fill('');
    await expect(this.page.getByRole('tree', { name: this.words.live.cameras.tree })).toBeVisible({ timeout: 15_000 });
    await this.search.fill(text);
    await expect(this.page.getByRole('tree', { name: this.words.live.cameras.results }).getByRole('treeitem').first()).toBeVisible({ timeout: 15_000 });
  }

  /** Searches, opens the first found with Enter, and waits until the desk has it; answers its name. */
  async openFirst(text: string): Promise<string> {
    await this.find(text);
    const before = await this.cameras();
    await this.search.press('Enter');
    await expect.poll(() => this.cameras()).not.toEqual(before);
    const tile = before.findIndex((camera) => camera === null) + 1;
    return (await this.tile(tile).getAttribute('aria-label')) ?? '';
  }

  /** Lines of the camera list that are in sight. */
  get lines(): Locator {
    return this.page.getByRole('treeitem');
  }

  /** The desk's tiles, empty or not, in reading order. */
  get tiles(): Locator {
    return this.page.getByRole('group', { name: this.words.live.grid.panel }).getByRole('figure');
  }

  tile(number: number): Locator {
    return this.tiles.nth(number - 1);
  }

  grid(count: number): Locator {
    return this.page.getByRole('radio', { name: filled(this.words.live.grid.tiles, { count }), exact: true });
  }

  /** Cuts the desk into so many tiles, through the picker of arrangements. */
  async chooseGrid(count: number): Promise<void> {
    await this.page.getByRole('button', { name: containing(filled(this.words.live.arrangement.open, { name: '' }).trim()) }).click();
    await this.grid(count).click();
    await expect(this.tiles).toHaveCount(count);
  }

  /** The id of the camera in a tile; null: empty. */
  async cameraIn(number: number): Promise<string | null> {
    return this.tile(number).getAttribute('data-camera-id');
  }

  /** The camera ids of all tiles, in reading order. */
  async cameras(): Promise<readonly (string | null)[]> {
    return this.tiles.evaluateAll((tiles) => tiles.map((tile) => tile.getAttribute('data-camera-id')));
  }

  /** The name a person reads on a monitor's card, with its buttons. */
  monitorCard(number: number): Locator {
    return this.page.locator(`[data-monitor="${String(number)}"]`);
  }

  /** Leaves the field the focus is in, so that keys of one letter count. */
  async leaveFields(): Promise<void> {
    await this.tile(1).focus();
  }

  async enterPassword(username: string, password: string): Promise<void> {
    await this.page.getByLabel(this.words.signin.username, { exact: true }).fill(username);
    await this.page.getByLabel(this.words.signin.password, { exact: true }).fill(password);
    await this.button(this.words.signin.submit).click();
  }

  get code(): Locator {
    return this.page.getByLabel(this.words.signin.code.label, { exact: true });
  }

  async enterCode(code: string): Promise<void> {
    await this.code.fill(code);
    await this.button(this.words.signin.code.submit).click();
  }

  /** What is wrong with what was typed. */
  get alert(): Locator {
    return this.page.getByRole('alert');
  }
}
