// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Camera } from '@contract/domain/camera.ts';
import type { CameraMore } from '@contract/domain/camera-page.ts';
import { WHOLE_PICTURE } from '@contract/domain/privacy-mask.ts';
import { err, ok } from '@contract/domain/result.ts';
import { utcMs } from '@contract/domain/units.ts';
import { TileSessionPool } from '../../../../../renderer/players/tile-session-pool.ts';
import { CameraPage } from '../../../../../renderer/widgets/camera-page/index.ts';
import { TilePoolProvider } from '../../../../../renderer/widgets/video-tile/index.ts';
import type { DeskPage } from '../../../../builders/desk-page.tsx';
import { asked, CITY, DISTRICT, findingPage, GATE, MARKET, SCHOOL } from '../../../../builders/finding-scene.ts';
import { PlayersScene } from '../../../../builders/players-scene.ts';

const NOW = 1_700_000_000_000;
const MINUTE = 60_000;
const full: Camera = {
  ...GATE,
  code: 'HN-CG-001',
  type: 'dome',
  owner: 'UBND thành phố',
  mountingHeightM: 12.5,
  make: 'Hikvision',
  model: 'DS-2DE',
  connection: 'vms',
  tier: 'province',
  analytics: ['congestion', 'wrong-way'],
  view: { bearingDeg: 91, angleDeg: 60, rangeM: 120 },
  masks: [WHOLE_PICTURE],
  hasAudio: true,
  streams: [
    { profile: 'main', codec: 'hvc1.1.6.L93.B0', format: 'annexb', widthPx: 1920, heightPx: 1080, frameRate: 25, bitrateKbps: 4096 },
    { profile: 'sub', codec: 'avc1.4d401f', format: 'annexb', widthPx: 640, heightPx: 360, frameRate: 15 },
  ],
};
const more: CameraMore = {
  rights: ['live.view', 'ptz.steer'],
  history: [
    { state: 'lost', sinceUtcMs: utcMs(NOW - 5 * MINUTE), cause: 'mất điện' },
    { state: 'working', sinceUtcMs: utcMs(NOW - 125 * MINUTE) },
  ],
  viewers: [{ name: 'Lê Thị Hoa', unitName: 'Quận Hoàn Kiếm', sinceUtcMs: utcMs(NOW - MINUTE), place: 'desk' }],
};

let page: DeskPage;
let players: PlayersScene;
let pool: TileSessionPool;
const open = async (record: Camera = full, answer: (name: string, input: unknown) => unknown = (name) => (name === 'directory.more' ? ok(more) : undefined)): Promise<void> => {
  page = findingPage({ answer: (name, input) => answer(name, input) ?? (name === 'directory.area' ? ok({ items: [], total: 0 }) : undefined) });
  page.know([record, MARKET, SCHOOL], [CITY, DISTRICT]);
  page.show('cameraStates', [{ id: record.id, state: 'lost', sinceUtcMs: utcMs(NOW - 5 * MINUTE) }]);
  players = new PlayersScene();
  pool = new TileSessionPool(players.window);
  await page.draw(
    <TilePoolProvider pool={pool}>
      <CameraPage camera={record.id} />
    </TilePoolProvider>,
  );
};
afterEach(async () => {
  await page.release();
  pool.destroy();
});
const factOf = (name: string): string | undefined => [...page.place.querySelectorAll('dt')].find(({ textContent }) => textContent === name)?.nextElementSibling?.textContent;
const section = (title: string): string => page.find('section', title).textContent;
const sectionOf = (title: string): HTMLElement => {
  const found = [...page.place.querySelectorAll<HTMLElement>('section')].find((each) => each.querySelector('h3')?.textContent === title);
  if (found === undefined) throw new Error(`no section ${title}`);
  return found;
};

