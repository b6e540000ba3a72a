// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { err } from '@contract/domain/result.ts';
import { ONLY, type LinkUseRecord, type SettingsRecord } from '@contract/state/slices.ts';
import { LinkBudget } from '../../../../../renderer/widgets/link-budget/index.ts';
import { budgetKbpsOf, linkBar } from '../../../../../renderer/widgets/link-budget/link-figures.ts';
import { cameraWith } from '../../../../builders/cameras.ts';
import { createDeskPage, type DeskPage } from '../../../../builders/desk-page.tsx';
import { reportWith } from '../../../../builders/tile-reports.ts';
import { wallTileWith } from '../../../../builders/wall-tiles.ts';

const use: LinkUseRecord = { id: ONLY, budgetKbps: 50_000, wantedKbps: 80_000, plannedKbps: 48_000, measuredKbps: 44_200, streams: 40, loweredByLink: 6, loweredByMachine: 0 };
const settings: SettingsRecord = { id: ONLY, language: 'vi', keys: {}, linkBudgetKbps: null, webOrigins: [], snapshotFolder: '' };
let page: DeskPage | null = null;
const open = async (answer?: () => unknown): Promise<DeskPage> => {
  page = createDeskPage(answer);
  page.show('linkUse', [use]);
  page.show('settings', [settings]);
  page.know([cameraWith(1, { name: 'Cổng chính' })]);
  await page.draw(<LinkBudget tiles={[wallTileWith({ condition: 'reduced', report: reportWith({ state: 'reduced', pace: 'key-frames', lowered: 'link' }) }), wallTileWith({ key: 'b' })]} />);
  return page;
};
afterEach(async () => {
  await page?.release();
  page = null;
});

describe('the budget of the link', () => {
  it('is shown with what is in use, granted and wanted, and says when it is not enough', async () => {
    const { place, find } = await open();
    expect(find('[role="img"]').getAttribute('aria-label')).toBe('Đang dùng 44,2 Mbps, Đã cấp 48,0 Mbps, Cần có 80,0 Mbps, Hạn mức 50,0 Mbps');
    expect(place.textContent).toContain('Các ô cần nhiều hơn hạn mức');
  });

  it('names each tile that was lowered, how, and why', async () => {
    const { find } = await open();
    expect(find('section ul li').textContent).toBe('Màn hình 1 ô 11 Cổng chínhchỉ hình trọnGiảm hình để không vượt hạn mức đường truyền');
  });

  it('is set in Mbps, and goes back to the usual amount in one press', async () => {
    const { type, click, calls, show, place } = await open();
    await type('input', '12,5');
    await click('button[type="submit"]');
    expect(calls).toEqual([['settings.setLinkBudget', { budgetKbps: 12_500 }]]);
    expect(place.textContent).toContain('Đã đặt hạn mức 12,5 Mbps.');
    await act(async () => {
      show('settings', [{ ...settings, linkBudgetKbps: 12_500 }]);
    });
    await click('button', 'Về mức thường dùng');
    expect(calls[1]).toEqual(['settings.setLinkBudget', { budgetKbps: null }]);
  });

  it('says what may be typed, and what main refuses', async () => {
    const { type, click, find, calls } = await open(() => err('app/not-allowed'));
    await type('input', 'nhiều');
    await click('button[type="submit"]');
    expect(find('[role="alert"]').textContent).toContain('Nhập số từ 0,5 đến 10.000 Mbps.');
    expect(calls).toEqual([]);
    await type('input', '20');
    await click('button[type="submit"]');
    expect(find('[role="alert"]').textContent).not.toBe('');
  });

  it('reads numbers with comma or point and refuses what is out of range', () => {
    expect(['50', '12,5', '0.5', '10000', '0', '10001', '-1', '', '1e3', '5,'].map(budgetKbpsOf)).toEqual([50_000, 12_500, 500, 10_000_000, null, null, null, null, null, null]);
  });

  it('draws a bar that holds all there is', () => {
    expect(linkBar(use)).toEqual({ measured: 0.5525, planned: 0.6, wanted: 1, budget: 0.625 });
    expect(linkBar({ ...use, wantedKbps: 0, plannedKbps: 0, measuredKbps: 0 }).budget).toBe(1);
  });
});
