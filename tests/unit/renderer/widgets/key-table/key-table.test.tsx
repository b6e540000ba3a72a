// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { ONLY } from '@contract/state/slices.ts';
import { KeyTable } from '../../../../../renderer/widgets/key-table/index.ts';
import { createDeskPage, type DeskPage } from '../../../../builders/desk-page.tsx';

let page: DeskPage;
const open = async (keys: Readonly<Record<string, string>> = {}): Promise<void> => {
  page = createDeskPage();
  page.show('settings', [{ id: ONLY, language: 'vi', keys, linkBudgetKbps: null, webOrigins: [], snapshotFolder: '' }]);
  await page.draw(<KeyTable />);
};
const record = async (command: string, key: string, code: string): Promise<void> => {
  const row = `[data-command="${command}"]`;
  await page.click(`${row} button`);
  await page.press(page.find(`${row} button`), key, { code });
};
afterEach(async () => {
  await page.release();
});

describe('the table of keys', () => {
  it('takes the next key pressed and saves it', async () => {
    await open();
    await record('tile.snapshot', 'c', 'KeyC');
    expect(page.calls).toEqual([['settings.setKeys', { keys: { 'tile.snapshot': 'KeyC' } }]]);
  });

  it('tells whose key it is, keeps both, or swaps them when asked', async () => {
    await open();
    await record('tile.snapshot', 'r', 'KeyR');
    expect(page.find('[role="alert"]').textContent).toContain('Phím R đang dùng cho “Xem lại tức thời”');
    await page.click('[role="alert"] button', 'Giữ lại');
    expect(page.calls).toEqual([]);
    await record('tile.snapshot', 'r', 'KeyR');
    await page.click('[role="alert"] button', 'Đổi phím cho nhau');
    expect(page.calls).toEqual([['settings.setKeys', { keys: { 'tile.snapshot': 'KeyR', 'tile.replay': 'KeyS' } }]]);
  });

  it('refuses the keys of the number grammar with a sentence', async () => {
    await open();
    await record('tile.snapshot', '5', 'Digit5');
    expect(page.find('[role="alert"]').textContent).toContain('Phím 5 không dùng được');
    expect(page.calls).toEqual([]);
  });

  it('leaves with Escape, takes one key back, and all after a question', async () => {
    await open({ 'tile.snapshot': 'KeyC', 'tile.replay': 'KeyW' });
    await record('tile.snapshot', 'Escape', 'Escape');
    await page.click('[data-command="tile.snapshot"] button', 'Trả về phím ban đầu');
    await page.click('button', 'Trả tất cả về ban đầu');
    expect(page.calls).toHaveLength(1);
    await page.click('[role="alert"] button', 'Trả tất cả về ban đầu');
    expect(page.calls).toEqual([
      ['settings.setKeys', { keys: { 'tile.replay': 'KeyW' } }],
      ['settings.setKeys', { keys: null }],
    ]);
  });
});
