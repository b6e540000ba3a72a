import type { AlarmKind } from '../../contract/domain/alarm-kind.ts';

/** What is said for each priority, before the kind. The key is the name of the recording. */
export const SPOKEN_PRIORITIES = {
  'priority-1': 'Báo động khẩn cấp!',
  'priority-2': 'Báo động.',
  'priority-3': 'Cảnh báo.',
  'priority-4': 'Lưu ý.',
} as const;

/** What is said for each kind. */
export const SPOKEN_KINDS: Readonly<Record<AlarmKind, string>> = {
  'fire-smoke': 'Có cháy, khói.',
  intrusion: 'Có người xâm nhập.',
  'forbidden-zone': 'Có người vào vùng cấm.',
  crowd: 'Tụ tập đông người.',
  behaviour: 'Hành vi bất thường.',
  accident: 'Tai nạn giao thông.',
  'object-left': 'Vật bị bỏ lại.',
  'object-missing': 'Mất đồ vật.',
  // A room that hears it learns nothing of what it is about.
  face: 'Có báo động cần mở bằng mã.',
  plate: 'Biển số cần chú ý.',
  'wrong-way': 'Xe đi ngược chiều.',
  speed: 'Xe chạy quá tốc độ.',
  congestion: 'Ùn tắc giao thông.',
  oversize: 'Xe quá khổ, quá tải.',
  parking: 'Đỗ xe sai quy định.',
  counting: 'Số lượng vượt ngưỡng.',
  motion: 'Có chuyển động.',
  'ptz-tracking': 'Camera đang bám đối tượng.',
  'flood-water': 'Ngập nước.',
  'waste-dumping': 'Đổ rác trộm.',
  'device-fault': 'Thiết bị hỏng.',
  'link-fault': 'Mất đường truyền.',
  'picture-fault': 'Hình ảnh có lỗi.',
  'by-hand': 'Có báo động từ người trực.',
};
