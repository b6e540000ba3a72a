// @vitest-environment happy-dom
import { act } from 'react';
import { describe, expect, it } from 'vitest';
import { EVERY_CAMERA, type CameraFilter } from '@contract/domain/camera-query.ts';
import type { Force } from '@contract/domain/force.ts';
import { err, ok } from '@contract/domain/result.ts';
import { alarmId, cameraId, forceId, utcMs } from '@contract/domain/units.ts';
import { ONLY } from '@contract/state/slices.ts';
import { SIGHT } from '../../../../builders/fake-site-map.ts';
import { A, B, NINE, WHERE, mapScene } from '../../../../builders/map-scene.tsx';
import { personWith } from '../../../../builders/people.ts';

const scene = mapScene();
const { asked, frame, lines, person, settle, toldLast } = scene;

describe('its list twin', () => {
  it('lists the cameras in sight, the nearest to the middle first, and says of how many', async () => {
    scene.area = ok({ items: NINE.slice(0, 2).map((camera, index) => ({ camera, distanceM: index * 120 })), total: 20_405 });
    await act(async () => {
      scene.page.show('cameraStates', [{ id: cameraId('camera-2'), state: 'lost', sinceUtcMs: utcMs(0) }]);
    });
    await person(({ onSight }) => onSight(SIGHT));
    const { west, south, east, north } = SIGHT.bounds;
    expect(asked('directory.area')).toEqual([{ area: { kind: 'polygon', corners: [{ lonDeg: west, latDeg: north }, { lonDeg: east, latDeg: north }, { lonDeg: east, latDeg: south }, { lonDeg: west, latDeg: south }] }, scope: EVERY_CAMERA, most: 200 }]);
    expect(lines()[0]).toContain('Nút giao Cầu Giấy 1');
    expect(lines()[1]).toContain('Mất');
    expect(scene.page.place.textContent).toContain('Trong khung nhìn, từ tâm ra20.405 camera');
    expect(scene.page.place.textContent).toContain('Hiện 2 camera gần tâm nhất trong 20.405.');
    // Those nearest to the middle are not all: nothing is done with "all".
    expect(scene.page.place.textContent).not.toContain('Mở trên màn hình');
  });

  it('follows the map, but stays as it is when the map goes to one of its own lines', async () => {
    await person(({ onSight }) => onSight(SIGHT));
    await scene.page.click('[data-map-row]', 'Nút giao Cầu Giấy 3');
    expect(toldLast('goTo')).toEqual([A, 15.5]);
    await person(({ onSight }) => onSight({ bounds: { ...SIGHT.bounds, west: 105.79 }, centre: A, zoom: 15.5 }));
    expect(asked('directory.area')).toHaveLength(1);
    await person(({ onSight }) => onSight({ bounds: { ...SIGHT.bounds, west: 105.8 }, centre: B, zoom: 15.5 }));
    expect(asked('directory.area')).toHaveLength(2);
  });

  it('shows a camera with its picture', async () => {
    await person(({ onSight }) => onSight(SIGHT));
    await scene.page.click('[data-map-row]', 'Nút giao Cầu Giấy 1');
    expect(toldLast('goTo')[0]).toEqual(A);
    expect(toldLast('setPicked')).toEqual([A]);
    expect(scene.page.find('figure').getAttribute('aria-label')).toBe('Hình camera-1');
    await scene.page.click('button', 'Bỏ chọn camera');
    expect(scene.page.place.querySelector('figure')).toBeNull();
  });

  it('says that the directory did not answer', async () => {
    scene.area = err('directory/unavailable');
    await person(({ onSight }) => onSight(SIGHT));
    expect(scene.page.place.textContent).toContain('Chưa lấy được danh sách camera.');
  });

  it('is walked with arrows, one stop of the Tab key', async () => {
    await person(({ onSight }) => onSight(SIGHT));
    const first = scene.page.find('[data-map-row][tabindex="0"]');
    await scene.page.press(first, 'ArrowDown');
    await settle();
    expect(scene.page.place.querySelectorAll('[data-map-row][tabindex="0"]')).toHaveLength(1);
    expect(document.activeElement?.textContent).toContain('Nút giao Cầu Giấy 2');
  });

  it('is all there is on a PC without graphics, and says why', async () => {
    await person(({ onState }) => onState('no-graphics'));
    expect(scene.page.find('[role="status"]', 'thiếu đồ họa').textContent).toContain('danh sách bên cạnh');
    await scene.page.type('input[type="search"]', 'xuan thuy');
    await settle();
    await scene.page.click('button', 'Xuân Thủy');
    await settle();
    expect(lines()).toHaveLength(9);
  });

  it('holds the forces: walked by keys, Enter goes there and opens the card', async () => {
    const force = (id: string, name: string, over: Partial<Force> = {}): Force => ({ id: forceId(id), name, kind: 'car', state: 'free', unitName: 'CA phường Dịch Vọng', trail: [{ at: B, utcMs: utcMs(scene.page.state.clock.nowUtcMs()) }], ...over });
    await act(async () => {
      scene.page.show('forces', [force('f2', 'Tổ 10', { state: 'busy', trail: [] }), force('f1', 'Tổ 9')]);
    });
    await scene.page.click('[role="radio"]', 'Lực lượng 2');
    expect(lines()).toEqual(['Tổ 9Sẵn sàng · Ô tô · CA phường Dịch Vọngvừa xong', 'Tổ 10Đang làm nhiệm vụ · Ô tô · CA phường Dịch Vọngchưa có vị trí']);
    await scene.page.click('[data-map-row]', 'Tổ 9');
    expect(toldLast('goTo')).toEqual([B, 15.5]);
    expect(scene.page.find('section[aria-label="Lực lượng đã chọn"]').textContent).toContain('Tổ 9');
    await scene.page.press(scene.page.find('[data-map-row][tabindex="0"]'), 'ArrowDown');
    await settle();
    expect(document.activeElement?.textContent).toContain('Tổ 10');
  });

  it('has no list of forces for who may not see them', async () => {
    await act(async () => {
      scene.page.show('session', [{ id: ONLY, session: { kind: 'signed-in', person: personWith({ rights: ['live.view'] }), sinceUtcMs: utcMs(0) }, vault: 'available', wallOnly: false }]);
    });
    expect([...scene.page.place.querySelectorAll('[role="radiogroup"][aria-label="Danh sách"] [role="radio"]')].map(({ textContent }) => textContent)).toEqual(['Camera …', 'Cảnh báo 0']);
  });

  it('holds the alarms, urgent ones first: each leads to its camera', async () => {
    await act(async () => {
      scene.page.show('alarms', [
        { id: alarmId('a1'), camera: null, priority: 3, title: 'Mất điện tủ', raisedUtcMs: utcMs(Date.UTC(2026, 0, 5, 1, 2, 3)) },
        { id: alarmId('a2'), camera: cameraId('camera-4'), priority: 1, title: 'Xâm nhập', raisedUtcMs: utcMs(Date.UTC(2026, 0, 5, 1, 0, 0)) },
      ]);
    });
    await scene.page.click('[role="radio"]', 'Cảnh báo 2');
    expect(lines()).toEqual(['Xâm nhậpKhẩn · 4 Nút giao Cầu Giấy 408:00:00', 'Mất điện tủVừa · không gắn camera nào08:02:03']);
    await scene.page.click('[data-map-row]', 'Xâm nhập');
    expect(toldLast('goTo')).toEqual([A, 15.5]);
    expect(scene.page.find('figure').getAttribute('aria-label')).toBe('Hình camera-4');
    const before = scene.map.told.length;
    await scene.page.click('[data-map-row]', 'Mất điện tủ');
    expect(scene.map.told.slice(before).filter(([what]) => what === 'goTo')).toEqual([]);
  });

  it('is that of the cameras again as soon as an area is chosen', async () => {
    await scene.page.click('[role="radio"]', 'Cảnh báo');
    await person(({ onBox, onCorner }) => {
      onBox(A);
      onCorner(B);
    });
    expect(scene.page.find('[role="radio"][aria-checked="true"]', 'Camera').textContent).toBe('Camera 9');
    expect(lines()).toHaveLength(9);
  });
});

