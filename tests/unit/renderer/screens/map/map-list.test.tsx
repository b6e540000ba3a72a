// @vitest-environment happy-dom
import { act } from 'react';
import { describe, expect, it } from 'vitest';
import { EVERY_CAMERA, type CameraFilter } from '@contract/domain/camera-query.ts';
import type { Force } from '@contract/domain/force.ts';
import { err, ok } from '@contract/domain/result.ts';
import { cameraId, forceId, utcMs } from '@contract/domain/units.ts';
import { ONLY } from '@contract/state/slices.ts';
import { alarmWith } from '../../../../builders/alarms.ts';
import { cameraWith } from '../../../../builders/cameras.ts';
import { SIGHT } from '../../../../builders/fake-site-map.ts';
import { A, B, NINE, WHERE, mapScene } from '../../../../builders/map-scene.tsx';
import { personWith } from '../../../../builders/people.ts';

const scene = mapScene();
const { asked, frame, lines, person, settle, toldLast } = scene;
const HERE = { ...SIGHT.bounds, west: 105.79 };

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

  it('follows the map, but stays as it is while it is walked: until the map comes elsewhere, and says of which sight it is', async () => {
    await person(({ onSight }) => onSight(SIGHT));
    await scene.page.click('[data-map-row]', 'Nút giao Cầu Giấy 3');
    expect(toldLast('walkTo')).toEqual([A, 15.5]);
    // Sent on before it was there, it stops half way.
    await person(({ onSight }) => onSight({ bounds: { ...SIGHT.bounds, west: 105.75 }, centre: { ...A, lonDeg: 105.79 }, zoom: 14.6 }, true));
    await person(({ onSight }) => onSight({ bounds: HERE, centre: A, zoom: 15.5 }, true));
    expect(asked('directory.area')).toHaveLength(1);
    expect(scene.page.place.textContent).toContain('Khung nhìn trước, từ tâm ra9 camera');
    expect(scene.page.find('button', 'Mở danh sách này trên màn hình 1')).toBeDefined();
    await person(({ onSight }) => onSight({ bounds: { ...SIGHT.bounds, west: 105.8 }, centre: B, zoom: 15.5 }));
    expect(asked('directory.area')).toHaveLength(2);
    expect(scene.page.place.textContent).toContain('Trong khung nhìn, từ tâm ra9 camera');
    expect(scene.page.find('button', 'Mở trên màn hình 1')).toBeDefined();
  });

  it('that was kept is that of the sight of now when asked for; the same sight told again asks for nothing', async () => {
    await person(({ onSight }) => onSight(SIGHT));
    await scene.page.click('[data-map-row]', 'Nút giao Cầu Giấy 3');
    await person(({ onSight }) => onSight({ bounds: HERE, centre: A, zoom: 15.5 }, true));
    await person(({ onSight }) => onSight({ bounds: HERE, centre: A, zoom: 15.5 }));
    expect(asked('directory.area')).toHaveLength(1);
    await scene.page.click('button', 'Lấy theo khung nhìn này');
    await settle();
    expect(asked('directory.area').at(-1)).toMatchObject({ area: { corners: [{ lonDeg: HERE.west, latDeg: HERE.north }, {}, {}, {}] } });
    expect(scene.page.place.textContent).toContain('Trong khung nhìn, từ tâm ra');
    expect(document.activeElement?.hasAttribute('data-map-row')).toBe(true);
  });

  it('is of where an alarm or a force leads: no list of the place before is left to be opened', async () => {
    await act(async () => {
      scene.page.show('alarms', [alarmWith('a1', { camera: cameraId('camera-4'), priority: 1, title: 'Xâm nhập', raisedUtcMs: utcMs(0) })]);
      scene.page.show('forces', [{ id: forceId('f'), name: 'Tổ 1', kind: 'patrol', state: 'free', trail: [{ at: B, utcMs: utcMs(scene.page.state.clock.nowUtcMs()) }] }]);
    });
    await person(({ onSight }) => onSight(SIGHT));
    await scene.page.click('[role="radio"]', 'Cảnh báo 1');
    await scene.page.click('[data-map-row]', 'Xâm nhập');
    expect([toldLast('goTo'), toldLast('walkTo')]).toEqual([[A, 15.5], []]);
    await person(({ onSight }) => onSight({ bounds: HERE, centre: A, zoom: 15.5 }));
    expect(asked('directory.area')).toHaveLength(2);
    await scene.page.click('[role="radio"]', 'Lực lượng 1');
    await scene.page.click('[data-map-row]', 'Tổ 1');
    expect([toldLast('goTo'), toldLast('walkTo')]).toEqual([[B, 15.5], []]);
    await person(({ onSight }) => onSight({ bounds: SIGHT.bounds, centre: B, zoom: 15.5 }));
    expect(asked('directory.area')).toHaveLength(3);
    await scene.page.click('[role="radio"]', 'Camera');
    expect(scene.page.place.textContent).toContain('Trong khung nhìn, từ tâm ra');
  });

  it('shows a camera with its picture', async () => {
    await person(({ onSight }) => onSight(SIGHT));
    await scene.page.click('[data-map-row]', 'Nút giao Cầu Giấy 1');
    expect(toldLast('walkTo')[0]).toEqual(A);
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

  it('keeps the stop of the Tab key in the page, however far it is scrolled', async () => {
    const many = Array.from({ length: 200 }, (_, index) => cameraWith(index + 1, { name: `Phố ${String(index + 1)}`, position: A }));
    scene.area = ok({ items: many.map((camera, index) => ({ camera, distanceM: index })), total: 200 });
    await person(({ onSight }) => onSight(SIGHT));
    const scroller = scene.page.find('ul[aria-label="Camera trên bản đồ"]').parentElement;
    await act(async () => {
      if (scroller !== null) scroller.scrollTop = 120 * 52;
      scroller?.dispatchEvent(new Event('scroll'));
    });
    await settle();
    expect(lines().some((line) => line.includes('Phố 121'))).toBe(true);
    expect(lines().length).toBeLessThan(60);
    expect([...scene.page.place.querySelectorAll('[data-map-row][tabindex="0"]')].map(({ textContent }) => textContent)).toEqual([expect.stringContaining('Phố 1')]);
  });

  it('gives the focus to a neighbour when the line that has it leaves', async () => {
    await person(({ onSight }) => onSight(SIGHT));
    await act(async () => {
      scene.page.find('[data-map-row]', 'Nút giao Cầu Giấy 4').focus();
    });
    scene.area = ok({ items: NINE.filter(({ number }) => number !== 4).map((camera, index) => ({ camera, distanceM: index * 120 })), total: 8 });
    await person(({ onSight }) => onSight({ ...SIGHT, bounds: HERE }));
    expect(lines()).toHaveLength(8);
    expect(document.activeElement?.hasAttribute('data-map-row')).toBe(true);
    expect(document.activeElement?.textContent).toContain('Nút giao Cầu Giấy 5');
    // A person who is elsewhere is left there.
    const field = scene.page.find('input[type="search"]');
    await act(async () => {
      field.focus();
    });
    scene.area = ok({ items: NINE.slice(0, 2).map((camera) => ({ camera, distanceM: 1 })), total: 2 });
    await person(({ onSight }) => onSight(SIGHT));
    expect([lines().length, document.activeElement]).toEqual([2, field]);
  });

  it('is all there is on a PC without graphics, and says why', async () => {
    await person(({ onState, onSight }) => {
      onState('no-graphics');
      onSight(SIGHT);
    });
    expect(scene.page.find('[role="status"]', 'thiếu đồ họa').textContent).toContain('danh sách bên cạnh');
    expect(scene.page.place.textContent).toContain('Quanh nơi đang chọn, gần nhất trước9 camera');
    // There is nothing to draw marks on.
    expect(asked('map.look').filter((input) => JSON.stringify(input) !== '{"look":null}')).toEqual([]);
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
        alarmWith('a1', { camera: null, priority: 3, title: 'Mất điện tủ', raisedUtcMs: utcMs(Date.UTC(2026, 0, 5, 1, 2, 3)) }),
        alarmWith('a2', { camera: cameraId('camera-4'), priority: 1, title: 'Xâm nhập', raisedUtcMs: utcMs(Date.UTC(2026, 0, 5, 1, 0, 0)) }),
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

  it('are gone to no more once the person has gone somewhere, or it cannot be told where they are', async () => {
    let answer: (extent: unknown) => void = () => undefined;
    scene.page.answerFirst((name) => (name === 'map.extent' ? new Promise((resolve) => { answer = resolve; }) : undefined));
    const look = async (words: string): Promise<void> => {
      await act(async () => {
        scene.page.state.view.actions.search(words);
        scene.page.state.view.actions.showFoundOnMap();
      });
      await settle();
    };
    const answered = async (extent: unknown): Promise<void> => {
      await act(async () => {
        answer(extent);
      });
      await settle();
    };
    await look('cau giay');
    await person(({ onHand }) => onHand());
    await answered(scene.extent);
    expect([toldLast('fit'), strip()]).toEqual([[], 'Chỉ hiện 1.204 camera · khớp “cau giay” · 4 camera chưa có tọa độ']);

    await look('ho tay');
    await answered(err('directory/unavailable'));
    expect(strip()).toBe('Chỉ hiện một phần camera, chưa đếm được · khớp “ho tay”');
    expect(scene.page.state.view.store.getState().wantsMapFit).toBe(false);
    expect(toldLast('fit')).toEqual([]);

    await look('cau giay');
    await scene.page.click('button', 'Phóng to bản đồ');
    await answered(scene.extent);
    expect(toldLast('fit')).toEqual([]);
  });

  it('are not kept to when one camera is shown on the map from elsewhere', async () => {
    await act(async () => {
      scene.page.state.view.actions.search('cau giay');
      scene.page.state.view.actions.showFoundOnMap();
      scene.page.state.view.actions.showOnMap({ at: B, camera: null });
    });
    expect(scene.page.state.view.store.getState().map.words).toBe('');
  });

  it('are none, and it is said of what', async () => {
    const said = (): string => [...scene.page.place.querySelectorAll('[role="status"]')].map(({ textContent }) => textContent ?? '').find((text) => text.startsWith('Không có camera nào khớp')) ?? '';
    scene.extent = ok({ bounds: null, placed: 0, total: 0 });
    await filtered({ kinds: ['ptz'] });
    expect(said()).toBe('Không có camera nào khớp bộ lọc');
    await act(async () => {
      scene.page.state.view.actions.keepMap({ words: 'xyz' });
    });
    await settle();
    expect(said()).toBe('Không có camera nào khớp cả bộ lọc và “xyz”');
    await filtered({});
    expect(said()).toBe('Không có camera nào khớp “xyz”');
  });
});
