import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, it } from 'vitest';
import { expect } from '@playwright/test';
import { READY, READY_NAMES } from '@contract/domain/arrangement.ts';
import { monitorsInARow, startDisplays, type VirtualDisplays } from '../../build/displays/displays.mjs';
import { expectAccessible } from './harness/axe.ts';
import { ConsoleApp, makeUserData } from './harness/console-app.ts';
import { startCity, type DemoCity } from './harness/demo-city.ts';
import { camerasOn, openByNumber, signInAs, tileOf, workingCameras } from './harness/duty.ts';
import { LayoutEditor } from './harness/layout-editor.ts';
import { containing, filled, wordsIn, type Operator } from './harness/operator.ts';

const { common, editor: editorWords, errors, live, tiles, wall } = wordsIn('vi');

let city: DemoCity;
let displays: VirtualDisplays;
beforeAll(async () => {
  [city, displays] = await Promise.all([startCity({ cameras: 400 }), startDisplays({ monitors: monitorsInARow(2) })]);
});
afterAll(async () => {
  await city.end();
  await displays.stop();
});

const saveAs = async (operator: Operator, name: string, shared = false) => {
  await operator.page.keyboard.press('Control+s');
  await operator.page.getByLabel(live.save.name).fill(name);
  if (shared) await operator.page.getByLabel(live.save.share).check();
  await operator.button(live.save.submit).click();
  await expect(operator.page.getByRole('heading', { name, exact: true })).toBeVisible();
};
const saved = (operator: Operator, name: string) => operator.button(filled(wall.layouts.apply, { name }));
const remove = async (operator: Operator, name: string) => {
  await operator.button(filled(wall.layouts.remove, { name })).click();
  await operator.button(common.action.remove).click();
  await expect(saved(operator, name)).toHaveCount(0);
};

