// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Camera, Position } from '@contract/domain/camera.ts';
import type { MapMark } from '@contract/domain/camera-query.ts';
import { err, ok } from '@contract/domain/result.ts';
import { alarmId, cameraId, forceId, monitorKey, monitorSurface, utcMs } from '@contract/domain/units.ts';
import { ONLY, type TierRecord } from '@contract/state/slices.ts';
import { MapScreen } from '../../../../../renderer/screens/map/map-screen.tsx';
import { cameraWith, unitWith } from '../../../../builders/cameras.ts';
import { createDeskPage, withBoxes, type DeskPage, type RequestCall } from '../../../../builders/desk-page.tsx';
import { createFakeSiteMap, SIGHT, type FakeSiteMap } from '../../../../builders/fake-site-map.ts';
import { monitorWith } from '../../../../builders/monitors.ts';
import { personWith } from '../../../../builders/people.ts';

const A: Position = { lonDeg: 105.8, latDeg: 21 };
const B: Position = { lonDeg: 105.81, latDeg: 21.01 };
const NINE = Array.from({ length: 9 }, (_, index): Camera => cameraWith(index + 1, { name: `Nút giao Cầu Giấy ${String(index + 1)}`, position: A, address: 'Cầu Giấy' }));
const TWO = monitorSurface(monitorKey('m2'));
const mark = (camera: Camera, condition: 'working' | 'lost' = 'working'): MapMark => ({ id: `c${camera.id}`, kind: 'camera', at: A, camera: camera.id, number: camera.number, name: camera.name, turns: false, type: null, bearingDeg: null, condition });
const group: MapMark = { id: 'k1', kind: 'cluster', at: B, counts: { working: 40, lost: 2, broken: 0, unknown: 0 }, bounds: { west: 105.8, south: 21, east: 105.82, north: 21.02 } };

let page: DeskPage;
let map: FakeSiteMap;
let area: unknown;

beforeEach(async () => {
  vi.useFakeTimers();
  withBoxes({ widthPx: 400, heightPx: 600 });
  map = createFakeSiteMap();
  area = ok({ items: NINE.map((camera, index) => ({ camera, distanceM: index * 120 })), total: 9 });
  page = createDeskPage((name) => {
    if (name === 'directory.area') return area;
    if (name === 'directory.places') return ok({ places: [{ kind: 'street', name: 'Xuân Thủy', within: 'Quận Cầu Giấy', position: B, cameras: 42 }] });
    if (name === 'map.coverage') return ok({ areas: [{ camera: cameraId('c'), corners: [[105.8, 21], [105.81, 21], [105.8, 21.01]] }] });
    if (name === 'surface.openMany') return ok({ shown: 9 });
    return ok(name === 'surface.openCamera' ? { tile: 0 } : null);
  });
  page.show('session', [{ id: ONLY, session: { kind: 'signed-in', person: personWith(), sinceUtcMs: utcMs(0) }, vault: 'available', wallOnly: false }]);
  page.show('monitors', [monitorWith({ id: monitorKey('m1'), number: 1 }), monitorWith({ id: monitorKey('m2'), number: 2, xPx: 1920 })]);
  page.know(NINE, [unitWith('hoan-kiem', 'Quận Hoàn Kiếm')]);
  page.show('mapMarks', [mark(NINE[0] ?? cameraWith(1)), mark(NINE[1] ?? cameraWith(2), 'lost'), group]);
  await page.draw(<MapScreen createMap={map.create} renderPicture={(camera) => <figure aria-label={`Hình ${camera}`} />} />);
});
afterEach(async () => {
  await page.release();
  vi.useRealTimers();
});

const settle = async (ms = 300): Promise<void> => {
  await act(async () => {
    await vi.advanceTimersByTimeAsync(ms);
  });
};
const person = async (does: (hands: ReturnType<FakeSiteMap['person']>) => void): Promise<void> => {
  await act(async () => {
    does(map.person());
  });
  await settle();
};
const lines = (): readonly string[] => [...page.place.querySelectorAll('[data-map-row]')].map((line) => line.textContent ?? '');
const asked = (name: string): readonly unknown[] => page.calls.flatMap(([called, input]: RequestCall) => (called === name ? [input] : []));
const toldLast = (what: string): readonly unknown[] => map.told.filter(([told]) => told === what).at(-1)?.slice(1) ?? [];
const frame = (): HTMLElement => page.find('[role="application"]');

