// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { READY } from '@contract/domain/arrangement.ts';
import { cameraContent } from '@contract/domain/tile-content.ts';
import { ok } from '@contract/domain/result.ts';
import { cameraId, DESK_SURFACE, groupId, layoutId, monitorKey, monitorSurface, nodeId, searchId, utcMs } from '@contract/domain/units.ts';
import { ONLY } from '@contract/state/slices.ts';
import { emptySurface } from '@contract/domain/wall.ts';
import { WallControlScreen } from '../../../../../renderer/screens/wall-control/wall-control-screen.tsx';
import { DRAG_TYPES } from '../../../../../renderer/ui/drag-data.ts';
import { alarmWith } from '../../../../builders/alarms.ts';
import { cameraWith } from '../../../../builders/cameras.ts';
import { createDeskPage, withBoxes, type DeskPage } from '../../../../builders/desk-page.tsx';
import { dropOn } from '../../../../builders/drags.ts';
import { monitorWith } from '../../../../builders/monitors.ts';
import { personWith } from '../../../../builders/people.ts';
import { reportWith } from '../../../../builders/tile-reports.ts';

const left = monitorWith({ id: monitorKey('m1'), number: 1 });
const right = monitorWith({ id: monitorKey('m2'), number: 2, xPx: 1920 });
const remote = monitorWith({ id: monitorKey('hall|m3'), number: 3, node: nodeId('hall'), present: false });
const two = monitorSurface(right.id);
let page: DeskPage;

const open = async (): Promise<void> => {
  withBoxes({ widthPx: 1_000, heightPx: 600 });
  page = createDeskPage((name) => ok(name === 'surface.openCamera' ? { tile: 0 } : null));
  page.show('session', [{ id: ONLY, session: { kind: 'signed-in', person: personWith(), sinceUtcMs: utcMs(0) }, vault: 'available', wallOnly: false }]);
  page.know([cameraWith(1, { name: 'Cổng chính' }), cameraWith(2, { name: 'Chợ' })]);
  page.show('monitors', [left, right, remote]);
  page.show('nodes', [{ id: nodeId('hall'), name: 'Máy sảnh', state: 'down', sinceUtcMs: utcMs(1_700_000_000_000) }]);
  page.show('surfaces', [
    { ...emptySurface(two, READY['4']), contents: [cameraContent(cameraId('camera-1')), null, null, null] },
    { ...emptySurface(DESK_SURFACE, READY['2']), contents: [{ kind: 'clock' }, null] },
  ]);
  page.show('tileReports', [{ id: two, utcMs: utcMs(0), tiles: [reportWith({ state: 'lost', cause: 'camera-lost', ageMs: null })] }]);
  await page.draw(<WallControlScreen />);
};
const card = (number: number): HTMLElement => page.find('[role="option"]', `Màn hình ${String(number)},`);
afterEach(async () => {
  await page.release();
});