describe('Layouts', () => {
  const data = makeUserData();
  let app: ConsoleApp;
  let operator: Operator;

  const launch = async (code: 'earlier' | 'now') => {
    app = await ConsoleApp.launch({ display: displays.display, tierUrl: city.province.httpUrl, userData: data.folder, keyringHome: data.keyringHome });
    operator = await signInAs(app, 'chihuy.minh', code);
  };
  beforeAll(() => launch('earlier'));
  afterEach(() => {
    expect(app.takeErrors()).toEqual([]);
  });
  afterAll(async () => {
    await app.close();
    data.remove();
  });

  /** The operator picks this file in the system's dialog; an empty text: cancels. */
  const dialogAnswers = (file: string) =>
    app.app.evaluate(({ dialog }, chosen) => {
      dialog.showSaveDialog = async () => ({ canceled: chosen === '', filePath: chosen });
      dialog.showOpenDialog = async () => ({ canceled: chosen === '', filePaths: chosen === '' ? [] : [chosen] });
    }, file);
  const importFile = async (file: string) => {
    await dialogAnswers(file);
    await operator.button(wall.layouts.import).click();
  };

  // field.md 2.7
  it('every ready arrangement is one click away, and its tiles stand as drawn, without gaps and without one over another', async () => {
    for (const name of READY_NAMES) {
      const { columns, rows, tiles: rects } = READY[name];
      const words = filled(name.startsWith('p') ? live.arrangement.uprightTiles : live.grid.tiles, { count: rects.length });
      await operator.page.getByRole('button', { name: containing(live.arrangement.open.split('{{')[0] ?? '') }).click();
      await operator.page.getByRole('radio', { name: words, exact: true }).click();
      await expect(operator.tiles, name).toHaveCount(rects.length);
      const whole = await operator.page.getByRole('group', { name: live.grid.panel }).boundingBox();
      if (whole === null) throw new Error('no tiles');
      const boxes = await operator.tiles.evaluateAll((all) => all.map((tile) => { const { x, y, width, height } = tile.getBoundingClientRect(); return { x, y, width, height }; }));
      for (const [index, rect] of rects.entries()) {
        const box = boxes[index];
        const wanted = { x: whole.x + (rect.column * whole.width) / columns, y: whole.y + (rect.row * whole.height) / rows, width: (rect.columns * whole.width) / columns, height: (rect.rows * whole.height) / rows };
        for (const side of ['x', 'y', 'width', 'height'] as const) expect(Math.abs((box?.[side] ?? 0) - wanted[side]), `${name} tile ${String(index + 1)} ${side}`).toBeLessThan(10);
      }
    }
  });

  it('F5 to F12 choose 1, 4, 9, 16, 25, 36, 49 and 64 tiles', async () => {
    await operator.leaveFields();
    for (const [index, count] of [1, 4, 9, 16, 25, 36, 49, 64].entries()) {
      await operator.page.keyboard.press(`F${String(index + 5)}`);
      await expect(operator.tiles).toHaveCount(count);
    }
  });

  // field.md 2.8
  it('a camera keeps its place: when others fail, through other arrangements, and after a restart', async () => {
    await operator.page.keyboard.press('F6');
    await expect(operator.tiles).toHaveCount(4);
    const cameras = workingCameras(city, 4);
    await openByNumber(operator, cameras);
    const ids = cameras.map(({ id }) => id);
    expect(await operator.cameras()).toEqual(ids);
    await city.fault({ cameraId: ids[1], fault: 'cut' });
    await expect(tileOf(operator.page, ids[1] ?? '')).toContainText(tiles.word.lost, { timeout: 20_000 });
    expect(await operator.cameras()).toEqual(ids);
    for (const key of ['F7', 'F8', 'F6']) {
      await operator.page.keyboard.press(key);
      await expect.poll(async () => (await operator.cameras()).slice(0, 4)).toEqual(ids);
    }
    await city.clearFaults();
    await app.close();
    await launch('now');
    await expect.poll(() => operator.cameras()).toEqual(ids);
  });

  it('go to a file and come back from it after they were removed', async () => {
    const before = await operator.cameras();
    const file = path.join(data.folder, 'bo-cuc.json');
    await saveAs(operator, 'Tuyến Nguyễn Trãi');
    await dialogAnswers(file);
    await operator.button(wall.layouts.exportAll).click();
    await expect(operator.page.getByText(filled(live.told.exported, { file }))).toBeVisible();
    expect(readFileSync(file, 'utf8')).toContain('Tuyến Nguyễn Trãi');
    await remove(operator, 'Tuyến Nguyễn Trãi');

    await importFile(file);
    await expect(operator.page.getByText(filled(live.told.imported, { count: 1 }))).toBeVisible();
    await operator.chooseGrid(1);
    await saved(operator, 'Tuyến Nguyễn Trãi').click();
    await expect.poll(() => operator.cameras()).toEqual(before);
  });

  // field.md 2.17
  it('a damaged or hostile file is refused with its reason, changes nothing, and the console goes on', async () => {
    const good = readFileSync(path.join(data.folder, 'bo-cuc.json'), 'utf8');
    const hostile: readonly (readonly [string, string])[] = [
      ['cut', good.slice(0, good.length / 2)],
      ['empty', ''],
      ['binary', '\u0000\u0001PNG'.repeat(1000)],
      ['other', '{"format":"something-else","version":1,"layouts":[]}'],
      ['later', good.replace('"version":1', '"version":99').replace('"version": 1', '"version": 99')],
      ['deep', `${'['.repeat(20_000)}${']'.repeat(20_000)}`],
      ['shape', '{"format":"vonglau-layouts","version":1,"layouts":{"__proto__":{"length":9}}}'],
    ];
    for (const [name, text] of hostile) {
      const file = path.join(data.folder, `${name}.json`);
      writeFileSync(file, text);
      await importFile(file);
      await expect(operator.page.getByText(errors['layout/file-unreadable']), name).toBeVisible();
      await operator.button(common.action.dismiss).click();
      await expect(operator.page.getByText(errors['layout/file-unreadable']), name).toHaveCount(0);
    }
    await expect(operator.page.getByRole('button', { name: /^Mở bố cục “/ })).toHaveCount(1);
  });

  it('of a file with good and bad layouts the good ones are taken, and how many were not is said', async () => {
    const file = path.join(data.folder, 'lan.json');
    const content: { layouts: Record<string, unknown>[] } = JSON.parse(readFileSync(path.join(data.folder, 'bo-cuc.json'), 'utf8'));
    const [first = {}] = content.layouts;
    const [tile = null] = first['contents'] as unknown[];
    content.layouts = [
      { ...first, name: 'Bản tốt' },
      { ...first, name: '<img src=x onerror=alert(1)>\u202e' },
      { ...first, name: 'Quá nhiều ô', arrangement: { columns: 1000, rows: 1000, tiles: [] } },
      { ...first, name: 'Chồng lên nhau', arrangement: { columns: 1, rows: 1, tiles: [0, 1].map(() => ({ column: 0, row: 0, columns: 1, rows: 1 })) }, contents: [tile, tile] },
      { ...first, name: 'Trang lạ', arrangement: { columns: 1, rows: 1, tiles: [{ column: 0, row: 0, columns: 1, rows: 1 }] }, contents: [{ kind: 'web', url: 'javascript:alert(1)' }] },
    ];
    writeFileSync(file, JSON.stringify(content));
    await importFile(file);
    await expect(operator.page.getByText(/^Đã nhập \d bố cục, bỏ qua \d bố cục không đọc được$/)).toBeVisible();
    await expect(saved(operator, 'Bản tốt')).toBeVisible();
    for (const name of ['Quá nhiều ô', 'Chồng lên nhau', 'Trang lạ']) await expect(saved(operator, name)).toHaveCount(0);
    expect(await operator.page.content()).not.toContain('\u202e');
    await remove(operator, 'Bản tốt');
  });

  it('when nothing is chosen in the dialog, nothing happens and nothing is said', async () => {
    await importFile('');
    await operator.button(wall.layouts.exportAll).click();
    await expect(operator.page.getByText(errors['layout/file-unreadable'])).toHaveCount(0);
    await expect(saved(operator, 'Tuyến Nguyễn Trãi')).toBeVisible();
  });

  it('shown in turn on a monitor: started beside the tiles, stopped, stepped and ended', async () => {
    await operator.chooseGrid(1);
    await saveAs(operator, 'Chỉ một ô');
    await operator.button(wall.layouts.tour).click();
    const form = operator.page.getByRole('form', { name: editorWords.tour.title });
    await expectAccessible(operator.page);
    await form.getByRole('button', { name: editorWords.tour.start }).click();
    await expect(operator.alert).toHaveText(filled(editorWords.tour.tooFew, { min: 2 }));
    await form.getByLabel(editorWords.tour.name).fill('Đầu giờ');
    for (const name of ['Tuyến Nguyễn Trãi', 'Chỉ một ô']) await form.getByRole('button', { name: filled(editorWords.tour.add, { name }), exact: true }).click();
    await form.getByLabel(filled(editorWords.steps.dwellOf, { name: 'Tuyến Nguyễn Trãi' })).fill('600');
    await form.getByRole('button', { name: editorWords.tour.start }).click();
    await expect(operator.tiles).toHaveCount(4);
    const tour = operator.page.getByRole('group', { name: filled(live.tour.label, { name: 'Đầu giờ' }) });
    await tour.getByRole('button', { name: live.tour.next, exact: true }).click();
    await expect(operator.tiles).toHaveCount(1);
    await tour.getByRole('button', { name: live.tour.previous, exact: true }).click();
    await expect(operator.tiles).toHaveCount(4);
    await tour.getByRole('button', { name: live.tour.pause, exact: true }).click();
    await expect(tour.getByRole('button', { name: live.tour.resume, exact: true })).toBeVisible();
    await tour.getByRole('button', { name: live.tour.end, exact: true }).click();
    await expect(tour).toHaveCount(0);
    await expect(operator.tiles).toHaveCount(4);
  });
});