describe('the map', () => {
  it('tells main what is in sight, and that nothing is any more', async () => {
    await person(({ onSight }) => onSight(SIGHT));
    expect(asked('map.look')).toEqual([{ look: { bounds: SIGHT.bounds, zoom: 14, filter: {} } }]);
    await page.draw(null);
    expect(asked('map.look').at(-1)).toEqual({ look: null });
    expect(map.isDestroyed()).toBe(true);
  });

  it('shows the marks main shares, and follows their changes', async () => {
    expect([...map.marks.keys()]).toEqual(['ccamera-1', 'ccamera-2', 'k1']);
    await act(async () => {
      page.show('mapMarks', [mark(NINE[2] ?? cameraWith(3))]);
    });
    expect([...map.marks.keys()]).toEqual(['ccamera-3']);
  });

  it('shows forces, alarms and units', async () => {
    await act(async () => {
      page.show('forces', [{ id: forceId('f'), name: 'Tổ 1', kind: 'patrol', state: 'free', trail: [{ at: A, utcMs: utcMs(1_700_000_000_000) }] }]);
      page.show('alarms', [{ id: alarmId('a'), camera: NINE[0]?.id ?? null, priority: 1, title: 'Xâm nhập', raisedUtcMs: utcMs(0) }]);
    });
    expect(toldLast('setForces')[0]).toMatchObject([{ properties: { label: 'Tổ 1' } }]);
    expect(toldLast('setAlarms')[0]).toMatchObject([{ properties: { label: 'Xâm nhập' } }]);
  });

  it('begins where the person left it, with the layers they chose', async () => {
    await person(({ onSight }) => onSight({ ...SIGHT, zoom: 16 }));
    await page.click('button', 'Lớp bản đồ');
    await page.click('label', 'Lực lượng');
    expect(toldLast('showLayer')).toEqual(['heat', false]);
    expect(map.told).toContainEqual(['showLayer', 'forces', false]);
    await page.draw(null);
    await page.draw(<MapScreen createMap={map.create} />);
    expect(map.options().start).toEqual({ centre: SIGHT.centre, zoom: 16 });
    expect(page.state.view.store.getState().map.layers.forces).toBe(false);
  });

  it('goes where another screen sends it', async () => {
    await act(async () => {
      page.state.view.actions.showOnMap({ at: B, camera: NINE[3]?.id ?? null });
    });
    expect(toldLast('goTo')).toEqual([B, 17.5]);
    expect(page.find('figure').getAttribute('aria-label')).toBe('Hình camera-4');
    expect(page.state.view.store.getState().mapTarget).toBeNull();
  });

  it('asks for fields of view only while they are shown and near enough', async () => {
    await person(({ onSight }) => onSight(SIGHT));
    expect(asked('map.coverage')).toEqual([]);
    await page.click('button', 'Lớp bản đồ');
    await page.click('label', 'Vùng quan sát');
    await settle();
    expect(asked('map.coverage')).toHaveLength(1);
    expect(toldLast('setCoverage')).toEqual([[[[105.8, 21], [105.81, 21], [105.8, 21.01], [105.8, 21]]]]);
    await person(({ onSight }) => onSight({ ...SIGHT, zoom: 10 }));
    expect(asked('map.coverage')).toHaveLength(1);
  });
});

