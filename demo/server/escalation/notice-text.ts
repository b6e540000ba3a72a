import { isBiometric, type AlarmKind } from '../../../contract/domain/alarm-kind.ts';
import type { Alarm } from '../../../contract/domain/alarm.ts';
import type { EscalationCause, Level } from '../../../contract/domain/escalation.ts';

const KINDS: Readonly<Record<AlarmKind, string>> = {
  'fire-smoke': 'Cháy, khói',
  intrusion: 'Xâm nhập',
  'forbidden-zone': 'Vào vùng cấm',
  crowd: 'Tụ tập đông người',
  behaviour: 'Hành vi bất thường',
  accident: 'Tai nạn giao thông',
  'object-left': 'Đồ vật bỏ lại',
  'object-missing': 'Đồ vật bị lấy đi',
  face: 'Nhận diện hạn chế',
  plate: 'Biển số xe',
  'wrong-way': 'Đi ngược chiều',
  speed: 'Quá tốc độ',
  congestion: 'Ùn tắc',
  oversize: 'Xe quá khổ',
  parking: 'Dừng đỗ sai quy định',
  counting: 'Đếm người, xe',
  motion: 'Chuyển động',
  'ptz-tracking': 'Bám theo mục tiêu',
  'flood-water': 'Ngập nước',
  'waste-dumping': 'Đổ rác, phế thải',
  'device-fault': 'Lỗi thiết bị',
  'link-fault': 'Mất kết nối',
  'picture-fault': 'Lỗi hình ảnh',
  'by-hand': 'Báo bằng tay',
};

const LEVELS: Readonly<Record<Level, string>> = { 'duty-officer': 'cán bộ trực', supervisor: 'trực chỉ huy', province: 'cấp tỉnh', ministry: 'cấp Bộ' };

const CAUSES: Readonly<Record<EscalationCause, string>> = {
  'not-acknowledged': 'chưa có ai xác nhận',
  'not-claimed': 'chưa có ai nhận xử lý',
  'not-finished': 'chưa xử lý xong',
};

/** A notice in words. There is no link in it: nobody shall learn to press on links in such mails. */
export interface NoticeText {
  readonly subject: string;
  /** One line, for short messages. */
  readonly short: string;
  readonly text: string;
}

const time = new Intl.DateTimeFormat('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh', hour: '2-digit', minute: '2-digit', second: '2-digit', day: '2-digit', month: '2-digit', year: 'numeric', hourCycle: 'h23' });

/** What goes out of the house about an alarm. Of biometric kinds neither title nor place. */
export function noticeText(alarm: Alarm, told: { readonly level: Level; readonly cause: EscalationCause; readonly inPlaceOf: string; readonly centre: string }): NoticeText {
  const secret = isBiometric(alarm.kind);
  const kind = KINDS[alarm.kind];
  const place = secret ? '' : oneLine(alarm.site);
  const title = secret ? 'Cảnh báo hạn chế, mở tại bàn trực bằng yếu tố thứ hai' : oneLine(alarm.title);
  const priority = `mức ${String(alarm.priority)}`;
  const where = place === '' ? '' : ` tại ${place}`;
  return {
    subject: `[Vọng Lâu] ${kind} ${priority}${where}: ${CAUSES[told.cause]}`.slice(0, 200),
    short: `Vong Lau: ${kind} ${priority}${where}, ${CAUSES[told.cause]}. Ma ${alarm.id}`.slice(0, 300),
    text: [
      `${told.centre} báo: ${CAUSES[told.cause]} đối với cảnh báo sau.`,
      '',
      `Mã cảnh báo: ${alarm.id}`,
      `Loại: ${kind}`,
      `Mức ưu tiên: ${String(alarm.priority)}`,
      `Nội dung: ${title}`,
      ...(place === '' ? [] : [`Địa điểm: ${place}`]),
      `Thời điểm: ${time.format(alarm.raisedUtcMs)} (giờ Việt Nam)`,
      `Cấp được báo: ${LEVELS[told.level]}`,
      ...(told.inPlaceOf === '' ? [] : [`Báo thay cho: ${told.inPlaceOf}`]),
      '',
      'Mở cảnh báo tại bàn trực theo mã ở trên. Thư này không có đường dẫn; không trả lời thư này.',
    ].join('\n'),
  };
}

const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