describe('Two consoles that change one shared layout', () => {
  const people = [makeUserData(), makeUserData()] as const;
  const apps: ConsoleApp[] = [];
  let here: Operator;
  let there: Operator;
  let other: VirtualDisplays;

  beforeAll(async () => {
    other = await startDisplays({ monitors: monitorsInARow(1) });
    for (const [index, data] of people.entries()) {
      apps.push(await ConsoleApp.launch({ display: index === 0 ? displays.display : other.display, tierUrl: city.province.httpUrl, userData: data.folder, keyringHome: data.keyringHome }));
    }
    const [one, two] = apps;
    if (one === undefined || two === undefined) throw new Error('two consoles are wanted');
    // Their code may have been used in this step: the tests above signed in as the same person.
    here = await signInPatiently(one);
    there = await signInPatiently(two);
  });
  afterEach(() => {
    for (const app of apps) expect(app.takeErrors()).toEqual([]);
  });
  afterAll(async () => {
    for (const app of apps) await app.close();
    for (const data of people) data.remove();
    await other.stop();
  });

  const signInPatiently = async (app: ConsoleApp): Promise<Operator> => {
    for (;;) {
      try {
        return await signInAs(app, 'chihuy.minh', 'now');
      } catch (error) {
        const back = (await app.desk()).getByRole('button', { name: wordsIn('vi').signin.code.back });
        if (!(await back.isVisible())) throw error;
        await back.click();
      }
    }
  };
  const openInEditor = async (operator: Operator, name: string) => {
    const editor = new LayoutEditor(operator);
    await operator.button(filled(wall.layouts.more, { name })).click();
    await operator.page.getByRole('menuitem', { name: wall.layouts.edit, exact: true }).click();
    await expect(editor.name).toHaveValue(name);
    return editor;
  };
  const toLive = async (operator: Operator) => {
    await operator.page.getByRole('button', { name: live.title, exact: true }).click();
    await expect(operator.search).toBeVisible();
  };
  const split = async (editor: LayoutEditor, by: string) => {
    await editor.tile(1).click();
    await editor.button(by).click();
    await editor.button(editorWords.save.save).click();
  };
  const tilesOf = async (operator: Operator, name: string) => {
    await saved(operator, name).click();
    return operator.tiles;
  };
  /** There it becomes five tiles and is saved; here, begun before that, seven: the two meet. */
  const meet = async (name: string) => {
    await here.chooseGrid(4);
    await openByNumber(here, workingCameras(city, 1));
    await saveAs(here, name, true);
    await expect(saved(there, name)).toBeVisible({ timeout: 20_000 });
    const mine = await openInEditor(here, name);
    const theirs = await openInEditor(there, name);
    await split(theirs, editorWords.tool.splitColumns);
    await expect(there.page.getByText(editorWords.save.saved, { exact: true })).toBeVisible();
    await toLive(there);
    await split(mine, editorWords.tool.splitFour);
    await expect(here.alert).toContainText(errors['layout/conflict']);
    await here.page.getByRole('button', { name: live.title, exact: true }).click();
    await mine.button(editorWords.leave.discard).click();
    const card = here.page.getByRole('region', { name: filled(wall.conflict.title, { name }) });
    await expect(card.getByRole('group', { name: wall.conflict.mine })).toBeVisible();
    await expect(card.getByRole('group', { name: wall.conflict.theirs })).toBeVisible();
    await expect(card).toContainText(wall.conflict.differs.arrangement);
    return card;
  };

  it('are shown both versions, and "keep mine" makes mine the one everybody has', async () => {
    const card = await meet('Ngã tư Sở');
    await expectAccessible(here.page);
    await card.getByRole('button', { name: wall.conflict.keepMine, exact: true }).click();
    await expect(card).toHaveCount(0);
    await expect(await tilesOf(here, 'Ngã tư Sở')).toHaveCount(7);
    await expect(async () => {
      await saved(there, 'Ngã tư Sở').click();
      await expect(there.tiles).toHaveCount(7, { timeout: 1_000 });
    }).toPass({ timeout: 20_000 });
  });

  it('"keep theirs" lets mine go', async () => {
    const card = await meet('Cầu Vĩnh Tuy');
    await card.getByRole('button', { name: wall.conflict.keepTheirs, exact: true }).click();
    await expect(card).toHaveCount(0);
    await expect(await tilesOf(here, 'Cầu Vĩnh Tuy')).toHaveCount(5);
  });

  it('"keep both" makes mine a layout of its own beside theirs', async () => {
    const card = await meet('Sân Mỹ Đình');
    await card.getByRole('button', { name: wall.conflict.keepBoth, exact: true }).click();
    await expect(card).toHaveCount(0);
    await expect(await tilesOf(here, 'Sân Mỹ Đình')).toHaveCount(5);
    await expect(await tilesOf(here, 'Sân Mỹ Đình (2)')).toHaveCount(7);
    expect((await camerasOn(here.page)).filter((camera) => camera !== null)).toHaveLength(1);
  });
});
