// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cameraId, monitorKey, monitorSurface } from '@contract/domain/units.ts';
import type { WallTile } from '../../../../../renderer/state/selectors/wall-tiles.ts';
import { WallStatus } from '../../../../../renderer/widgets/wall-status/index.ts';
import { cameraWith } from '../../../../builders/cameras.ts';
import { createDeskPage, withBoxes, type DeskPage } from '../../../../builders/desk-page.tsx';
import { monitorWith } from '../../../../builders/monitors.ts';
import { reportWith } from '../../../../builders/tile-reports.ts';
import { wallTileWith } from '../../../../builders/wall-tiles.ts';

const second = monitorWith({ id: monitorKey('m2'), number: 2 });
const live = wallTileWith({ report: reportWith({ fps: 15, kbps: 1_500, ageMs: 45 }) });
const lost = wallTileWith({ key: 'm2 3', surface: monitorSurface(second.id), monitor: second, tile: 3, camera: cameraId('camera-2'), condition: 'lost', report: reportWith({ camera: cameraId('camera-2'), state: 'lost', cause: 'camera-lost', fps: 0, ageMs: null }) });
let page: DeskPage;
withBoxes({ widthPx: 1_200, heightPx: 640 });
const draw = (...tiles: readonly WallTile[]): Promise<void> => page.draw(<WallStatus tiles={tiles} />);
const rows = (): readonly string[] => [...page.place.querySelectorAll('[data-row]')].map((row) => row.textContent ?? '');

beforeEach(() => {
  page = createDeskPage();
  page.know([cameraWith(1, { name: 'Cổng chính' }), cameraWith(2, { name: 'Chợ' })]);
});
afterEach(async () => {
  await page.release();
});

describe('the status page of the wall', () => {
  it('tells of each tile where it is, what it shows and how', async () => {
    await draw(live, lost);
    expect(rows()[0]).toBe('1 · ô 11Cổng chínhTrực tiếp15,045 mswebcodecsavc1.4d401f640 × 3601.500luồng phụđủ hình–');
    expect(rows()[1]).toContain('2 · ô 42ChợMất tín hiệu');
  });

  it('sums up each monitor, and lists one alone', async () => {
    await draw(live, lost);
    expect(page.find('button[aria-pressed]', 'Màn hình 2').textContent).toContain('1 có vấn đề');
    await page.click('button[aria-pressed]', 'Màn hình 2');
    expect(rows()).toHaveLength(1);
    expect(rows()[0]).toContain('Chợ');
  });

  it('lists only what is wrong, and keeps a row that has become well until asked to sort again', async () => {
    await draw(live, lost);
    await page.click('[role="radio"]', 'Có vấn đề: 1');
    expect(rows()).toHaveLength(1);
    await draw(live, { ...lost, condition: 'live' });
    expect(rows()).toHaveLength(1);
    expect(rows()[0]).toContain('Trực tiếp');
    await page.click('button', 'Sắp xếp lại');
    expect(rows()).toHaveLength(0);
    expect(page.place.textContent).toContain('Không có ô nào thuộc loại này.');
  });

  it('sorts by a column and does not jump when figures change', async () => {
    const other = { ...lost, condition: 'live', report: reportWith({ camera: cameraId('camera-2'), fps: 25 }) } as const;
    await draw(live, other);
    await page.click('[role="columnheader"] button', 'Hình/s');
    await page.click('[role="columnheader"] button', 'Hình/s');
    expect(rows().map((row) => row.includes('Chợ'))).toEqual([true, false]);
    await draw(live, { ...other, report: reportWith({ camera: cameraId('camera-2'), fps: 1 }) });
    expect(rows().map((row) => row.includes('Chợ'))).toEqual([true, false]);
    await page.click('button', 'Sắp xếp lại');
    expect(rows().map((row) => row.includes('Chợ'))).toEqual([false, true]);
  });

  it('does not show figures that are too old as if they were so', async () => {
    await draw({ ...live, condition: 'old' });
    expect(rows()[0]).toContain('Số liệu cũ');
    expect(rows()[0]).not.toContain('15,0');
  });

  it('has only the rows in sight in the page', async () => {
    const many = Array.from({ length: 600 }, (_, index) => wallTileWith({ key: String(index), tile: index % 64 }));
    await draw(...many);
    expect(page.find('[role="table"]').getAttribute('aria-rowcount')).toBe('601');
    expect(rows().length).toBeLessThan(60);
  });
});