describe('fields of view', () => {
  const tierOf = (directoryUtcMs: number, directoryTotal = 9): TierRecord => ({ id: ONLY, address: '', service: null, connection: { kind: 'online' }, clockOffsetMs: 0, directoryUtcMs: utcMs(directoryUtcMs), directoryTotal, directorySkipped: 0, directoryState: 'current' });
  const shown = async (): Promise<void> => {
    await person(({ onSight }) => onSight(SIGHT));
    await page.click('button', 'Lớp bản đồ');
    await page.click('label', 'Vùng quan sát');
    await settle();
  };
  const directoryIs = async (...of: Parameters<typeof tierOf>): Promise<void> => {
    await act(async () => {
      page.show('tier', [tierOf(...of)]);
    });
    await settle();
  };
  const TOO_MANY = 'Quá nhiều camera trong tầm nhìn';

  it('are asked for again when the directory changes', async () => {
    await directoryIs(1);
    await shown();
    expect(asked('map.coverage')).toHaveLength(1);
    await directoryIs(1);
    expect(asked('map.coverage')).toHaveLength(1);
    await directoryIs(2);
    await directoryIs(2, 8);
    expect(asked('map.coverage')).toHaveLength(3);
  });

  it('go away when they can no longer be told', async () => {
    await shown();
    page.answerFirst((name) => (name === 'map.coverage' ? err('directory/unavailable') : undefined));
    await directoryIs(2);
    expect(toldLast('setCoverage')).toEqual([[]]);
  });

  it('of too many cameras are not silently missing', async () => {
    page.answerFirst((name) => (name === 'map.coverage' ? ok({ areas: [] }) : undefined));
    await person(({ onState }) => onState('ready'));
    await shown();
    expect(page.place.textContent).not.toContain(TOO_MANY);
    await act(async () => {
      page.show('mapMarks', [{ ...group, counts: { working: 1_000, lost: 1, broken: 0, unknown: 0 } } as MapMark]);
    });
    expect(page.find('[role="status"]', TOO_MANY).textContent).toContain('phóng gần hơn');
    await person(({ onSight }) => onSight({ ...SIGHT, zoom: 10 }));
    expect(page.place.textContent).not.toContain(TOO_MANY);
  });
});

describe('its list twin', () => {
  it('says what the map shows: cameras with their state, clusters with what is wrong in them', () => {
    expect(lines()[0]).toContain('Nút giao Cầu Giấy 1');
    expect(lines()[1]).toContain('Mất');
    expect(lines()[2]).toContain('Cụm 42 camera');
    expect(lines()[2]).toContain('2 mất hình hoặc hỏng');
    expect(page.place.textContent).toContain('44 camera');
  });

  it('goes to a group, and shows a camera with its picture', async () => {
    await page.click('[data-map-row]', 'Cụm 42 camera');
    expect(toldLast('fit')).toEqual([group.kind === 'cluster' ? group.bounds : null]);
    await page.click('[data-map-row]', 'Nút giao Cầu Giấy 1');
    expect(toldLast('goTo')[0]).toEqual(A);
    expect(toldLast('setPicked')).toEqual([A]);
    expect(page.find('figure').getAttribute('aria-label')).toBe('Hình camera-1');
    await page.click('button', 'Bỏ chọn camera');
    expect(page.place.querySelector('figure')).toBeNull();
  });

  it('is walked with arrows, one stop of the Tab key', async () => {
    const first = page.find('[data-map-row][tabindex="0"]');
    await page.press(first, 'ArrowDown');
    await settle();
    expect(page.place.querySelectorAll('[data-map-row][tabindex="0"]')).toHaveLength(1);
    expect(document.activeElement?.textContent).toContain('Nút giao Cầu Giấy 2');
  });

  it('is all there is on a PC without graphics, and says why', async () => {
    await person(({ onState }) => onState('no-graphics'));
    expect(page.find('[role="status"]', 'thiếu đồ họa').textContent).toContain('danh sách bên cạnh');
    expect(lines()).toHaveLength(3);
  });
});

