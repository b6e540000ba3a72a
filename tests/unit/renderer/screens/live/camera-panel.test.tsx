// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { err, ok } from '@contract/domain/result.ts';
import { groupId, utcMs } from '@contract/domain/units.ts';
import { CameraPanel } from '../../../../../renderer/screens/live/camera-panel.tsx';
import { NoCameras } from '../../../../../renderer/screens/live/no-cameras.tsx';
import type { DeskPage } from '../../../../builders/desk-page.tsx';
import { asked, chooseInMenu, findingPage, GATE, MARKET, menuWords, SCHOOL } from '../../../../builders/finding-scene.ts';

let page: DeskPage;
const open = async (...options: Parameters<typeof findingPage>): Promise<void> => {
  page = findingPage(...options);
  await page.draw(<CameraPanel />);
};
afterEach(async () => {
  await page.release();
});
const lines = (): readonly string[] => [...page.place.querySelectorAll('[data-camera]')].map((line) => line.getAttribute('data-camera') ?? '');
const line = (name: string): HTMLElement => page.find('[data-camera]', name);
const view = () => page.state.view.store.getState();

describe('finding a camera at the desk', () => {
  it('lists what fits while it is typed, without accents, and says how many', async () => {
    await open();
    await page.type('#camera-search', 'cau giay');
    expect(lines()).toEqual([GATE.id, SCHOOL.id]);
    expect(page.find('[role="status"]', '2 camera').textContent).toBe('2 camera');
    expect([...line('Nút giao').querySelectorAll('mark')].map((part) => part.textContent)).toEqual(['Cầu', 'Giấy']);
  });

  it('lists cameras by filters alone, and goes back to the units without them', async () => {
    await open();
    await act(async () => {
      page.state.view.actions.filter({ kinds: ['ptz'] });
    });
    expect(lines()).toEqual([GATE.id]);
    await page.click('button', 'Bỏ lọc Kiểu');
    expect(lines()).toEqual([]);
    expect(page.find('[role="tree"]').getAttribute('aria-label')).toBe('Camera theo đơn vị');
  });

  it('asks nothing new for a blank at the end', async () => {
    await open();
    await page.type('#camera-search', 'cau');
    await page.type('#camera-search', 'cau ');
    expect(asked(page, 'directory.search')).toHaveLength(1);
    await page.type('#camera-search', 'cau g');
    expect(asked(page, 'directory.search')).toHaveLength(2);
  });

  it('asks again in the order that is chosen', async () => {
    await open();
    await page.type('#camera-search', 'cau');
    await act(async () => {
      const select = page.find('select');
      if (select instanceof HTMLSelectElement) select.value = 'name';
      select.dispatchEvent(new Event('change', { bubbles: true }));
    });
    expect(asked(page, 'directory.search').at(-1)).toEqual({ query: { text: 'cau', filter: {}, order: 'name' } });
  });

  it('shows all that was found on the map, and nothing else', async () => {
    await open();
    await page.type('#camera-search', 'cau giay ');
    await page.click('button', 'Xem tất cả trên bản đồ');
    expect(view()).toMatchObject({ screenId: 'map', wantsMapFit: true, map: { words: 'cau giay' }, mapTarget: null });
  });

  it('says so when nothing fits', async () => {
    await open();
    await page.type('#camera-search', 'không đâu có');
    expect(page.find('[role="status"]', 'Không tìm thấy camera nào').textContent).toContain('Không cần gõ dấu');
  });

  it('takes the focus to the field when the live screen was called for it', async () => {
    page = findingPage();
    page.state.view.actions.goToSearch();
    await page.draw(<CameraPanel />);
    expect(document.activeElement?.id).toBe('camera-search');
    expect(view().wantsSearch).toBe(false);
  });
});

