// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { err } from '@contract/domain/result.ts';
import { cameraId, sceneId, utcMs } from '@contract/domain/units.ts';
import type { WallScene } from '@contract/domain/wall-scene.ts';
import { SceneList } from '../../../../../renderer/widgets/scene-list/index.ts';
import { cameraWith } from '../../../../builders/cameras.ts';
import { createDeskPage, type DeskPage } from '../../../../builders/desk-page.tsx';

const sceneWith = (overrides: Partial<WallScene> = {}): WallScene => ({ id: sceneId('s1'), name: 'Sáng', monitors: [], keyDigit: null, schedule: null, alarm: null, updatedUtcMs: utcMs(0), ...overrides });
let page: DeskPage;
const open = async (scenes: readonly WallScene[], answer?: () => unknown): Promise<void> => {
  page = createDeskPage(answer);
  page.know([cameraWith(1, { name: 'Cổng chính' })]);
  page.show('scenes', scenes);
  await page.draw(<SceneList />);
};
afterEach(async () => {
  await page.release();
});

describe('the list of scenes', () => {
  it('says in words when each comes, in the order of their keys', async () => {
    await open([
      sceneWith({ id: sceneId('a'), name: 'Đêm', schedule: { days: [1, 2, 3, 4, 5, 6, 7], minuteOfDay: 1_320 } }),
      sceneWith({ id: sceneId('b'), name: 'Sự kiện', keyDigit: 2, schedule: { days: [1, 2, 3, 7], minuteOfDay: 450 }, alarm: { priorityAtLeast: 2, cameras: [cameraId('camera-1')] } }),
    ]);
    const [first, second] = [...page.place.querySelectorAll('li[data-scene]')].map((row) => row.textContent);
    expect(first).toBe('Sự kiện0 màn hìnhShift 207:30, thứ Hai đến thứ Tư, Chủ nhậtCảnh báo mức Cao trở lên ở Cổng chính');
    expect(second).toContain('22:00, hằng ngày');
  });

  it('recalls a scene in one press', async () => {
    await open([sceneWith()]);
    await page.click('button', 'Gọi kịch bản “Sáng”');
    expect(page.acts()).toEqual([['scenes.recall', { scene: 's1' }]]);
  });

  it('keeps the wall of now under a name, and says so', async () => {
    await open([]);
    await page.click('button[type="submit"]');
    expect(page.find('[role="alert"]').textContent).toBe('Hãy đặt tên cho kịch bản.');
    await page.type('input', '  Giờ cao điểm ');
    await page.click('button[type="submit"]');
    expect(page.acts()).toEqual([['scenes.save', { name: 'Giờ cao điểm', replace: null }]]);
    expect(page.find('[role="status"]').textContent).toBe('Đã lưu kịch bản “Giờ cao điểm”.');
  });

  it('asks before it removes a scene or puts the wall of now in its place; the safe answer has the focus', async () => {
    await open([sceneWith()]);
    await page.click('button', 'Xóa kịch bản');
    expect(document.activeElement?.textContent).toBe('Giữ lại');
    await page.click('button', 'Giữ lại');
    await page.click('button', 'Thay kịch bản');
    await page.click('button', 'Thay');
    await page.click('button', 'Xóa kịch bản');
    await page.click('button', 'Xóa');
    expect(page.acts()).toEqual([['scenes.save', { name: 'Sáng', replace: 's1' }], ['scenes.remove', { scene: 's1' }]]);
  });

  it('changes name, key, schedule and alarm, and names whom a key is taken from', async () => {
    await open([sceneWith(), sceneWith({ id: sceneId('s2'), name: 'Đêm', keyDigit: 3 })]);
    await page.click('button', 'Sửa kịch bản “Sáng”');
    expect(page.find('option[value="3"]').textContent).toBe('Shift 3 (lấy của “Đêm”)');
    await page.type('input', 'Sáng sớm');
    await page.click('label', 'Tự gọi theo lịch');
    await page.click('label', 'CN');
    await page.click('label', 'Tự gọi khi có cảnh báo');
    await page.click('button', 'Thêm Cổng chính');
    await page.click('button[type="submit"]');
    expect(page.acts()).toEqual([
      ['scenes.set', { scene: 's1', name: 'Sáng sớm', keyDigit: null, schedule: { days: [1, 2, 3, 4, 5, 7], minuteOfDay: 420 }, alarm: { priorityAtLeast: 1, cameras: ['camera-1'] } }],
    ]);
    expect(page.find('button', 'Gọi kịch bản “Sáng”')).toBeTruthy();
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Sửa kịch bản “Sáng”');
  });

  it('keeps what was typed when main refuses, and says why', async () => {
    await open([sceneWith()], () => err('app/not-allowed'));
    await page.click('button', 'Sửa kịch bản “Sáng”');
    await page.click('button[type="submit"]');
    expect(page.find('[role="alert"]').textContent).not.toBe('');
    await page.press(page.find('input'), 'Escape');
    expect(page.place.querySelector('form[aria-label^="Sửa"]')).toBeNull();
  });
});