describe('the page of a camera', () => {
  it('tells everything that is known of it', async () => {
    await open();
    const facts = ['Tình trạng', 'Số camera', 'Mã', 'Địa chỉ', 'Tọa độ', 'Đơn vị quản lý', 'Chủ sở hữu', 'Kiểu', 'Loại', 'Mục đích', 'Độ cao lắp đặt', 'Hãng, kiểu máy', 'Máy chủ giữ', 'Phân tích hình ảnh', 'Nhãn', 'Vùng che', 'Âm thanh', 'Luồng chính', 'Luồng phụ', 'Kết nối'];
    expect(Object.fromEntries(facts.map((name) => [name, factOf(name)]))).toEqual({
      'Tình trạng': 'Mất tín hiệu từ 05:08 15/11 (5 phút)',
      'Số camera': '1',
      'Mã': 'HN-CG-001',
      'Địa chỉ': '1 Cầu Giấy',
      'Tọa độ': '21.03000, 105.80000',
      'Đơn vị quản lý': 'Công an thành phố › Quận Hoàn Kiếm',
      'Chủ sở hữu': 'UBND thành phố',
      'Kiểu': 'Quay quét (PTZ)',
      'Loại': 'Bán cầu',
      'Mục đích': 'Giao thông',
      'Độ cao lắp đặt': '12,5 m (tầng 10–20 m)',
      'Hãng, kiểu máy': 'Hikvision DS-2DE',
      'Máy chủ giữ': 'Cấp tỉnh',
      'Phân tích hình ảnh': 'Ùn tắc, Đi ngược chiều',
      'Nhãn': 'trục chính',
      'Vùng che': '1 vùng che trên mọi hình',
      'Âm thanh': 'Có',
      'Luồng chính': '1920×1080 · 25 hình/giây · H.265 · 4.096 kbit/s',
      'Luồng phụ': '640×360 · 15 hình/giây · H.264',
      'Kết nối': 'Qua hệ thống VMS',
    });
    expect(section('Vùng quan sát')).toContain('Nhìn về hướng đông (91°), góc 60°, rõ người đến 120 m.');
  });

  it('tells what the server alone knows: rights, viewers, history with durations', async () => {
    await open();
    expect(sectionOf('Quyền với camera này').textContent).toContain('Anh/chị được phép: xem trực tiếp, quay quét.');
    expect(sectionOf('Đang xem').textContent).toContain('Lê Thị Hoa · Quận Hoàn Kiếmở bàn trực, từ 05:12 15/11');
    expect([...sectionOf('Lịch sử tình trạng').querySelectorAll('li')].map(({ textContent }) => textContent)).toEqual(['05:08 15/11Mất tín hiệuđến nay, 5 phút · mất điện', '03:08 15/11Hoạt độngkéo dài 2 giờ']);
  });

  it('does not name viewers to who may not know them', async () => {
    await open(full, (name) => (name === 'directory.more' ? ok({ ...more, viewers: null }) : undefined));
    expect(sectionOf('Đang xem').textContent).toContain('không có quyền biết ai đang xem');
  });

  it('says what was not declared, and leaves nothing empty', async () => {
    await open({ ...MARKET, id: full.id });
    expect([factOf('Mã'), factOf('Tọa độ'), factOf('Độ cao lắp đặt'), factOf('Nhãn')]).toEqual(['Chưa khai báo', 'Chưa khai báo', 'Chưa khai báo', undefined]);
    expect(page.place.textContent).toContain('Chưa khai báo vùng quan sát.');
    expect(page.place.textContent).toContain('Camera chưa có tọa độ');
    expect(asked(page, 'directory.area')).toEqual([]);
  });

  it('keeps what is known when the server is away, says so, and asks again when told to', async () => {
    const state = { isAway: true };
    await open(full, (name) => (name === 'directory.more' ? (state.isAway ? err('tier/unreachable') : ok(more)) : undefined));
    expect(page.find('[role="status"]', 'Máy chủ không trả lời').textContent).toContain('bản đã lưu trên máy này');
    expect(factOf('Mã')).toBe('HN-CG-001');
    state.isAway = false;
    await page.click('button', 'Hỏi lại');
    expect(page.place.textContent).not.toContain('Máy chủ không trả lời');
    expect(page.place.textContent).toContain('Anh/chị được phép');
    state.isAway = true;
    await act(async () => {
      page.show('cameraStates', [{ id: full.id, state: 'working', sinceUtcMs: utcMs(NOW) }]);
    });
    // The last answer stays beside the word that it is old.
    expect(page.place.textContent).toContain('Máy chủ không trả lời');
    expect(page.place.textContent).toContain('Anh/chị được phép');
  });

  it('lists what is near, without itself, each leading to its own page', async () => {
    await open(full, (name) => {
      if (name === 'directory.more') return ok(more);
      return name === 'directory.area' ? ok({ items: [{ camera: full, distanceM: 0 }, { camera: SCHOOL, distanceM: 84.6 }], total: 2 }) : undefined;
    });
    expect(asked(page, 'directory.area')).toEqual([{ area: { kind: 'circle', centre: GATE.position, radiusM: 300 }, scope: { text: '', filter: {} }, most: 21 }]);
    expect([...sectionOf('Camera gần đây').querySelectorAll('li')].map(({ textContent }) => textContent)).toEqual(['3Trường Cầu Giấy85 m']);
    await page.click('li button', 'Trường');
    expect(page.state.view.store.getState().beside).toEqual({ kind: 'camera', camera: SCHOOL.id });
  });

  it('shows the picture by the rules of a tile: masked, and in no arrangement', async () => {
    await open();
    const [held] = pool.held();
    expect(held).toMatchObject({ tile: null });
    expect(held?.session.camera).toBe(full.id);
    expect(page.find('figure').getAttribute('data-camera-id')).toBe(full.id);
  });

  it('leads to a tile, to the map and to a copy of the position', async () => {
    const writeText = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
    await open();
    await page.click('button', 'Mở vào ô hình');
    expect(asked(page, 'surface.openCamera')).toEqual([{ surface: 'desk', camera: full.id, preferred: 0 }]);
    await page.click('button', 'Sao chép tọa độ');
    expect(writeText.mock.calls).toEqual([['21.03000, 105.80000']]);
    await page.click('button', 'Xem trên bản đồ');
    expect(page.state.view.store.getState()).toMatchObject({ screenId: 'map', mapTarget: { at: GATE.position, camera: full.id } });
  });
});
