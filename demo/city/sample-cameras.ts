import type { Camera } from '../server/api-types.ts';
import { CITY_POLICE_ID } from './units.ts';

/** A camera that is there to be tried out, on every centre, and the recording it shows. */
export interface SampleCamera {
  readonly camera: Camera;
  /** Id of a sample (demo/clips/samples.ts) or of a clip. */
  readonly shows: string;
}

type Given = Pick<Camera, 'name' | 'purpose' | 'address' | 'position' | 'masks'>;

const sample = (number: number, shows: string, given: Given): SampleCamera => ({
  camera: { id: `mau-${String(number)}`, number, code: `MAU.${String(number)}`, kind: 'fixed', unitId: CITY_POLICE_ID, connection: 'direct', streams: [], ...given },
  shows,
});

const corners = (...points: readonly (readonly [x: number, y: number])[]): readonly { readonly x: number; readonly y: number }[] => points.map(([x, y]) => ({ x, y }));

/** Cameras of every kind a console must cope with; numbers that no camera of the city has. */
export const SAMPLE_CAMERAS: readonly SampleCamera[] = [
  sample(30001, 'mpeg1', { name: 'Phố Hàng Bài – cổng kết nối cũ (MPEG-1)', purpose: 'traffic', address: 'Phố Hàng Bài, Hoàn Kiếm', position: { latDeg: 21.0233, lonDeg: 105.8527 } }),
  sample(30002, 'mjpeg', { name: 'Phố Tràng Thi ngày mưa – ảnh nối tiếp (MJPEG)', purpose: 'traffic', address: 'Phố Tràng Thi, Hoàn Kiếm', position: { latDeg: 21.0263, lonDeg: 105.8474 } }),
  sample(30003, 'fmp4', { name: 'Chợ Đồng Xuân – luồng MP4 phân mảnh', purpose: 'market', address: 'Phố Đồng Xuân, Hoàn Kiếm', position: { latDeg: 21.0382, lonDeg: 105.8495 } }),
  sample(30004, 'hevc', { name: 'Cầu Nhật Tân – H.265, luồng phụ H.264', purpose: 'traffic', address: 'Cầu Nhật Tân', position: { latDeg: 21.0945, lonDeg: 105.8214 } }),
  sample(30005, 'hevc-only', { name: 'Cầu Nhật Tân, bờ bắc – chỉ có H.265', purpose: 'traffic', address: 'Cầu Nhật Tân', position: { latDeg: 21.1012, lonDeg: 105.8201 } }),
  sample(30006, 'sound', { name: 'Ngã tư Tràng Tiền – có tiếng', purpose: 'traffic', address: 'Ngã tư Tràng Tiền – Hàng Bài, Hoàn Kiếm', position: { latDeg: 21.0245, lonDeg: 105.8531 } }),
  sample(30007, 'cong', {
    name: 'Cổng trường Tiểu học Trưng Vương – che sân trường',
    purpose: 'school',
    address: '26 phố Hàng Bài, Hoàn Kiếm',
    position: { latDeg: 21.0221, lonDeg: 105.8523 },
    masks: [
      { id: 'lop-hoc', corners: [...corners([0.445, 0], [1, 0], [1, 0.36], [0.84, 0.27], [0.445, 0.31])] },
      { id: 'san-truong', corners: [...corners([0.79, 0.45], [1, 0.51], [1, 0.72], [0.79, 0.65])] },
    ],
  }),
  sample(30008, 'pho-ngay', {
    name: 'Phố Hàng Ngang – che cửa sổ nhà dân',
    purpose: 'security',
    address: 'Phố Hàng Ngang, Hoàn Kiếm',
    position: { latDeg: 21.0349, lonDeg: 105.8502 },
    masks: [
      { id: 'nha-ben-trai', corners: [...corners([0, 0.06], [0.14, 0.06], [0.14, 0.36], [0, 0.42])] },
      { id: 'nha-ben-phai', corners: [...corners([0.78, 0.1], [1, 0], [1, 0.62], [0.86, 0.45])] },
    ],
  }),
];

/** Cameras for tests and benches that need many equal ones: numbers from 40001 on, each its own stream of one of the clips. */
export function syntheticCameras(count: number): readonly Camera[] {
  return Array.from({ length: count }, (_, index) => {
    const number = 40_001 + index;
    return { id: `thu-${String(number)}`, number, code: `THU.${String(number)}`, name: `Camera thử tải ${String(index + 1)}`, kind: 'fixed', unitId: CITY_POLICE_ID, connection: 'direct', streams: [] };
  });
}
