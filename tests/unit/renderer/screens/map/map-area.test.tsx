// @vitest-environment happy-dom
import { act } from 'react';
import { describe, expect, it } from 'vitest';
import { EVERY_CAMERA } from '@contract/domain/camera-query.ts';
import { err, ok } from '@contract/domain/result.ts';
import { cameraId, utcMs } from '@contract/domain/units.ts';
import { ONLY } from '@contract/state/slices.ts';
import { cameraWith } from '../../../../builders/cameras.ts';
import { A, B, GROUP, NINE, TWO, mapScene } from '../../../../builders/map-scene.tsx';
import { personWith } from '../../../../builders/people.ts';
import { abilitiesWith } from '../../../../builders/ptz.ts';

const scene = mapScene();
const { asked, frame, lines, person, settle, toldLast } = scene;

describe('choosing an area', () => {
  const rectangle = (): Promise<void> =>
    person(({ onCorner }) => {
      onCorner(A);
      onCorner(B);
    });

  it('lists what is in it, and opens all of it on a monitor with one press', async () => {
    await scene.page.click('button', 'Chữ nhật');
    expect(toldLast('setTool')).toEqual(['drag']);
    expect(document.activeElement).toBe(frame());
    await rectangle();
    expect(asked('directory.area')).toEqual([{ area: { kind: 'polygon', corners: [A, { lonDeg: B.lonDeg, latDeg: A.latDeg }, B, { lonDeg: A.lonDeg, latDeg: B.latDeg }] }, scope: EVERY_CAMERA, most: 2_000 }]);
    expect(toldLast('setTool')).toEqual([null]);
    expect(lines()).toHaveLength(9);
    expect(lines()[8]).toContain('960 m');
    expect(scene.page.place.textContent).toContain('Trong vùng đã chọn9 camera');

    const monitors = scene.page.find('select[aria-label="Màn hình"]') as HTMLSelectElement;
    await act(async () => {
      monitors.value = '2';
      monitors.dispatchEvent(new Event('change', { bubbles: true }));
    });
    await scene.page.click('button', 'Mở trên màn hình 2');
    await settle();
    expect(asked('surface.openMany')).toEqual([{ surface: TWO, cameras: NINE.map(({ id }) => id) }]);
    expect(scene.page.place.textContent).toContain('Đã mở 9 camera trên màn hình 2');
  });

  it('says nothing was opened when main refused', async () => {
    scene.page.answerFirst((name) => (name === 'surface.openMany' ? err('app/not-allowed') : undefined));
    await scene.page.click('button', 'Chữ nhật');
    await rectangle();
    await scene.page.click('button', 'Mở trên màn hình 1');
    await settle();
    expect(asked('surface.openMany')).toHaveLength(1);
    expect(scene.page.place.textContent).not.toContain('Đã mở');
  });

  it('says how many found a tile', async () => {
    scene.page.answerFirst((name) => (name === 'surface.openMany' ? ok({ shown: 4 }) : undefined));
    await scene.page.click('button', 'Chữ nhật');
    await rectangle();
    await scene.page.click('button', 'Mở ở bàn trực');
    await settle();
    expect(scene.page.place.textContent).toContain('Đã mở 4 camera ở bàn trực');
  });

  it('never leaves the cameras of the area before under the next one, nor lets them be opened', async () => {
    await scene.page.type('input[type="search"]', 'xuan thuy');
    await settle();
    await scene.page.click('button', 'Xuân Thủy');
    await settle();
    expect(lines()).toHaveLength(9);
    let answer: (found: unknown) => void = () => undefined;
    scene.page.answerFirst((name) => (name === 'directory.area' ? new Promise((resolve) => { answer = resolve; }) : undefined));
    const radius = scene.page.find('select[aria-label="Bán kính"]') as HTMLSelectElement;
    await act(async () => {
      radius.value = '1000';
      radius.dispatchEvent(new Event('change', { bubbles: true }));
    });
    await settle();
    expect(scene.page.place.textContent).toContain('Trong bán kính 1 kmĐang tìm…');
    expect(lines()).toEqual([]);
    expect(scene.page.find('button', 'Mở trên màn hình 1')).toHaveProperty('disabled', true);
    await act(async () => {
      answer(ok({ items: [{ camera: NINE[0], distanceM: 900 }], total: 1 }));
    });
    await settle();
    expect(lines()).toHaveLength(1);
    expect(scene.page.find('button', 'Mở trên màn hình 1')).toHaveProperty('disabled', false);
  });

  it('works by keys alone: arrows, Enter for each corner, Backspace, Escape', async () => {
    await scene.page.click('button', 'Đa giác');
    await scene.page.press(frame(), 'ArrowRight');
    expect(toldLast('panBy')).toEqual([48, 0]);
    await scene.page.press(frame(), 'Enter');
    expect(toldLast('setDrawing')[0]).toContainEqual(expect.objectContaining({ properties: { kind: 'corner' } }));
    await scene.page.press(frame(), 'Backspace');
    expect(toldLast('setDrawing')).toEqual([[]]);
    await scene.page.press(frame(), '+');
    expect(toldLast('zoomBy')).toEqual([1]);
    await scene.page.press(frame(), 'Escape');
    expect(toldLast('setTool')).toEqual([null]);
    await scene.page.press(frame(), 'Enter');
    expect(scene.map.told.at(-1)).toEqual(['pickMiddle']);
  });

  it('by Shift and a drag needs no tool', async () => {
    await person(({ onBox, onHover, onCorner }) => {
      onBox(A);
      onHover(B);
      onCorner(B);
    });
    expect(asked('directory.area')).toHaveLength(1);
    expect(lines()).toHaveLength(9);
  });

  it('goes away with the button, and with Escape', async () => {
    await scene.page.click('button', 'Chữ nhật');
    await rectangle();
    await scene.page.click('button', 'Bỏ vùng đã chọn');
    expect(scene.page.place.textContent).toContain('Trong khung nhìn');
    await scene.page.click('button', 'Chữ nhật');
    await rectangle();
    await scene.page.press(frame(), 'Escape');
    expect(scene.page.place.textContent).toContain('Trong khung nhìn');
  });

  it('along a road keeps the order of the road', async () => {
    scene.area = ok({ items: [{ camera: NINE[4], distanceM: 5, alongM: 20 }, { camera: NINE[1], distanceM: 1, alongM: 1_500 }], total: 2 });
    await scene.page.click('button', 'Dọc tuyến');
    await person(({ onCorner, onEnd }) => {
      onCorner(A);
      onCorner(B);
      onEnd();
    });
    expect(asked('directory.area').at(-1)).toMatchObject({ area: { kind: 'corridor', line: [A, B], widthM: 50 } });
    expect(lines().map((line) => line.replace(/.*Giấy (\d).*từ đầu tuyến ([\d,]+ k?m).*/, '$1 $2'))).toEqual(['5 20 m', '2 1,5 km']);
  });

  it('says so when nobody sees a spot, and when the directory could not answer', async () => {
    scene.area = ok({ items: [], total: 0 });
    await scene.page.click('button', 'Ai thấy điểm này');
    await person(({ onCorner }) => onCorner(A));
    expect(scene.page.place.textContent).toContain('Không có camera nào nhìn thấy điểm này');
    scene.area = err('directory/unavailable');
    await scene.page.click('button', 'Ai thấy điểm này');
    await person(({ onCorner }) => onCorner(B));
    expect(scene.page.place.textContent).toContain('Chưa lấy được danh sách');
  });

  it('of a spot also points the turning cameras round it there, the nearest first, and shows their picture', async () => {
    const { zeroBearingDeg: _unknown, ...blind } = abilitiesWith();
    const turning = (index: number, ptz = abilitiesWith()) => cameraWith(50 + index, { name: `Quay ${String(index)}`, position: A, kind: 'ptz', ptz });
    scene.area = ok({ items: [turning(1, blind), turning(2), turning(3)].map((camera, index) => ({ camera, distanceM: index * 40 })), total: 3 });
    await scene.page.click('button', 'Ai thấy điểm này');
    await person(({ onCorner }) => onCorner(B));
    expect(asked('directory.area')).toContainEqual({ area: { kind: 'circle', centre: B, radiusM: 400 }, scope: { text: '', filter: { kinds: ['ptz'] } }, most: 20 });
    const buttons = () => [...scene.page.place.querySelectorAll('button')].map((button) => button.textContent ?? '').filter((words) => words.startsWith('Hướng tới điểm này:'));
    expect(buttons()).toEqual(['Hướng tới điểm này: 52 Quay 240 m', 'Hướng tới điểm này: 53 Quay 380 m']);
    await scene.page.click('button', 'Hướng tới điểm này: 53');
    expect(asked('ptz.act')).toEqual([{ camera: 'camera-53', act: { kind: 'look', ...B } }]);
    expect(scene.page.find('[role="status"]', 'Đã hướng Quay 3 tới điểm này')).toBeTruthy();
    expect(scene.page.find('figure').getAttribute('aria-label')).toBe('Hình camera-53');
    await act(async () => {
      scene.page.show('session', [{ id: ONLY, session: { kind: 'signed-in', person: personWith({ rights: ['live.view'] }), sinceUtcMs: utcMs(0) }, vault: 'available', wallOnly: false }]);
    });
    expect(buttons()).toEqual([]);
  });

  it('warns before more than a monitor holds is opened, and opens the first', async () => {
    const many = Array.from({ length: 100 }, (_, index) => cameraWith(index + 1, { position: A }));
    scene.area = ok({ items: many.map((camera) => ({ camera, distanceM: 1 })), total: 3_000 });
    await scene.page.click('button', 'Chữ nhật');
    await rectangle();
    expect(scene.page.place.textContent).toContain('chỉ mở 64 camera đầu');
    expect(scene.page.place.textContent).toContain('Hiện 100 camera đầu trong 3.000');
    await scene.page.click('button', 'Mở trên màn hình 1');
    await settle(5_000);
    expect(asked('surface.openMany')).toMatchObject([{ cameras: many.slice(0, 64).map(({ id }) => id) }]);
  });
});

