// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { err, ok } from '@contract/domain/result.ts';
import { cameraId, monitorKey, monitorSurface, utcMs } from '@contract/domain/units.ts';
import { CameraLists } from '../../../../../renderer/widgets/camera-lists/index.ts';
import { cameraWith, unitWith } from '../../../../builders/cameras.ts';
import { createDeskPage, withBoxes, type DeskPage } from '../../../../builders/desk-page.tsx';
import { monitorWith } from '../../../../builders/monitors.ts';
import { wallTileWith } from '../../../../builders/wall-tiles.ts';

const monitor = monitorWith({ id: monitorKey('m2'), number: 2 });
let page: DeskPage;
withBoxes({ widthPx: 1_200, heightPx: 640 });
const lines = (): readonly string[] => [...page.place.querySelectorAll('li[data-camera]')].map((line) => line.textContent ?? '');
const open = async (answerFirst: Parameters<DeskPage['answerFirst']>[0] = () => undefined): Promise<void> => {
  page = createDeskPage((name) => (name === 'wall.find' ? ok({ places: 1 }) : ok({ tile: 0 })));
  page.answerFirst(answerFirst);
  page.lose(cameraId('camera-3'));
  page.show('units', [unitWith('hoan-kiem', 'Hoàn Kiếm')]);
  page.show('monitors', [monitor]);
  page.know([cameraWith(1, { name: 'Cổng chính' }), cameraWith(2, { name: 'Chợ' }), cameraWith(3, { name: 'Bến xe' })]);
  page.show('cameraStates', [{ id: cameraId('camera-3'), state: 'lost', sinceUtcMs: utcMs(1_700_000_000_000) }]);
  await page.draw(<CameraLists tiles={[wallTileWith({ monitor, surface: monitorSurface(monitor.id), tile: 4 })]} />);
};
afterEach(async () => {
  await page.release();
});

describe('the lists of cameras on the wall', () => {
  it('count three lists and say where each camera is', async () => {
    await open();
    expect(['Đang chiếu: 1', 'Không chiếu: 2', 'Mất hình: 1'].map((name) => page.find('[role="radio"]', name).getAttribute('aria-checked'))).toEqual(['true', 'false', 'false']);
    expect(lines()).toEqual([expect.stringContaining('Cổng chínhHoàn KiếmMàn hình 2 ô 5')]);
    await page.click('[role="radio"]', 'Mất hình');
    expect(lines()[0]).toContain('từ 05:13 15/11');
  });

  it('find a camera on the wall, open it on the desk, send it to a monitor', async () => {
    await open();
    await page.click('button', 'Tìm Cổng chính trên tường');
    await page.click('button', 'Mở Cổng chính');
    await page.click('button', 'Mở Cổng chính trên màn hình khác');
    await act(async () => {
      document.querySelector<HTMLElement>('[role="menuitem"]')?.click();
    });
    expect(page.acts().map(([name]) => name)).toEqual(['wall.find', 'surface.openCamera', 'surface.openCamera']);
    expect(page.acts()[2]?.[1]).toMatchObject({ surface: monitorSurface(monitor.id), camera: 'camera-1' });
  });

  it('search within a list, marks or not', async () => {
    await open();
    await page.click('[role="radio"]', 'Không chiếu');
    await page.type('input[type="search"]', 'cho');
    expect(lines()).toEqual([expect.stringContaining('Chợ')]);
  });

  it('cannot find on the wall what is nowhere on it', async () => {
    await open();
    await page.click('[role="radio"]', 'Không chiếu');
    expect(page.find('button', 'Tìm Chợ trên tường')).toHaveProperty('disabled', true);
  });

  it('do not say that none is lost before the directory has answered', async () => {
    let answer: (found: unknown) => void = () => undefined;
    await open((name) => (name === 'directory.search' ? new Promise((resolve) => { answer = resolve; }) : undefined));
    await page.click('[role="radio"]', 'Mất hình');
    expect(page.place.textContent).toContain('Đang hỏi danh sách camera');
    expect(page.place.textContent).not.toContain('Không có camera nào mất hình');
    expect(page.find('[role="radio"]', 'Mất hình').textContent).toBe('Mất hình …');
    await act(async () => {
      page.answerFirst(() => undefined);
      answer(ok({ ids: [], first: [], total: 0, near: 0 }));
    });
  });

  it('say that the directory could not answer', async () => {
    await open((name) => (name === 'directory.search' ? err('directory/unavailable') : undefined));
    await page.click('[role="radio"]', 'Mất hình');
    expect(page.place.textContent).toContain('Chưa lấy được danh sách camera');
    expect(page.place.textContent).not.toContain('Không có camera nào mất hình');
  });

  it('do not leave what was found for one text under the next, when that fails', async () => {
    await open();
    await page.click('[role="radio"]', 'Không chiếu');
    await page.type('input[type="search"]', 'cho');
    expect(lines()).toHaveLength(1);
    page.answerFirst((name) => (name === 'directory.search' ? err('directory/unavailable') : undefined));
    await page.type('input[type="search"]', 'ben');
    expect(lines()).toEqual([]);
    expect(page.place.textContent).toContain('Chưa lấy được danh sách camera');
  });

  it('say how many of all they hold', async () => {
    await open((name) => (name === 'directory.search' ? ok({ ids: [cameraId('camera-2'), cameraId('camera-3')], first: [], total: 24_310, near: 0 }) : undefined));
    await page.click('[role="radio"]', 'Không chiếu');
    expect(page.place.textContent).toContain('Danh sách hiện 2 camera đầu');
  });
});
