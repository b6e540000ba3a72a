import { describe, expect, it, test } from 'vitest';
import { READY } from '@contract/domain/arrangement.ts';
import { cameraContent } from '@contract/domain/tile-content.ts';
import { cameraId, layoutId, utcMs } from '@contract/domain/units.ts';
import type { Layout } from '@contract/domain/wall.ts';
import { mergeTiles, removeTiles, splitTile } from '@contract/domain/arrangement-edit.ts';
import { actOfKey } from '../../../../../renderer/screens/layout-editor/canvas-keys.ts';
import { between, cellAt, edgeShift, firstBare, steppedRect } from '../../../../../renderer/screens/layout-editor/canvas-math.ts';
import { editorOfLayout, focusOf, freshEditor, isChanged, nextEmpty, rearranged, reduceEditor, type Editor } from '../../../../../renderer/screens/layout-editor/editor-model.ts';

const camera = (name: string) => cameraContent(cameraId(name));
const layout: Layout = {
  id: layoutId('lay'),
  name: 'Ngã tư',
  arrangement: READY['4'],
  contents: [camera('a'), null, camera('c'), null],
  shared: true,
  locked: false,
  ownerId: 'p',
  etag: 'e',
  updatedUtcMs: utcMs(0),
  sync: 'stored',
};
const held = (editor: Editor): string => editor.history.now.contents.map((content) => (content?.kind === 'camera' ? content.camera : '.')).join('');
const key = (name: string, more: { readonly code?: string; readonly shiftKey?: boolean; readonly ctrlKey?: boolean } = {}) => ({ key: name, code: name, ctrlKey: false, altKey: false, metaKey: false, shiftKey: false, ...more });
const pressed = (editor: Editor, press: ReturnType<typeof key>): Editor => {
  const act = actOfKey(editor, press);
  if (act === null || act === 'draw') throw new Error('no act');
  return reduceEditor(editor, act);
};
const merge = (editor: Editor): Editor => reduceEditor(editor, { kind: 'edit', deed: 'merged', answer: mergeTiles(editor.history.now, [0, 1]), select: [0] });

describe('a layout being edited', () => {
  it('is unsaved from the first change until it is saved or the change is taken back', () => {
    const opened = editorOfLayout(layout);
    expect(isChanged(opened)).toBe(false);
    const merged = merge(opened);
    expect(isChanged(merged)).toBe(true);
    expect(isChanged(reduceEditor(merged, { kind: 'undo' }))).toBe(false);
    const saved = reduceEditor(merged, { kind: 'saved', base: layout.id, draft: merged.history.now, form: merged.form });
    expect(isChanged(saved)).toBe(false);
    expect(isChanged(reduceEditor(saved, { kind: 'undo' }))).toBe(true);
    expect(isChanged(reduceEditor(opened, { kind: 'form', form: { name: 'Khác' } }))).toBe(true);
  });

  it('changed again while it was being saved is unsaved still', () => {
    const merged = merge(editorOfLayout(layout));
    const further = reduceEditor(merged, { kind: 'edit', deed: 'split', answer: splitTile(merged.history.now, 0, 2, 2) });
    expect(isChanged(reduceEditor(further, { kind: 'saved', base: layout.id, draft: merged.history.now, form: merged.form }))).toBe(true);
  });

  it('says what was done, and why something was not, without losing anything', () => {
    const opened = editorOfLayout(layout);
    expect(merge(opened).said).toMatchObject({ kind: 'done', deed: 'merged' });
    const refused = reduceEditor(opened, { kind: 'edit', deed: 'removed', answer: removeTiles(opened.history.now, [0, 1, 2, 3]) });
    expect([refused.said, refused.history]).toEqual([{ kind: 'refused', why: 'last-tile', times: 1 }, opened.history]);
  });

  it('says the same thing twice as two things', () => {
    const opened = editorOfLayout(layout);
    const once = pressed(opened, key('ArrowLeft', { ctrlKey: true }));
    expect(pressed(once, key('ArrowLeft', { ctrlKey: true })).said).not.toEqual(once.said);
  });

  it('chooses tiles one by one or together, and never none', () => {
    const opened = freshEditor();
    const both = reduceEditor(opened, { kind: 'select', tile: 2, adds: true });
    expect(both.selected).toEqual([0, 2]);
    expect(reduceEditor(both, { kind: 'select', tile: 2, adds: true }).selected).toEqual([0]);
    expect(reduceEditor(opened, { kind: 'select', tile: 0, adds: true }).selected).toEqual([0]);
    expect(reduceEditor(both, { kind: 'select', tile: 99, adds: false }).selected).toEqual([3]);
  });

  it('keeps the choice on tiles that are there', () => {
    const last = reduceEditor(freshEditor(), { kind: 'select', tile: 3, adds: false });
    expect(reduceEditor(last, { kind: 'edit', deed: 'started', answer: rearranged(last.history.now, READY['1']) }).selected).toEqual([0]);
  });

  it('takes a ready arrangement with its contents in order', () => {
    const answer = rearranged(editorOfLayout(layout).history.now, READY['2']);
    expect(answer.ok && answer.draft.contents).toEqual([camera('a'), camera('c')]);
  });

  it('goes on to the next empty tile, round the end', () => {
    const { now } = editorOfLayout(layout).history;
    expect([nextEmpty(now, 0), nextEmpty(now, 1), nextEmpty(now, 3)]).toEqual([1, 3, 1]);
    expect(nextEmpty({ arrangement: READY['1'], contents: [camera('a')] }, 0)).toBe(0);
  });
});