describe('choosing an area', () => {
  const rectangle = (): Promise<void> =>
    person(({ onCorner }) => {
      onCorner(A);
      onCorner(B);
    });

  it('lists what is in it, and opens all of it on a monitor with one press', async () => {
    await page.click('button', 'Chữ nhật');
    expect(toldLast('setTool')).toEqual(['drag']);
    expect(document.activeElement).toBe(frame());
    await rectangle();
    expect(asked('directory.area')).toEqual([{ area: { kind: 'polygon', corners: [A, { lonDeg: B.lonDeg, latDeg: A.latDeg }, B, { lonDeg: A.lonDeg, latDeg: B.latDeg }] }, filter: {} }]);
    expect(toldLast('setTool')).toEqual([null]);
    expect(lines()).toHaveLength(9);
    expect(lines()[8]).toContain('960 m');
    expect(page.place.textContent).toContain('Trong vùng đã chọn9 camera');

    const monitors = page.find('select[aria-label="Màn hình"]') as HTMLSelectElement;
    await act(async () => {
      monitors.value = '2';
      monitors.dispatchEvent(new Event('change', { bubbles: true }));
    });
    await page.click('button', 'Mở trên màn hình 2');
    await settle();
    expect(asked('surface.openMany')).toEqual([{ surface: TWO, cameras: NINE.map(({ id }) => id) }]);
    expect(page.place.textContent).toContain('Đã mở 9 camera trên màn hình 2');
  });

  it('says nothing was opened when main refused', async () => {
    page.answerFirst((name) => (name === 'surface.openMany' ? err('app/not-allowed') : undefined));
    await page.click('button', 'Chữ nhật');
    await rectangle();
    await page.click('button', 'Mở trên màn hình 1');
    await settle();
    expect(asked('surface.openMany')).toHaveLength(1);
    expect(page.place.textContent).not.toContain('Đã mở');
  });

  it('says how many found a tile', async () => {
    page.answerFirst((name) => (name === 'surface.openMany' ? ok({ shown: 4 }) : undefined));
    await page.click('button', 'Chữ nhật');
    await rectangle();
    await page.click('button', 'Mở ở bàn trực');
    await settle();
    expect(page.place.textContent).toContain('Đã mở 4 camera ở bàn trực');
  });

  it('never leaves the cameras of the area before under the next one, nor lets them be opened', async () => {
    await page.type('input[type="search"]', 'xuan thuy');
    await settle();
    await page.click('button', 'Xuân Thủy');
    await settle();
    expect(lines()).toHaveLength(9);
    let answer: (found: unknown) => void = () => undefined;
    page.answerFirst((name) => (name === 'directory.area' ? new Promise((resolve) => { answer = resolve; }) : undefined));
    const radius = page.find('select[aria-label="Bán kính"]') as HTMLSelectElement;
    await act(async () => {
      radius.value = '1000';
      radius.dispatchEvent(new Event('change', { bubbles: true }));
    });
    await settle();
    expect(page.place.textContent).toContain('Trong bán kính 1 kmĐang tìm…');
    expect(lines()).toEqual([]);
    expect(page.find('button', 'Mở trên màn hình 1')).toHaveProperty('disabled', true);
    await act(async () => {
      answer(ok({ items: [{ camera: NINE[0], distanceM: 900 }], total: 1 }));
    });
    await settle();
    expect(lines()).toHaveLength(1);
    expect(page.find('button', 'Mở trên màn hình 1')).toHaveProperty('disabled', false);
  });

  it('works by keys alone: arrows, Enter for each corner, Backspace, Escape', async () => {
    await page.click('button', 'Đa giác');
    await page.press(frame(), 'ArrowRight');
    expect(toldLast('panBy')).toEqual([48, 0]);
    await page.press(frame(), 'Enter');
    expect(toldLast('setDrawing')[0]).toContainEqual(expect.objectContaining({ properties: { kind: 'corner' } }));
    await page.press(frame(), 'Backspace');
    expect(toldLast('setDrawing')).toEqual([[]]);
    await page.press(frame(), '+');
    expect(toldLast('zoomBy')).toEqual([1]);
    await page.press(frame(), 'Escape');
    expect(toldLast('setTool')).toEqual([null]);
    await page.press(frame(), 'Enter');
    expect(map.told.at(-1)).toEqual(['pickMiddle']);
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
    await page.click('button', 'Chữ nhật');
    await rectangle();
    await page.click('button', 'Bỏ vùng đã chọn');
    expect(page.place.textContent).toContain('Trên bản đồ');
    await page.click('button', 'Chữ nhật');
    await rectangle();
    await page.press(frame(), 'Escape');
    expect(page.place.textContent).toContain('Trên bản đồ');
  });

  it('along a road keeps the order of the road', async () => {
    area = ok({ items: [{ camera: NINE[4], distanceM: 5, alongM: 20 }, { camera: NINE[1], distanceM: 1, alongM: 1_500 }], total: 2 });
    await page.click('button', 'Dọc tuyến');
    await person(({ onCorner, onEnd }) => {
      onCorner(A);
      onCorner(B);
      onEnd();
    });
    expect(asked('directory.area').at(-1)).toMatchObject({ area: { kind: 'corridor', line: [A, B], widthM: 50 } });
    expect(lines().map((line) => line.replace(/.*Giấy (\d).*từ đầu tuyến ([\d,]+ k?m).*/, '$1 $2'))).toEqual(['5 20 m', '2 1,5 km']);
  });

  it('says so when nobody sees a spot, and when the directory could not answer', async () => {
    area = ok({ items: [], total: 0 });
    await page.click('button', 'Ai thấy điểm này');
    await person(({ onCorner }) => onCorner(A));
    expect(page.place.textContent).toContain('Không có camera nào nhìn thấy điểm này');
    area = err('directory/unavailable');
    await page.click('button', 'Ai thấy điểm này');
    await person(({ onCorner }) => onCorner(B));
    expect(page.place.textContent).toContain('Chưa lấy được danh sách');
  });

  it('warns before more than a monitor holds is opened, and opens the first', async () => {
    const many = Array.from({ length: 100 }, (_, index) => cameraWith(index + 1, { position: A }));
    area = ok({ items: many.map((camera) => ({ camera, distanceM: 1 })), total: 3_000 });
    await page.click('button', 'Chữ nhật');
    await rectangle();
    expect(page.place.textContent).toContain('chỉ mở 64 camera đầu');
    expect(page.place.textContent).toContain('Hiện 100 camera đầu trong 3.000');
    await page.click('button', 'Mở trên màn hình 1');
    await settle(5_000);
    expect(asked('surface.openMany')).toMatchObject([{ cameras: many.slice(0, 64).map(({ id }) => id) }]);
  });
});

