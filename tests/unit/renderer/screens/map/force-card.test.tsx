// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Force } from '@contract/domain/force.ts';
import { cameraId, forceId, utcMs } from '@contract/domain/units.ts';
import { MapScreen } from '../../../../../renderer/screens/map/map-screen.tsx';
import { createDeskPage, withBoxes, type DeskPage } from '../../../../builders/desk-page.tsx';
import { createFakeSiteMap, type FakeSiteMap } from '../../../../builders/fake-site-map.ts';

const A = { lonDeg: 105.8, latDeg: 21 };
const B = { lonDeg: 105.81, latDeg: 21.01 };
/** When the builder's clock stands, ms. */
const NOW = 1_700_000_000_000;
const force = (overrides: Partial<Force> = {}): Force => ({ id: forceId('f'), name: 'Tổ 113-07', kind: 'fire-engine', state: 'busy', unitName: 'Công an quận Cầu Giấy', trail: [{ at: A, utcMs: utcMs(NOW - 240_000) }], ...overrides });

let page: DeskPage;
let map: FakeSiteMap;
beforeEach(async () => {
  vi.useFakeTimers();
  withBoxes({ widthPx: 400, heightPx: 600 });
  map = createFakeSiteMap();
  page = createDeskPage();
  page.show('forces', [force()]);
  await page.draw(<MapScreen createMap={map.create} renderPicture={(camera) => <figure aria-label={`Hình ${camera}`} />} />);
});
afterEach(async () => {
  await page.release();
  vi.useRealTimers();
});
const pick = async (pickedForce: string): Promise<void> => {
  await act(async () => {
    map.person().onPick({ kind: 'force', force: pickedForce });
  });
};
const card = (): HTMLElement => page.find('section', 'Lực lượng đã chọn');
const toldPicked = (): unknown => map.told.filter(([what]) => what === 'setPicked').at(-1)?.[1];

describe('a force that is clicked on the map', () => {
  it('is told by name, kind, state, unit and the age of its place', async () => {
    await pick('f');
    expect(card().textContent).toContain('Tổ 113-07');
    expect(card().textContent).toContain('Xe chữa cháy · Đang làm nhiệm vụ · Công an quận Cầu Giấy · vị trí 4 phút trước');
    expect(toldPicked()).toEqual(A);
  });

  it('is followed while it moves, and says that its place is of now', async () => {
    await pick('f');
    await act(async () => {
      page.show('forces', [force({ state: 'free', trail: [{ at: A, utcMs: utcMs(NOW - 240_000) }, { at: B, utcMs: utcMs(NOW - 5_000) }] })]);
    });
    expect(card().textContent).toContain('Xe chữa cháy · Sẵn sàng · Công an quận Cầu Giấy · vị trí mới cập nhật');
    expect(toldPicked()).toEqual(B);
  });

  it('is let go of with the button, with Escape, and when a camera is picked', async () => {
    await pick('f');
    await page.click('button', 'Bỏ chọn lực lượng');
    expect(page.place.textContent).not.toContain('Tổ 113-07');
    await pick('f');
    await page.press(page.find('[role="application"]'), 'Escape');
    expect(page.place.textContent).not.toContain('Tổ 113-07');
    await pick('f');
    await act(async () => {
      map.person().onPick({ kind: 'camera', camera: cameraId('camera-1') });
    });
    expect(page.place.textContent).not.toContain('Tổ 113-07');
    expect(page.find('figure').getAttribute('aria-label')).toBe('Hình camera-1');
  });

  it('is not there any more when the server no longer tells of it', async () => {
    await pick('f');
    expect(card().textContent).toContain('Tổ 113-07');
    await act(async () => {
      page.show('forces', []);
    });
    expect(page.place.textContent).not.toContain('Tổ 113-07');
    expect(toldPicked()).toBeNull();
  });
});