describe('only some cameras', () => {
  const filtered = async (filter: CameraFilter): Promise<void> => {
    await act(async () => {
      scene.page.state.view.actions.filter(filter);
    });
    await settle();
  };
  const PTZ = { text: '', filter: { kinds: ['ptz'] } } as const;
  const strip = (): string => [...scene.page.place.querySelectorAll('[role="status"]')].map(({ textContent }) => textContent ?? '').find((text) => text.startsWith('Chỉ hiện')) ?? '';

  it('are on the map, in its list, in an area and among fields of view, and it is said how many', async () => {
    await person(({ onSight }) => onSight(SIGHT));
    await scene.page.click('button', 'Lớp bản đồ');
    await scene.page.click('label', 'Vùng quan sát');
    expect(strip()).toBe('');
    await filtered({ kinds: ['ptz'] });
    for (const name of ['map.look', 'map.coverage', 'directory.area', 'map.extent']) expect([name, asked(name).at(-1)]).toMatchObject([name, name === 'map.look' ? { look: { scope: PTZ } } : { scope: PTZ }]);
    await person(({ onBox, onCorner }) => {
      onBox(A);
      onCorner(B);
    });
    expect(asked('directory.area').at(-1)).toMatchObject({ scope: PTZ, most: 2_000 });
    expect(strip()).toBe('Chỉ hiện 1.204 camera · 4 camera chưa có tọa độ');
    expect(scene.page.find('button', 'Quay quét').getAttribute('aria-label')).toBe('Bỏ lọc Kiểu: Quay quét (PTZ)');
    await scene.page.click('button', 'Hiện mọi camera');
    await settle();
    expect(strip()).toBe('');
    expect(asked('map.look').at(-1)).toMatchObject({ look: { scope: EVERY_CAMERA } });
    expect(scene.page.state.view.store.getState().query.filter).toEqual({});
    expect(document.activeElement).toBe(frame());
  });

  it('are chosen in the panel of filters, which takes the place of the lists; its counts are those of the map', async () => {
    await act(async () => {
      scene.page.state.view.actions.search('chợ');
    });
    await scene.page.click('button[aria-label="Bộ lọc"]');
    await settle();
    expect(lines()).toEqual([]);
    expect(asked('directory.facets').at(-1)).toMatchObject({ query: { text: '', filter: {} } });
    await scene.page.click('button', '≥ 20 m');
    await settle();
    expect(scene.page.find('button', 'Xem 1.204 camera').textContent).toBe('Xem 1.204 camera');
    await scene.page.press(scene.page.find('section[aria-label="Lọc camera"]'), 'Escape');
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Bộ lọc, đang dùng 1');
    expect(asked('map.look')).toEqual([]);
    await person(({ onSight }) => onSight(SIGHT));
    expect(asked('map.look').at(-1)).toMatchObject({ look: { scope: { text: '', filter: { heights: ['20'] } } } });
  });

  it('are those a search found: the map goes to where they are, and the words can be given up', async () => {
    await act(async () => {
      scene.page.state.view.actions.search(' cau giay ');
      scene.page.state.view.actions.showFoundOnMap();
    });
    await settle();
    expect(asked('map.extent')).toEqual([{ scope: { text: 'cau giay', filter: {} } }]);
    expect(toldLast('fit')).toEqual([WHERE]);
    expect(scene.page.state.view.store.getState().wantsMapFit).toBe(false);
    expect(strip()).toBe('Chỉ hiện 1.204 camera · khớp “cau giay” · 4 camera chưa có tọa độ');
    await scene.page.click('button[aria-label="Bỏ từ tìm: cau giay"]');
    await settle();
    expect(strip()).toBe('');
    expect(document.activeElement).toBe(scene.page.find('input[type="search"]'));
    expect(scene.page.state.view.store.getState().query.text).toBe(' cau giay ');
  });

  it('are not kept to when one camera is shown on the map from elsewhere', async () => {
    await act(async () => {
      scene.page.state.view.actions.search('cau giay');
      scene.page.state.view.actions.showFoundOnMap();
      scene.page.state.view.actions.showOnMap({ at: B, camera: null });
    });
    expect(scene.page.state.view.store.getState().map.words).toBe('');
  });

  it('are none, and it is said so', async () => {
    scene.extent = ok({ bounds: null, placed: 0, total: 0 });
    await filtered({ kinds: ['ptz'] });
    expect(scene.page.place.textContent).toContain('Không có camera nào khớp bộ lọc');
  });
});
