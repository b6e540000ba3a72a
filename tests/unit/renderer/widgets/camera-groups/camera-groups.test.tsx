// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { CameraGroup } from '@contract/domain/camera-group.ts';
import { err, ok } from '@contract/domain/result.ts';
import { groupId, utcMs } from '@contract/domain/units.ts';
import { DRAG_TYPES } from '../../../../../renderer/ui/drag-data.ts';
import { CameraGroups } from '../../../../../renderer/widgets/camera-groups/index.ts';
import type { DeskPage } from '../../../../builders/desk-page.tsx';
import { dragged, dropOn } from '../../../../builders/drags.ts';
import { asked, chooseInMenu, findingPage, GATE, MARKET, menuWords, SCHOOL } from '../../../../builders/finding-scene.ts';

const groupWith = (id: string, overrides: Partial<CameraGroup> = {}): CameraGroup => ({ id: groupId(id), name: 'Trục chính', cameras: [GATE.id, MARKET.id], shared: false, ownerId: 'p1', etag: '1', updatedUtcMs: utcMs(0), sync: 'stored', ...overrides });
let page: DeskPage;
const open = async (groups: readonly CameraGroup[], options: Parameters<typeof findingPage>[0] = {}): Promise<void> => {
  page = findingPage(options);
  page.show('groups', groups);
  await page.draw(<CameraGroups />);
};
afterEach(async () => {
  await page.release();
});
const names = (): readonly string[] => [...page.place.querySelectorAll('ul > li > button:first-child')].map((row) => row.textContent);

describe('camera groups', () => {
  it('stand in Vietnamese order with their counts, whose they are, and what waits for the server', async () => {
    await open([groupWith('g2', { name: 'Đê sông Hồng', shared: true }), groupWith('g1', { name: 'Chợ', cameras: [MARKET.id], sync: 'waiting' })]);
    expect(names()).toEqual(['Chợ1 camera', 'Đê sông Hồng2 camera']);
    expect(page.find('li', 'Chợ').textContent).toContain('RiêngChờ gửi lên máy chủ');
    expect(page.find('li', 'Đê').textContent).toContain('Chung');
  });

  it('say what to do when there are none', async () => {
    await open([]);
    expect(page.find('[role="status"]').textContent).toContain('Chưa có nhóm camera nào');
    await page.release();
    await open([], { rights: ['live.view'] });
    expect(page.find('[role="status"]').textContent).toContain('Nhóm do trực chỉ huy lập');
    expect(page.place.querySelectorAll('button')).toHaveLength(0);
  });

  it('take a camera that is dragged onto them', async () => {
    await open([groupWith('g1')]);
    await dropOn(page.find('li'), { [DRAG_TYPES.camera]: SCHOOL.id });
    expect(asked(page, 'groups.save')).toEqual([{ group: 'g1', name: 'Trục chính', cameras: [GATE.id, MARKET.id, SCHOOL.id], shared: false, baseEtag: '1' }]);
  });

  it('are dragged as a whole, by who may only look too; an empty one is not', async () => {
    await open([groupWith('g1'), groupWith('g2', { name: 'Rỗng', cameras: [] })], { rights: ['live.view'] });
    expect(page.find('li', 'Trục').getAttribute('draggable')).toBe('true');
    expect(dragged(page.find('li', 'Trục'))).toEqual({ [DRAG_TYPES.group]: 'g1' });
    expect(page.find('li', 'Rỗng').getAttribute('draggable')).toBe('false');
  });

  it('are removed only after a question, whose safe answer has the focus', async () => {
    await open([groupWith('g1', { shared: true })]);
    await page.click('button', 'Việc khác với nhóm');
    await chooseInMenu('Xóa nhóm');
    expect(page.place.textContent).toContain('Xóa nhóm chung “Trục chính” (2 camera) của cả đơn vị?');
    expect(document.activeElement?.textContent).toBe('Giữ lại');
    await page.click('button', 'Giữ lại');
    expect(asked(page, 'groups.remove')).toEqual([]);
    await page.click('button', 'Việc khác với nhóm');
    await chooseInMenu('Xóa nhóm');
    await page.click('button', 'Xóa');
    expect(asked(page, 'groups.remove')).toEqual([{ group: 'g1' }]);
  });

  it('are renamed and shared in one form; a refusal stays beside it', async () => {
    await open([groupWith('g1')], { answer: (name) => (name === 'groups.save' ? err('group/conflict') : undefined) });
    await page.click('button', 'Việc khác với nhóm');
    await chooseInMenu('Đổi tên');
    await page.type('form input', 'Trục phụ');
    // Somebody else changes it meanwhile.
    await act(async () => {
      page.show('groups', [groupWith('g1', { name: 'Trục khác', cameras: [GATE.id], etag: '2' })]);
    });
    await page.click('form input[type="checkbox"]');
    await page.click('form button', 'Lưu');
    expect(asked(page, 'groups.save')).toEqual([{ group: 'g1', name: 'Trục phụ', cameras: [GATE.id, MARKET.id], shared: true, baseEtag: '1' }]);
    expect(page.find('form [role="alert"]').textContent).toContain('vừa được người khác sửa');
  });

  it('of the unit are not changed by who may not share', async () => {
    await open([groupWith('g1', { shared: true })], { rights: ['live.view', 'group.edit'] });
    await page.click('button', 'Việc khác với nhóm');
    expect(menuWords()).toEqual(['Xuất ra tệp CSV…']);
  });
});

