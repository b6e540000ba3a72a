import { afterAll, afterEach, beforeAll, describe, it } from 'vitest';
import { expect } from '@playwright/test';
import { monitorsInARow, startDisplays, type VirtualDisplays } from '../../build/displays/displays.mjs';
import { expectAccessible } from './harness/axe.ts';
import { ConsoleApp, makeUserData } from './harness/console-app.ts';
import { startCity, type DemoCity } from './harness/demo-city.ts';
import { openByNumber, signInAs, workingCameras } from './harness/duty.ts';
import { LayoutEditor } from './harness/layout-editor.ts';
import { filled, wordsIn, type Operator } from './harness/operator.ts';

const { common, editor: words, live, wall, errors } = wordsIn('vi');
const BY_POINTER = 'Giao ban sáng – cửa ngõ phía Tây';
const BY_KEYS = 'Sự kiện Hồ Gươm';
const SIX = { columns: 6, rows: 4 };

describe('The layout editor', () => {
  const data = makeUserData();
  let city: DemoCity;
  let displays: VirtualDisplays;
  let app: ConsoleApp;
  let operator: Operator;
  let editor: LayoutEditor;

  const launch = async (code: 'earlier' | 'now') => {
    app = await ConsoleApp.launch({ display: displays.display, tierUrl: city.province.httpUrl, userData: data.folder, keyringHome: data.keyringHome });
    operator = await signInAs(app, 'chihuy.minh', code);
    editor = new LayoutEditor(operator);
  };
  beforeAll(async () => {
    [city, displays] = await Promise.all([startCity({ cameras: 400 }), startDisplays({ monitors: monitorsInARow(1) })]);
    await launch('earlier');
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

  const toLive = async () => {
    await operator.page.getByRole('button', { name: live.title, exact: true }).click();
    await expect(operator.search).toBeVisible();
  };
  /** Place of each tile of the desk in shares of the whole, in twelfths. */
  const placesOnDesk = async () => {
    const whole = await operator.page.getByRole('group', { name: live.grid.panel }).boundingBox();
    if (whole === null) throw new Error('no tiles');
    const twelfths = (value: number) => Math.round(value * 12);
    return Promise.all(
      (await operator.tiles.all()).map(async (tile) => {
        const box = await tile.boundingBox();
        if (box === null) throw new Error('a tile has no place');
        return [(box.x - whole.x) / whole.width, (box.y - whole.y) / whole.height, box.width / whole.width, box.height / whole.height].map(twelfths).join(' ');
      }),
    );
  };

  it('draws, merges, resizes and splits by the pointer, and each step can be undone and done again', async () => {
    await editor.open();
    await expect(editor.tiles).toHaveCount(4);
    await editor.raster(SIX.columns, SIX.rows);
    await editor.expectTile(1, { column: 1, row: 1, columns: 3, rows: 2 });

    await editor.tile(2).click();
    await editor.tile(4).click({ modifiers: ['Control'] });
    await editor.button(words.tool.merge).click();
    await expect(editor.said).toContainText(words.done.merged);
    await editor.expectTile(2, { column: 4, row: 1, columns: 3, rows: 4 });
    await expect(editor.tiles).toHaveCount(3);

    // The neighbour gives way, so that no picture lies over another.
    await editor.tile(2).click();
    await editor.dragEdge(SIX, 'left', -1);
    await expect(editor.said).toContainText(words.done.resized);
    await editor.expectTile(2, { column: 3, row: 1, columns: 4, rows: 4 });
    await editor.expectTile(1, { column: 1, row: 1, columns: 2, rows: 2 });

    await editor.tile(3).click();
    await editor.button(words.tool.remove).click();
    await expect(editor.tiles).toHaveCount(2);
    await editor.drag(SIX, { column: 0, row: 2 }, { column: 1, row: 2 });
    await expect(editor.said).toContainText(words.done.drawn);
    await editor.expectTile(3, { column: 1, row: 3, columns: 2, rows: 1 });
    await editor.drag(SIX, { column: 0, row: 3 }, { column: 1, row: 3 });
    await expect(editor.tiles).toHaveCount(4);

    await editor.tile(1).click();
    await editor.button(words.tool.splitColumns).click();
    await expect(editor.tiles).toHaveCount(5);
    await editor.button(words.tool.undo).click();
    await expect(editor.tiles).toHaveCount(4);
    await editor.button(words.tool.redo).click();
    await expect(editor.tiles).toHaveCount(5);
    await editor.button(words.tool.undo).click();
    await expect(editor.tiles).toHaveCount(4);
  });

  it('says why something cannot be done, and changes nothing then', async () => {
    await editor.tile(1).click();
    await editor.button(words.tool.merge).click();
    await expect(editor.said).toHaveText(words.refused['one-tile']);
    await editor.button(words.raster.set).click();
    await expect(editor.said).toHaveText(words.refused['nothing-changed']);
    await expect(editor.tiles).toHaveCount(4);
  });

  it('takes cameras from its list by a click and by dragging, each into its tile', async () => {
    const [first, second] = workingCameras(city, 2);
    await editor.tile(1).click();
    await editor.button(filled(words.palette.putCamera, { name: first?.name ?? '', number: 1 })).click();
    await expect(editor.tile(1)).toContainText(first?.name ?? '');
    // The next empty tile is chosen, so that one click after another fills the layout.
    await expect(editor.tile(2)).toHaveAttribute('aria-pressed', 'true');
    const line = editor.page.getByRole('button', { name: filled(words.palette.putCamera, { name: second?.name ?? '', number: 2 }), exact: true });
    await line.dragTo(editor.tile(3));
    await expect(editor.tile(3)).toContainText(second?.name ?? '');
    await editor.drag(SIX, { column: 0, row: 0 }, { column: 5, row: 3 });
    await expect(editor.said).toContainText(words.done.swapped);
    await expect(editor.tile(2)).toContainText(first?.name ?? '');
  });

  it('wants a name, and asks before unsaved work is left: for another screen, another layout, or at sign-out', async () => {
    await editor.page.keyboard.press('Control+s');
    await expect(operator.alert).toHaveText(errors['layout/name-missing']);

    const question = editor.page.getByRole('alertdialog');
    await editor.page.getByRole('button', { name: live.title, exact: true }).click();
    await expect(question).toContainText(words.leave.question);
    await editor.button(words.leave.stay).click();
    await expect(question).toHaveCount(0);
    await editor.button(words.start.new).click();
    await expect(question).toContainText(words.leave.startQuestion);
    await editor.button(words.leave.stay).click();
    await editor.button(common.signOut).click();
    await expect(question).toContainText(words.leave.signOutQuestion);
    await expectAccessible(editor.page);
    await editor.button(words.leave.stay).click();
    await expect(editor.tiles).toHaveCount(4);
    await expect(editor.page.getByText(words.save.unsaved)).toBeVisible();
  });

  it('saves under a Vietnamese name, shared and locked, and the desk shows it as it was drawn', async () => {
    await editor.name.fill(BY_POINTER);
    await editor.page.getByLabel(words.save.shared).check();
    await editor.page.getByLabel(words.save.locked).check();
    await editor.button(words.save.save).click();
    await expect(editor.page.getByText(words.save.saved, { exact: true })).toBeVisible();
    await editor.button(words.save.show).click();
    await toLive();
    await expect(operator.page.getByRole('heading', { name: BY_POINTER })).toBeVisible();
    expect(await placesOnDesk()).toEqual(['0 0 4 6', '4 0 8 12', '0 6 4 3', '0 9 4 3']);

    // Locked: nothing goes by mistake, and the reason is said.
    const before = await operator.cameras();
    expect(before.filter((camera) => camera !== null)).toHaveLength(2);
    await operator.tile(2).focus();
    await operator.page.keyboard.press('Delete');
    await expect(operator.page.getByText(errors['layout/locked'])).toBeVisible();
    expect(await operator.cameras()).toEqual(before);
    await operator.button(common.action.dismiss).click();
    await operator.button(live.grid.unlock).click();
    await expect(operator.button(live.grid.lock)).toBeVisible();
  });

  it('does all of it without a pointer', async () => {
    const { keyboard } = editor.page;
    await operator.leaveFields();
    await keyboard.press('F2');
    await expect(editor.page.getByText(words.banner)).toBeVisible();
    await editor.tabTo(editor.button(words.start.new));
    await keyboard.press('Enter');
    await editor.tabTo(editor.canvas);
    await expect(editor.tile(1)).toBeFocused();
    // Two above become one; the lower left becomes two by two.
    await keyboard.press('Alt+ArrowRight');
    await keyboard.press('m');
    await editor.expectTile(1, { column: 1, row: 1, columns: 2, rows: 1 });
    await keyboard.press('ArrowDown');
    await expect(editor.tile(2)).toBeFocused();
    await keyboard.press('x');
    await expect(editor.tiles).toHaveCount(6);
    await editor.expectTile(1, { column: 1, row: 1, columns: 4, rows: 2 });
    await keyboard.press('Delete');
    await expect(editor.tiles).toHaveCount(5);
    await keyboard.press('d');
    await expect(editor.said).toContainText(filled(words.drawing, { column: 1, row: 3, columns: 1, rows: 1 }));
    await keyboard.press('Enter');
    await expect(editor.tiles).toHaveCount(6);
    await keyboard.press('Control+z');
    await expect(editor.tiles).toHaveCount(5);
    await keyboard.press('Control+Shift+Z');
    await expect(editor.tiles).toHaveCount(6);

    await editor.tabTo(editor.name);
    await keyboard.type(BY_KEYS);
    await expect(editor.name).toHaveValue(BY_KEYS);
    await keyboard.press('Control+s');
    await expect(editor.page.getByText(words.save.saved, { exact: true })).toBeVisible();
    await keyboard.press('F1');
    await expect(operator.search).toBeVisible();
    await expect(operator.button(filled(wall.layouts.apply, { name: BY_KEYS }))).toBeVisible();
  });

  it('opens again after a restart what was saved', async () => {
    await app.close();
    await launch('now');
    await editor.open();
    await editor.button(filled(words.start.layout, { name: BY_POINTER })).click();
    await expect(editor.name).toHaveValue(BY_POINTER);
    await expect(editor.page.getByLabel(words.save.shared)).toBeChecked();
    await expect(editor.page.getByLabel(words.save.locked)).toBeChecked();
    await editor.expectTile(1, { column: 1, row: 1, columns: 2, rows: 2 });
    await editor.expectTile(2, { column: 3, row: 1, columns: 4, rows: 4 });
    await expect(editor.tiles).toHaveCount(4);
    await expectAccessible(editor.page);
  });

  it('draws what the desk shows, and the desk does not change before it is saved and opened', async () => {
    await toLive();
    const cameras = workingCameras(city, 2);
    await operator.chooseGrid(4);
    await openByNumber(operator, cameras);
    const before = await operator.cameras();
    await operator.button(live.grid.edit).click();
    await expect(editor.tile(1)).toBeVisible();
    await editor.button(filled(words.start.readyOne, { count: 9 })).click();
    await expect(editor.tiles).toHaveCount(9);
    await toLiveDiscarding();
    expect(await operator.cameras()).toEqual(before);
    await expect(operator.tiles).toHaveCount(4);
  });

  const toLiveDiscarding = async () => {
    await editor.page.getByRole('button', { name: live.title, exact: true }).click();
    await editor.button(words.leave.discard).click();
    await expect(operator.search).toBeVisible();
  };
});