describe('what a person points at', () => {
  it('a click on a camera shows its picture, a double click opens it, a click beside it lets go', async () => {
    await person(({ onPick }) => onPick({ kind: 'camera', camera: cameraId('camera-2') }));
    expect(page.find('figure').getAttribute('aria-label')).toBe('Hình camera-2');
    await person(({ onOpen }) => onOpen(cameraId('camera-2')));
    expect(asked('surface.openCamera')).toMatchObject([{ camera: 'camera-2' }]);
    await person(({ onPick }) => onPick({ kind: 'nothing', at: A }));
    expect(page.place.querySelector('figure')).toBeNull();
  });

  it('a click on a group goes closer', async () => {
    await person(({ onPick }) => onPick({ kind: 'cluster', mark: 'k1' }));
    expect(toldLast('fit')).toEqual([group.kind === 'cluster' ? group.bounds : null]);
  });
});

describe('finding a place', () => {
  it('lists the cameras round it, as far as chosen', async () => {
    await page.type('input[type="search"]', 'xuan thuy');
    await settle();
    expect(asked('directory.places')).toEqual([{ text: 'xuan thuy' }]);
    await page.press(page.find('input[type="search"]'), 'ArrowDown');
    expect(document.activeElement?.textContent).toContain('Xuân Thủy');
    await page.click('button', 'Xuân Thủy');
    await settle();
    expect(asked('directory.area').at(-1)).toEqual({ area: { kind: 'circle', centre: B, radiusM: 250 }, filter: {} });
    expect(page.place.textContent).toContain('Trong bán kính 250 m');
    const radius = page.find('select[aria-label="Bán kính"]') as HTMLSelectElement;
    await act(async () => {
      radius.value = '1000';
      radius.dispatchEvent(new Event('change', { bubbles: true }));
    });
    await settle();
    expect(asked('directory.area').at(-1)).toMatchObject({ area: { radiusM: 1_000 } });
    expect(page.place.textContent).toContain('Trong bán kính 1 km');
  });
});