describe('a group that is open', () => {
  const enter = async (options: Parameters<typeof findingPage>[0] = {}): Promise<void> => {
    await open([groupWith('g1')], options);
    await page.click('li > button', 'Trục chính');
  };

  it('lists its cameras, opens one, and goes back', async () => {
    await enter();
    expect([...page.place.querySelectorAll('[data-camera]')].map((line) => line.getAttribute('data-camera'))).toEqual([GATE.id, MARKET.id]);
    await page.press(page.find('[data-camera]', 'Nút giao'), 'Enter');
    expect(asked(page, 'surface.openCamera')).toEqual([{ surface: 'desk', camera: GATE.id, preferred: 0 }]);
    await page.click('button', 'Về danh sách nhóm');
    expect(names()).toEqual(['Trục chính2 camera']);
  });

  it('is opened as a whole on the desk', async () => {
    await enter({ answer: (name) => (name === 'surface.openMany' ? ok({ shown: 2 }) : undefined) });
    await page.click('button', 'Mở tất cả trên màn hình');
    await chooseInMenu('Bàn trực');
    expect(asked(page, 'surface.openMany')).toEqual([{ surface: 'desk', cameras: [GATE.id, MARKET.id] }]);
    expect(page.state.view.store.getState().told).toEqual({ kind: 'opened-many', shown: 2, left: 0 });
  });

  it('lets a camera go by key and by menu', async () => {
    await enter();
    await page.press(page.find('[data-camera]', 'Nút giao'), 'Delete');
    expect(asked(page, 'groups.save').at(-1)).toMatchObject({ group: 'g1', cameras: [MARKET.id] });
    await page.press(page.find('[data-camera]', 'Nút giao'), 'ContextMenu');
    await chooseInMenu('Bỏ khỏi nhóm này');
    expect(asked(page, 'groups.save')).toHaveLength(2);
  });

  it('keeps its cameras for who may not change it', async () => {
    await enter({ rights: ['live.view'] });
    await page.press(page.find('[data-camera]', 'Nút giao'), 'Delete');
    expect(asked(page, 'groups.save')).toEqual([]);
  });

  it('that somebody removed meanwhile gives way to the list', async () => {
    await enter();
    await act(async () => {
      page.show('groups', []);
    });
    expect(page.find('[role="status"]').textContent).toContain('Chưa có nhóm');
  });
});

describe('a file of cameras', () => {
  const skipped = [
    { line: 3, text: '999;Không có', reason: 'unknown' },
    { line: 7, text: '???', reason: 'unreadable' },
  ];

  it('is told of line by line, and what was let go can be copied', async () => {
    const writeText = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
    await open([groupWith('g1')], { answer: (name) => (name === 'groups.importFile' ? ok({ group: groupId('g1'), taken: 2, skipped }) : undefined) });
    await page.click('button', 'Nhập từ CSV');
    expect(asked(page, 'groups.importFile')).toEqual([{}]);
    expect(page.find('[role="status"]').textContent).toBe('Đã nhập 2 camera.');
    expect([...page.place.querySelectorAll('tbody tr')].map((row) => [...row.querySelectorAll('td')].map(({ textContent }) => textContent))).toEqual([
      ['3', '999;Không có', 'Không có camera này, hoặc không được cấp'],
      ['7', '???', 'Không đọc được'],
    ]);
    // The group it went into is open.
    expect(page.find('h3').textContent).toBe('Trục chính');
    await page.click('button', 'Sao chép các dòng');
    expect(writeText.mock.calls).toEqual([['3\t999;Không có\tKhông có camera này, hoặc không được cấp\n7\t???\tKhông đọc được']]);
    await page.click('section[aria-label="Kết quả nhập"] button', 'Đóng');
    expect(page.place.querySelector('table')).toBeNull();
  });

  it('is told of until that is read, wherever the person looks meanwhile; not to the next one', async () => {
    await open([groupWith('g1')], { answer: (name) => (name === 'groups.importFile' ? ok({ group: groupId('g1'), taken: 2, skipped }) : undefined) });
    await page.click('button', 'Nhập từ CSV');
    await page.draw(null);
    await page.draw(<CameraGroups />);
    expect(page.place.querySelectorAll('tbody tr')).toHaveLength(2);
    await act(async () => {
      page.state.view.actions.reset();
    });
    expect(page.place.querySelector('table')).toBeNull();
  });

  it('that was not chosen after all changes nothing', async () => {
    await open([groupWith('g1')]);
    await page.click('button', 'Nhập từ CSV');
    expect(page.place.querySelector('section')).toBeNull();
    expect(names()).toEqual(['Trục chính2 camera']);
  });

  it('that cannot be read is told in the notice strip', async () => {
    await open([groupWith('g1')], { answer: (name) => (name === 'groups.importFile' ? err('group/file-unreadable') : undefined) });
    await page.click('button', 'Nhập từ CSV');
    expect(page.state.view.store.getState().failures.map(({ error }) => error.code)).toEqual(['group/file-unreadable']);
  });

  it('is written, and where is said', async () => {
    await open([groupWith('g1')], { answer: (name) => (name === 'groups.exportFile' ? ok({ file: '/x/truc-chinh.csv', cameras: 2 }) : undefined) });
    await page.click('button', 'Việc khác với nhóm');
    await chooseInMenu('Xuất ra tệp');
    expect(page.state.view.store.getState().told).toEqual({ kind: 'group-exported', file: '/x/truc-chinh.csv', cameras: 2 });
  });
});
