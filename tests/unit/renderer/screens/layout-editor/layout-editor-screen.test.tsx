// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { READY } from '@contract/domain/arrangement.ts';
import { err, ok } from '@contract/domain/result.ts';
import { cameraContent } from '@contract/domain/tile-content.ts';
import { layoutId, utcMs } from '@contract/domain/units.ts';
import type { Layout } from '@contract/domain/wall.ts';
import { ONLY } from '@contract/state/slices.ts';
import { LayoutEditorScreen } from '../../../../../renderer/screens/layout-editor/layout-editor-screen.tsx';
import { cameraWith } from '../../../../builders/cameras.ts';
import { createDeskPage, type DeskPage } from '../../../../builders/desk-page.tsx';

const gate = cameraWith(101, { name: 'Cổng chính' });
const market = cameraWith(102, { name: 'Chợ' });
const layout: Layout = {
  id: layoutId('lay'), name: 'Ngã tư', arrangement: READY['4'], contents: [cameraContent(gate.id), null, null, null],
  shared: false, locked: false, ownerId: 'p', etag: 'e', updatedUtcMs: utcMs(0), sync: 'stored',
};

let page: DeskPage;
const open = async (answer?: (name: string) => unknown): Promise<void> => {
  page = createDeskPage(answer);
  page.know([gate, market]);
  page.show('layouts', [layout]);
  page.show('settings', [{ id: ONLY, language: 'vi', keys: {}, linkBudgetKbps: null, webOrigins: ['https://thoitiet.example.vn'], snapshotFolder: '' }]);
  page.state.view.actions.openEditor({ kind: 'layout', layout: layout.id });
  await page.draw(<LayoutEditorScreen />);
};
const tiles = (): readonly string[] => [...page.place.querySelectorAll('[data-tile] button')].map((tile) => tile.getAttribute('aria-label') ?? '');
const telling = (): string => page.find('[data-said]').textContent ?? '';
const saved = (): unknown => page.calls.find(([name]) => name === 'layouts.save')?.[1];

afterEach(async () => {
  await page.release();
});

describe('the layout editor', () => {
  it('says that a layout is being edited, which one, and what each tile holds', async () => {
    await open();
    expect(page.place.textContent).toContain('ĐANG SỬA BỐ CỤC');
    expect(page.find('main input').getAttribute('value')).toBe('Ngã tư');
    expect(tiles()).toHaveLength(4);
    expect(tiles()[0]).toContain('Ô 1: Cổng chính');
  });

  it('works by keys alone: choose two, merge, undo, redo, save', async () => {
    await open(() => ok({ layout: layout.id, sync: 'stored' }));
    const canvas = page.find('[data-tile="0"] button');
    await page.press(canvas, 'ArrowRight');
    await page.press(page.find('[data-tile="1"] button'), 'm', { code: 'KeyM' });
    expect(telling()).toContain('Hãy chọn từ hai ô trở lên');
    await page.press(page.find('[data-tile="1"] button'), 'ArrowDown', { altKey: true });
    await page.press(page.find('[data-tile="3"] button'), 'm', { code: 'KeyM' });
    expect([tiles().length, telling()]).toEqual([3, 'Đã gộp ô. Có 3 ô hình.']);
    await page.press(window, 'z', { code: 'KeyZ', ctrlKey: true });
    await page.press(page.find('[data-tile="1"] button'), 'x', { code: 'KeyX' });
    expect([tiles().length, telling()]).toEqual([7, 'Đã chia ô. Có 7 ô hình.']);
    await page.press(window, 'z', { code: 'KeyZ', ctrlKey: true });
    expect(tiles()).toHaveLength(4);
    await page.press(window, 'Z', { code: 'KeyZ', ctrlKey: true, shiftKey: true });
    expect(tiles()).toHaveLength(7);
    await page.press(window, 's', { code: 'KeyS', ctrlKey: true });
    expect(saved()).toMatchObject({ name: 'Ngã tư', replace: 'lay', shared: false, locked: false, from: { arrangement: { columns: 4, rows: 4 } } });
    expect(page.place.textContent).toContain('Đã lưu');
  });

  it('draws a tile by keys', async () => {
    await open();
    await page.press(page.find('[data-tile="0"] button'), 'Delete');
    expect(tiles()).toHaveLength(3);
    await page.press(page.find('[data-tile="0"] button'), 'd', { code: 'KeyD' });
    expect(telling()).toContain('Đang vẽ ô: cột 1, hàng 1, rộng 1, cao 1');
    await page.press(page.find('[data-tile="0"] button'), 'Enter');
    expect([tiles().length, telling()]).toEqual([4, 'Đã vẽ ô. Có 4 ô hình.']);
  });

  it('puts a camera found by number in the chosen tile and goes on to the next empty one', async () => {
    await open();
    await page.press(page.find('[data-tile="0"] button'), 'ArrowRight');
    await page.click('aside button', 'Đặt Chợ vào ô 2');
    expect(tiles()[1]).toContain('Chợ');
    expect(page.find('[data-tile="2"] button').getAttribute('aria-pressed')).toBe('true');
  });

  it('takes web pages of the list only, and says why not', async () => {
    await open();
    await page.click('aside button', 'Trang web');
    await page.type('input[type="url"]', 'https://khac.example.vn');
    await page.click('aside form button', 'Đặt vào ô');
    expect(page.find('aside [role="alert"]').textContent).toContain('không có trong danh sách');
    await page.type('input[type="url"]', 'thoitiet.example.vn/ha-noi');
    await page.click('aside form button', 'Đặt vào ô');
    expect(tiles()[0]).not.toContain('Cổng chính');
  });

  it('will not save without a name, nor under the name of another layout; a conflict says where both versions are', async () => {
    await open(() => err('layout/conflict'));
    await page.type('main input', '   ');
    await page.click('main button', 'Lưu');
    expect(saved()).toBeUndefined();
    expect(page.find('main [role="alert"]').textContent).toContain('Hãy đặt tên');
    await page.type('main input', 'Ngã tư');
    await page.click('main button', 'Lưu');
    expect(page.find('main [role="alert"]').textContent).toContain('Bố cục đã lưu');
  });

  it('asks before unsaved changes are left, and stays when told to', async () => {
    await open();
    const { view } = page.state;
    await page.press(page.find('[data-tile="0"] button'), 'Delete');
    view.actions.showScreen('live');
    await page.draw(<LayoutEditorScreen />);
    expect([view.store.getState().screenId, page.find('[role="alertdialog"]').textContent]).toEqual(['layout-editor', expect.stringContaining('chưa lưu')]);
    await page.click('[role="alertdialog"] button', 'Ở lại');
    expect(view.store.getState()).toMatchObject({ screenId: 'layout-editor', wantedScreenId: null });
    view.actions.showScreen('live');
    await page.draw(<LayoutEditorScreen />);
    await page.click('[role="alertdialog"] button', 'Bỏ thay đổi');
    expect(view.store.getState().screenId).toBe('live');
  });

  it('leaves without a question when nothing was changed', async () => {
    await open();
    page.state.view.actions.showScreen('live');
    expect(page.state.view.store.getState().screenId).toBe('live');
  });

  it('asks before another layout takes the place of unsaved changes', async () => {
    await open();
    await page.press(page.find('[data-tile="0"] button'), 'Delete');
    await page.click('aside button', 'Bố cục mới');
    expect(page.find('[role="alertdialog"]').textContent).toContain('Bỏ các thay đổi');
    await page.click('[role="alertdialog"] button', 'Bỏ thay đổi');
    expect(tiles()).toHaveLength(4);
  });
});
