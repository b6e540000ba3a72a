import type { Locator, Page } from 'playwright-core';
import { expect } from '@playwright/test';
import { containing, filled, type Operator } from './operator.ts';

/** A corner of the raster, in cells from the top left. */
export interface Corner {
  readonly column: number;
  readonly row: number;
}

/** Where a tile stands on the raster, as people count: from 1. */
export interface TilePlace {
  readonly column: number;
  readonly row: number;
  readonly columns: number;
  readonly rows: number;
}

/** The layout editor as an operator uses it: its canvas by pointer or keys, the rest by name. */
export class LayoutEditor {
  readonly page: Page;
  readonly #operator: Operator;

  constructor(operator: Operator) {
    this.page = operator.page;
    this.#operator = operator;
  }

  get words(): Operator['words']['editor'] {
    return this.#operator.words.editor;
  }

  /** The tab of the top bar; waits for the banner that says a layout is being edited. */
  async open(): Promise<void> {
    await this.page.getByRole('button', { name: this.words.title, exact: true }).click();
    await expect(this.page.getByText(this.words.banner)).toBeVisible();
  }

  get canvas(): Locator {
    return this.page.getByRole('group', { name: containing(this.words.canvas.label.split('{{')[0]?.trim() ?? '') });
  }

  get tiles(): Locator {
    return this.canvas.getByRole('button');
  }

  /** The button of a tile, whatever it holds. */
  tile(number: number): Locator {
    return this.canvas.getByRole('button', { name: new RegExp(`^\\D+ ${String(number)}: `) });
  }

  /** The tile stands here, and says so. */
  async expectTile(number: number, place: TilePlace): Promise<void> {
    const [, spoken = ''] = this.words.canvas.tile.split('{{name}}');
    await expect(this.tile(number)).toHaveAccessibleName(new RegExp(`${filled(spoken, { ...place }).replace('.', '\\.')}$`));
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  get name(): Locator {
    return this.page.getByLabel(this.words.save.name, { exact: true });
  }

  /** What the editor says it did last, or why it did not. */
  get said(): Locator {
    return this.page.locator('[role="status"][data-said]');
  }

  async raster(columns: number, rows: number): Promise<void> {
    await this.page.getByLabel(this.words.raster.columns).fill(String(columns));
    await this.page.getByLabel(this.words.raster.rows).fill(String(rows));
    await this.button(this.words.raster.set).click();
    await expect(this.said).toContainText(this.words.done.raster);
  }

  /** Presses in the middle of one cell, moves, lets go in the middle of another. */
  async drag(raster: { readonly columns: number; readonly rows: number }, from: Corner, to: Corner, key?: 'Shift' | 'Control'): Promise<void> {
    const box = await this.#box();
    const at = ({ column, row }: Corner) => [box.x + ((column + 0.5) * box.width) / raster.columns, box.y + ((row + 0.62) * box.height) / raster.rows] as const;
    if (key !== undefined) await this.page.keyboard.down(key);
    await this.#dragPx(at(from), at(to));
    if (key !== undefined) await this.page.keyboard.up(key);
  }

  /** Drags the handle of an edge of the chosen tile by so many cells. */
  async dragEdge(raster: { readonly columns: number; readonly rows: number }, edge: 'left' | 'right' | 'top' | 'bottom', cells: number): Promise<void> {
    const handle = await this.canvas.locator(`[data-edge="${edge}"]`).boundingBox();
    const box = await this.#box();
    if (handle === null) throw new Error('no tile is chosen');
    const from = [handle.x + handle.width / 2, handle.y + handle.height / 2] as const;
    const isAcross = edge === 'left' || edge === 'right';
    const byPx = (cells * (isAcross ? box.width : box.height)) / (isAcross ? raster.columns : raster.rows);
    await this.#dragPx(from, isAcross ? [from[0] + byPx, from[1]] : [from[0], from[1] + byPx]);
  }

  async #box() {
    const box = await this.canvas.boundingBox();
    if (box === null) throw new Error('the canvas is not shown');
    return box;
  }

  async #dragPx(from: readonly [number, number], to: readonly [number, number]): Promise<void> {
    const { mouse } = this.page;
    await mouse.move(...from);
    await mouse.down();
    await mouse.move((from[0] + to[0]) / 2, (from[1] + to[1]) / 2);
    await mouse.move(...to);
    await mouse.up();
  }

  /** Walks with Tab until the focus is where it is wanted. */
  async tabTo(target: Locator): Promise<void> {
    const isThere = async () => target.evaluate((element) => element === document.activeElement || element.contains(document.activeElement)).catch(() => false);
    for (let steps = 0; !(await isThere()); steps += 1) {
      expect(steps, 'steps with Tab').toBeLessThan(150);
      await this.page.keyboard.press('Tab');
    }
  }
}
