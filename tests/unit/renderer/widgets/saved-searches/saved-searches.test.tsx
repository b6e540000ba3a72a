// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import type { SavedSearch } from '@contract/domain/camera-group.ts';
import { searchId, utcMs } from '@contract/domain/units.ts';
import { DRAG_TYPES } from '../../../../../renderer/ui/drag-data.ts';
import { SavedSearches } from '../../../../../renderer/widgets/saved-searches/index.ts';
import type { DeskPage } from '../../../../builders/desk-page.tsx';
import { dragged } from '../../../../builders/drags.ts';
import { asked, chooseInMenu, DISTRICT, findingPage, menuWords } from '../../../../builders/finding-scene.ts';

const searchWith = (id: string, overrides: Partial<SavedSearch> = {}): SavedSearch => ({
  id: searchId(id),
  name: 'Quay quét ở Hoàn Kiếm',
  query: { text: 'hồ', filter: { units: [DISTRICT.id], kinds: ['ptz'] }, order: 'name' },
  shared: false,
  ownerId: 'p1',
  etag: '1',
  updatedUtcMs: utcMs(0),
  sync: 'stored',
  ...overrides,
});
let page: DeskPage;
const open = async (searches: readonly SavedSearch[], options: Parameters<typeof findingPage>[0] = {}): Promise<void> => {
  page = findingPage(options);
  page.show('searches', searches);
  await page.draw(<SavedSearches />);
};
afterEach(async () => {
  await page.release();
});

describe('saved searches', () => {
  it('say what they look for, and are asked again as they were saved', async () => {
    await open([searchWith('s1', { sync: 'waiting' })]);
    expect(page.find('li').textContent).toBe('Quay quét ở Hoàn Kiếmhồ, Quận Hoàn Kiếm, Quay quét (PTZ)RiêngChờ gửi lên máy chủ');
    await page.click('li > button', 'Quay quét ở');
    expect(page.state.view.store.getState().query).toEqual(searchWith('s1').query);
  });

  it('are dragged to where their cameras are to be opened', async () => {
    await open([searchWith('s1')]);
    expect(page.find('li').getAttribute('draggable')).toBe('true');
    expect(dragged(page.find('li'))).toEqual({ [DRAG_TYPES.search]: 's1' });
  });

  it('say how to make one when there are none', async () => {
    await open([]);
    expect(page.find('[role="status"]').textContent).toContain('Chưa lưu tìm kiếm nào');
  });

  it('are renamed, shared, and removed after a question', async () => {
    await open([searchWith('s1')]);
    await page.click('button', 'Việc khác');
    await chooseInMenu('Đổi tên');
    await page.type('form input', 'Hồ');
    await page.click('form input[type="checkbox"]');
    await page.click('form button', 'Lưu');
    expect(asked(page, 'searches.save')).toEqual([{ search: 's1', name: 'Hồ', query: searchWith('s1').query, shared: true, baseEtag: '1' }]);
    await page.click('button', 'Việc khác');
    await chooseInMenu('Xóa tìm kiếm');
    expect(asked(page, 'searches.remove')).toEqual([]);
    await page.click('button', 'Xóa');
    expect(asked(page, 'searches.remove')).toEqual([{ search: 's1' }]);
  });

  it('of the unit are only run by who may not share', async () => {
    await open([searchWith('s1', { shared: true })], { rights: ['live.view', 'group.edit'] });
    await page.click('button', 'Việc khác');
    expect(menuWords()).toEqual(['Tìm lại “Quay quét ở Hoàn Kiếm”']);
  });
});