describe('the wall control', () => {
  it('tells of each monitor what it is, what it shows and what is wrong', async () => {
    await open();
    expect([1, 2, 3].map((number) => card(number).querySelector('.visually-hidden')?.textContent)).toEqual([
      'Màn hình 1, Chưa có bố cục, 1920 × 1080',
      'Màn hình 2, Bố cục chưa đặt tên, 1920 × 1080, Ô có vấn đề: 1',
      'Màn hình 3, Chưa có bố cục, 1920 × 1080, máy mất kết nối',
    ]);
    expect(page.find('[role="tab"]', 'Trạng thái').textContent).toBe('Trạng thái1');
  });

  it('goes from monitor to monitor by arrows, over the border of PCs, and on to the acts by Enter', async () => {
    await open();
    await page.press(card(1), 'ArrowRight');
    expect(card(2).getAttribute('aria-selected')).toBe('true');
    await page.press(card(2), 'ArrowDown');
    expect(card(3).getAttribute('aria-selected')).toBe('true');
    expect(page.place.textContent).toContain('Lệnh được giữ và thực hiện khi máy trở lại.');
    await page.press(card(3), 'Enter');
    expect(document.activeElement?.textContent).toBe('Gửi bàn trực');
  });

  it('acts on the chosen monitor', async () => {
    await open();
    await page.click('[role="option"]', 'Màn hình 2,');
    for (const words of ['Gửi bàn trực', 'Khóa', 'Chiếu màn hình của tôi', 'Xóa']) await page.click('section[aria-labelledby="monitor-title"] button', words);
    expect(page.acts()).toEqual([
      ['surface.sendToMonitor', { from: DESK_SURFACE, to: two }],
      ['surface.setLocked', { surface: two, locked: true }],
      ['wall.showDesk', { monitor: 'm2', on: true }],
      ['surface.clear', { surface: two }],
    ]);
  });

  it('does not offer the desk’s screen to a monitor of another PC', async () => {
    await open();
    await page.click('[role="option"]', 'Màn hình 3,');
    expect(page.find('button', 'Chiếu màn hình của tôi')).toHaveProperty('disabled', true);
  });

  it('has the same acts in a menu, by key', async () => {
    await open();
    await page.press(card(2), 'F10', { shiftKey: true });
    const items = [...document.querySelectorAll('[role="menuitem"]')].map((item) => item.textContent);
    expect(items).toEqual(['Gửi bàn trựcCtrl 1', 'Chiếu màn hình của tôi', 'Khóa', 'Luân phiên bố cục…', 'Xóa']);
  });

  it('takes what is dropped on a monitor: camera, tile, layout, alarm, the desk', async () => {
    await open();
    await dropOn(card(2), { [DRAG_TYPES.camera]: 'camera-2' });
    await dropOn(card(2).querySelector('[data-mini-tile="3"]') ?? card(2), { [DRAG_TYPES.camera]: 'camera-2' });
    await dropOn(card(2), { [DRAG_TYPES.tile]: '0' });
    await dropOn(card(2), { [DRAG_TYPES.layout]: 'l1' });
    await dropOn(card(2), { [DRAG_TYPES.alarm]: 'a1', [DRAG_TYPES.camera]: 'camera-1' });
    await dropOn(card(2), { [DRAG_TYPES.desk]: 'desk' });
    expect(page.acts()).toEqual([
      ['surface.openCamera', { surface: two, camera: 'camera-2', preferred: 0 }],
      ['surface.placeContent', { surface: two, tile: 3, content: cameraContent(cameraId('camera-2')) }],
      ['surface.placeContent', { surface: two, tile: 1, content: { kind: 'clock' } }],
      ['surface.applyLayout', { surface: two, layout: 'l1' }],
      ['wall.sendAlarm', { alarm: 'a1', surface: two }],
      ['surface.sendToMonitor', { from: DESK_SURFACE, to: two }],
    ]);
  });

  it('opens the cameras of a group, or of a saved search, that is dropped on a monitor', async () => {
    await open();
    page.show('groups', [{ id: groupId('g1'), name: 'Trục chính', cameras: [cameraId('camera-2'), cameraId('camera-1')], shared: false, ownerId: 'p1', etag: '1', updatedUtcMs: utcMs(0), sync: 'stored' }]);
    page.show('searches', [{ id: searchId('s1'), name: 'Cổng', query: { text: 'camera', filter: {}, order: 'number' }, shared: false, ownerId: 'p1', etag: '1', updatedUtcMs: utcMs(0), sync: 'stored' }]);
    page.answerFirst((name) => (name === 'directory.search' ? ok({ ids: [cameraId('camera-1')], first: [], total: 1, near: 0 }) : name === 'surface.openMany' ? ok({ shown: 1 }) : undefined));
    await dropOn(card(2), { [DRAG_TYPES.group]: 'g1' });
    await dropOn(card(2), { [DRAG_TYPES.search]: 's1' });
    await dropOn(card(2), { [DRAG_TYPES.group]: 'gone' });
    expect(page.acts()).toEqual([
      ['surface.openMany', { surface: two, cameras: ['camera-2', 'camera-1'] }],
      ['surface.openMany', { surface: two, cameras: ['camera-1'] }],
    ]);
  });

  it('sends by a press what can also be dragged', async () => {
    await open();
    page.show('layouts', [{ id: layoutId('l1'), name: 'Trung tâm', arrangement: READY['4'], contents: [null, null, null, null], shared: false, locked: false, ownerId: 'p1', etag: null, updatedUtcMs: utcMs(0), sync: 'stored' }]);
    page.show('alarms', [alarmWith('a1', { camera: cameraId('camera-2'), priority: 1, title: 'Đám đông', raisedUtcMs: utcMs(0) })]);
    await page.click('[role="option"]', 'Màn hình 2,');
    await page.click('button', 'Gửi Chợ tới màn hình 2');
    await page.click('[role="radio"]', 'Bố cục');
    await page.click('button', 'Gửi bố cục “Trung tâm” tới màn hình 2');
    await page.click('[role="radio"]', 'Cảnh báo');
    await page.click('button', 'Gửi Đám đông (Khẩn) tới màn hình 2');
    expect(page.acts().map(([name]) => name)).toEqual(['surface.openCamera', 'surface.applyLayout', 'wall.sendAlarm']);
  });

  it('undoes and shows numbers by button and by key', async () => {
    await open();
    await page.click('button', 'Hoàn tác');
    await page.click('button', 'Hiện số');
    await page.press(window, 'u', { code: 'KeyU' });
    await page.press(window, 'n', { code: 'KeyN' });
    expect(page.acts().map(([name]) => name)).toEqual(['wall.undo', 'window.identifyMonitors', 'wall.undo', 'window.identifyMonitors']);
  });

  it('goes from tab to tab by arrows', async () => {
    await open();
    await page.press(page.find('[role="tab"]', 'Sơ đồ'), 'ArrowRight');
    expect(document.activeElement?.textContent).toBe('Trạng thái1');
    expect(page.find('[role="tabpanel"]').textContent).toContain('Mất tín hiệu');
    await page.press(page.find('[role="tab"]', 'Trạng thái'), 'ArrowLeft');
    expect(page.find('[role="listbox"]')).toBeTruthy();
  });
});