describe('what a person points at', () => {
  it('a click on a camera shows its picture, a double click opens it, a click beside it lets go', async () => {
    await person(({ onPick }) => onPick({ kind: 'camera', camera: cameraId('camera-2') }));
    expect(scene.page.find('figure').getAttribute('aria-label')).toBe('Hình camera-2');
    await person(({ onOpen }) => onOpen(cameraId('camera-2')));
    expect(asked('surface.openCamera')).toMatchObject([{ camera: 'camera-2' }]);
    await person(({ onPick }) => onPick({ kind: 'nothing', at: A }));
    expect(scene.page.place.querySelector('figure')).toBeNull();
  });

  it('a click on a group goes closer', async () => {
    await person(({ onPick }) => onPick({ kind: 'cluster', mark: 'k1' }));
    expect(toldLast('fit')).toEqual([GROUP.kind === 'cluster' ? GROUP.bounds : null]);
  });
});

describe('finding a place', () => {
  it('lists the cameras round it, as far as chosen', async () => {
    await scene.page.type('input[type="search"]', 'xuan thuy');
    await settle();
    expect(asked('directory.places')).toEqual([{ text: 'xuan thuy' }]);
    await scene.page.press(scene.page.find('input[type="search"]'), 'ArrowDown');
    expect(document.activeElement?.textContent).toContain('Xuân Thủy');
    await scene.page.click('button', 'Xuân Thủy');
    await settle();
    expect(asked('directory.area').at(-1)).toEqual({ area: { kind: 'circle', centre: B, radiusM: 250 }, scope: EVERY_CAMERA, most: 2_000 });
    expect(scene.page.place.textContent).toContain('Trong bán kính 250 m');
    const radius = scene.page.find('select[aria-label="Bán kính"]') as HTMLSelectElement;
    await act(async () => {
      radius.value = '1000';
      radius.dispatchEvent(new Event('change', { bubbles: true }));
    });
    await settle();
    expect(asked('directory.area').at(-1)).toMatchObject({ area: { radiusM: 1_000 } });
    expect(scene.page.place.textContent).toContain('Trong bán kính 1 km');
  });
});