describe('the canvas by keys', () => {
  const opened = editorOfLayout(layout);
  test.for([
    ['ArrowRight', {}, 1, 'a.c.'],
    ['ArrowRight', { shiftKey: true }, 1, '.ac.'],
    ['m', { code: 'KeyM' }, 0, 'a.c.'],
    ['v', { code: 'KeyV' }, 0, 'a..c.'],
    ['x', { code: 'KeyX' }, 0, 'a....c.'],
    ['Backspace', {}, 0, '..c.'],
    ['Delete', {}, 0, '.c.'],
    ['PageDown', {}, 1, '.ac.'],
    ['PageUp', {}, 0, 'a.c.'],
  ] as const)('%s %o', ([name, more, focus, contents]) => {
    const after = pressed(opened, key(name, more));
    expect([focusOf(after), held(after)]).toEqual([focus, contents]);
  });

  it('merges what Alt and arrows chose together', () => {
    const chosen = pressed(opened, { ...key('ArrowRight'), altKey: true });
    expect(chosen.selected).toEqual([0, 1]);
    expect(pressed(chosen, key('m', { code: 'KeyM' })).history.now.arrangement.tiles[0]).toEqual({ column: 0, row: 0, columns: 2, rows: 1 });
  });

  it('moves an edge in and out again', () => {
    const fine = reduceEditor(opened, { kind: 'edit', deed: 'split', answer: splitTile(opened.history.now, 3, 2, 2) });
    const first = reduceEditor(fine, { kind: 'select', tile: 0, adds: false });
    const wider = pressed(first, key('ArrowRight', { ctrlKey: true }));
    expect(wider.history.now.arrangement.tiles[0]).toMatchObject({ columns: 3 });
    expect(pressed(wider, key('ArrowRight', { ctrlKey: true, shiftKey: true })).history.now.arrangement).toEqual(first.history.now.arrangement);
  });

  it('leaves other keys, and those of the system, alone', () => {
    for (const press of [key('q', { code: 'KeyQ' }), key('Tab'), key('Enter'), { ...key('m', { code: 'KeyM' }), altKey: true }, { ...key('ArrowLeft'), metaKey: true }]) expect(actOfKey(opened, press)).toBeNull();
    expect(actOfKey(opened, key('d', { code: 'KeyD' }))).toBe('draw');
  });
});

describe('the canvas by pointer', () => {
  const box = { left: 100, top: 50, width: 400, height: 200 };
  it('knows the cell under a point, the nearest one outside', () => {
    expect(cellAt(READY['16'], box, 350, 120)).toEqual({ column: 2, row: 1 });
    expect([cellAt(READY['16'], box, 0, 0), cellAt(READY['16'], box, 9999, 9999)]).toEqual([{ column: 0, row: 0 }, { column: 3, row: 3 }]);
    expect(cellAt(READY['16'], { left: 0, top: 0, width: 0, height: 0 }, 5, 5)).toEqual({ column: 3, row: 3 });
  });

  it('draws between two cells in any direction', () => {
    expect(between({ column: 3, row: 2 }, { column: 1, row: 0 })).toEqual({ column: 1, row: 0, columns: 3, rows: 3 });
  });

  test.for([
    ['right', 405, 100, 1],
    ['left', 205, 100, 0],
    ['left', 105, 100, 1],
    ['bottom', 250, 249, 2],
    ['top', 250, 52, 1],
  ] as const)('moves the %s edge dragged to %d, %d by %d cells', ([edge, xPx, yPx, by]) => {
    expect(edgeShift(READY['16'], box, { column: 1, row: 1, columns: 1, rows: 1 }, edge, xPx, yPx)).toBe(by);
  });

  it('begins drawing by keys on the first bare cell and stays on the raster', () => {
    const bare = { columns: 2, rows: 2, tiles: [{ column: 0, row: 0, columns: 2, rows: 1 }] };
    expect(firstBare(bare)).toEqual({ column: 0, row: 1 });
    const rect = { column: 0, row: 1, columns: 1, rows: 1 };
    expect(steppedRect(bare, rect, { columns: 1, rows: 0 }, true)).toMatchObject({ columns: 2 });
    expect(steppedRect(bare, rect, { columns: 0, rows: 1 }, false)).toEqual(rect);
    expect(steppedRect(bare, rect, { columns: -1, rows: 0 }, true)).toEqual(rect);
  });
});