describe('a camera of the list', () => {
  const found = async (...options: Parameters<typeof findingPage>): Promise<HTMLElement> => {
    await open(...options);
    await page.type('#camera-search', 'nut giao');
    return line('Nút giao');
  };

  it('is opened, shown on the map and described by keys', async () => {
    const target = await found();
    await page.press(target, 'Enter');
    expect(asked(page, 'surface.openCamera')).toEqual([{ surface: 'desk', camera: GATE.id, preferred: 0 }]);
    await page.press(target, '1', { code: 'Digit1', altKey: true });
    await page.press(target, '2', { code: 'Digit2', altKey: true });
    // The second monitor is unplugged.
    expect(asked(page, 'surface.openCamera').slice(1)).toEqual([{ surface: 'monitor:m1', camera: GATE.id, preferred: 0 }]);
    await page.press(target, 'Enter', { altKey: true });
    expect(view().beside).toEqual({ kind: 'camera', camera: GATE.id });
    await page.press(target, 'Enter', { ctrlKey: true });
    expect(view()).toMatchObject({ screenId: 'map', mapTarget: { at: GATE.position, camera: GATE.id } });
  });

  it('has all that in a menu too, with what the person may do', async () => {
    const target = await found();
    await page.press(target, 'ContextMenu');
    expect(menuWords()).toEqual(['Mở vào ô hìnhEnter', 'Mở trên màn hình…', 'Xem trên bản đồCtrl+Enter', 'Hồ sơ cameraAlt+Enter', 'Thêm vào nhóm…Insert', 'Sao chép số cameraCtrl+C']);
    await chooseInMenu('Mở trên màn hình');
    expect(menuWords()).toEqual(['Màn hình 1Alt+1', 'Màn hình 2Alt+2']);
    await chooseInMenu('Màn hình 2');
    expect(asked(page, 'surface.openCamera')).toEqual([]);
    await chooseInMenu('Màn hình 1');
    expect(asked(page, 'surface.openCamera')).toEqual([{ surface: 'monitor:m1', camera: GATE.id, preferred: 0 }]);
    expect(menuWords()).toEqual([]);
  });

  it('offers nothing a person has no right to', async () => {
    const target = await found({ rights: ['live.view'] });
    await page.press(target, 'F10', { shiftKey: true });
    expect(menuWords().join(' ')).not.toMatch(/màn hình|nhóm/);
    await page.press(target, '1', { code: 'Digit1', altKey: true });
    expect(asked(page, 'surface.openCamera')).toEqual([]);
  });

  it('is added to a group, also to a new one', async () => {
    const target = await found({ answer: (name) => (name === 'groups.save' ? ok({ group: groupId('g2') }) : undefined) });
    await act(async () => {
      page.show('groups', [{ id: groupId('g1'), name: 'Trục chính', cameras: [MARKET.id], shared: false, ownerId: 'p1', etag: '1', updatedUtcMs: utcMs(0), sync: 'stored' }]);
    });
    await page.press(target, 'Insert');
    await chooseInMenu('Trục chính');
    expect(asked(page, 'groups.save')).toEqual([{ group: 'g1', name: 'Trục chính', cameras: [MARKET.id, GATE.id], shared: false, baseEtag: '1' }]);
    expect(view().told).toEqual({ kind: 'group-added', name: 'Trục chính', cameras: 1 });
    await page.press(target, 'Insert');
    await chooseInMenu('Nhóm mới');
    await page.click('form button', 'Lưu');
    expect(page.find('[role="alert"]').textContent).toBe('Hãy đặt tên cho nhóm camera.');
    await page.type('form input', 'Cửa ngõ');
    await page.click('form button', 'Lưu');
    expect(asked(page, 'groups.save').at(-1)).toEqual({ group: null, name: 'Cửa ngõ', cameras: [GATE.id], shared: false });
    expect(page.place.querySelector('form')).toBeNull();
  });
});

describe('all results', () => {
  it('are opened on a monitor in one act, and what found no tile is said', async () => {
    await open({ answer: (name) => (name === 'surface.openMany' ? ok({ shown: 1 }) : undefined) });
    await page.type('#camera-search', 'cau');
    await page.click('button', 'Mở tất cả trên màn hình');
    expect(menuWords()).toEqual(['Bàn trực', 'Màn hình 1', 'Màn hình 2']);
    await chooseInMenu('Màn hình 1');
    expect(asked(page, 'surface.openMany')).toEqual([{ surface: 'monitor:m1', cameras: [GATE.id, SCHOOL.id] }]);
    expect(view().told).toEqual({ kind: 'opened-many', shown: 1, left: 1 });
  });

  it('are kept as a search with a name, which is proposed', async () => {
    await open({ answer: (name) => (name === 'searches.save' ? err('tier/failed') : undefined) });
    await page.type('#camera-search', ' cau ');
    await act(async () => {
      page.state.view.actions.filter({ kinds: ['ptz'] });
    });
    await page.click('button', 'Lưu tìm kiếm này');
    const field = page.find('form input');
    expect(field instanceof HTMLInputElement ? field.value : null).toBe('cau, Quay quét (PTZ)');
    await page.click('form button', 'Lưu');
    expect(asked(page, 'searches.save')).toEqual([{ search: null, name: 'cau, Quay quét (PTZ)', query: { text: 'cau', filter: { kinds: ['ptz'] }, order: 'best' }, shared: false }]);
    // A refusal is told where it was asked, and what was typed stays.
    expect(page.find('[role="alert"]').textContent).toContain('Máy chủ gặp lỗi');
    await page.press(page.find('form input'), 'Escape');
    expect(page.place.querySelector('form')).toBeNull();
  });

  it('are said to be missing, not absent, when the directory cannot answer', async () => {
    page = findingPage();
    await page.draw(<NoCameras isSearch hasFailed />);
    expect(page.find('[role="status"]').textContent).toContain('Chưa tìm được camera');
  });
});
