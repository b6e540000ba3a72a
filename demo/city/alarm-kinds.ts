import type { AlarmKind } from '../../contract/domain/alarm-kind.ts';
import type { AlarmPriority } from '../../contract/domain/alarm.ts';
import type { Camera } from '../server/api-types.ts';

/** What an everyday alarm of a kind is called, how urgent it is, and which cameras tell it. */
export interface EverydayKind {
  readonly kind: AlarmKind;
  /** How often, against the others. */
  readonly weight: number;
  readonly priority: AlarmPriority;
  readonly titles: readonly string[];
  /** Cameras it fits; when none does, any camera may tell it. */
  readonly fits: (camera: Camera) => boolean;
}

type Analytics = NonNullable<Camera['analytics']>[number];
const sees =
  (...wanted: readonly Analytics[]) =>
  ({ analytics = [] }: Camera): boolean =>
    analytics.some((one) => wanted.includes(one));
const isFor =
  (...purposes: readonly NonNullable<Camera['purpose']>[]) =>
  ({ purpose }: Camera): boolean =>
    purpose !== undefined && purposes.includes(purpose);
const any = (): boolean => true;

/** All kinds of alarms, as a city has them on an ordinary day. */
export const EVERYDAY_KINDS: readonly EverydayKind[] = [
  { kind: 'fire-smoke', weight: 2, priority: 1, titles: ['Phát hiện khói bốc lên từ mái nhà', 'Phát hiện lửa ở khu để xe', 'Khói dày trong chợ, nghi cháy'], fits: sees('smoke') },
  { kind: 'intrusion', weight: 8, priority: 2, titles: ['Có người vượt rào sau giờ làm việc', 'Có người trèo tường vào khu vực bảo vệ', 'Vượt hàng rào ảo phía cổng sau'], fits: sees('intrusion') },
  { kind: 'forbidden-zone', weight: 5, priority: 2, titles: ['Có người vào khu vực cấm', 'Xe dừng trong khu vực cấm'], fits: sees('intrusion') },
  { kind: 'crowd', weight: 4, priority: 2, titles: ['Tụ tập đông người trước cổng', 'Đám đông tăng nhanh ở quảng trường'], fits: sees('crowd') },
  { kind: 'behaviour', weight: 3, priority: 2, titles: ['Nghi có xô xát, đánh nhau', 'Có người ngã, nằm bất động'], fits: sees('behaviour') },
  { kind: 'accident', weight: 3, priority: 1, titles: ['Va chạm giữa ô tô và xe máy', 'Tai nạn giao thông, có người nằm trên đường'], fits: isFor('traffic') },
  { kind: 'object-left', weight: 4, priority: 3, titles: ['Vali bỏ lại quá 10 phút', 'Vật lạ bỏ lại trước cửa'], fits: sees('object-left') },
  { kind: 'object-missing', weight: 2, priority: 3, titles: ['Vật được theo dõi không còn ở chỗ cũ', 'Biển báo bị di chuyển'], fits: isFor('public-place', 'building') },
  { kind: 'face', weight: 1, priority: 2, titles: ['Khuôn mặt giống người trong danh sách cần tìm'], fits: isFor('security', 'public-place', 'building') },
  { kind: 'plate', weight: 3, priority: 2, titles: ['Biển số trong danh sách cần tìm: 30H-482.16', 'Biển số nghi giả: 29A-117.53'], fits: sees('plate') },
  { kind: 'wrong-way', weight: 6, priority: 3, titles: ['Xe đi ngược chiều', 'Ô tô đi vào đường một chiều'], fits: sees('wrong-way') },
  { kind: 'speed', weight: 6, priority: 4, titles: ['Xe chạy 92 km/h ở đường 60 km/h', 'Xe chạy quá tốc độ cho phép'], fits: sees('speed') },
  { kind: 'congestion', weight: 8, priority: 3, titles: ['Ùn tắc kéo dài hơn 300 m', 'Dòng xe đứng yên quá 5 phút'], fits: sees('congestion') },
  { kind: 'oversize', weight: 2, priority: 3, titles: ['Xe quá khổ vào phố cấm tải'], fits: isFor('traffic') },
  { kind: 'parking', weight: 8, priority: 4, titles: ['Đỗ xe sai quy định quá 10 phút', 'Xe đỗ chắn lối thoát hiểm'], fits: sees('parking') },
  { kind: 'counting', weight: 3, priority: 4, titles: ['Số người vượt ngưỡng của khu vực'], fits: sees('counting') },
  { kind: 'motion', weight: 10, priority: 4, titles: ['Có chuyển động ngoài giờ', 'Có chuyển động trong sân'], fits: sees('motion') },
  { kind: 'ptz-tracking', weight: 2, priority: 4, titles: ['Camera quay đang bám theo đối tượng'], fits: ({ kind }) => kind === 'ptz' },
  { kind: 'flood-water', weight: 2, priority: 2, titles: ['Nước ngập quá 30 cm ở hầm chui', 'Mực nước vượt mức cảnh báo 2'], fits: sees('flood') },
  { kind: 'waste-dumping', weight: 4, priority: 4, titles: ['Đổ rác không đúng nơi quy định', 'Xe đổ phế thải xây dựng ra lề đường'], fits: sees('waste') },
  { kind: 'device-fault', weight: 4, priority: 3, titles: ['Thiết bị báo lỗi ổ ghi', 'Nhiệt độ tủ thiết bị quá cao'], fits: any },
  { kind: 'link-fault', weight: 5, priority: 3, titles: ['Mất kết nối camera', 'Đường truyền chập chờn'], fits: any },
  { kind: 'picture-fault', weight: 3, priority: 3, titles: ['Hình bị che', 'Hình mờ, mất nét', 'Camera bị xoay khỏi vị trí'], fits: any },
  { kind: 'by-hand', weight: 2, priority: 2, titles: ['Tin báo của người dân qua 113', 'Cán bộ tuần tra báo vụ việc'], fits: any },
];

/** The everyday look of one kind. Throws for a kind that is not in the list. */
export function everydayOf(kind: AlarmKind): EverydayKind {
  const found = EVERYDAY_KINDS.find((one) => one.kind === kind);
  if (found === undefined) throw new Error(`no everyday alarm of kind ${kind}`);
  return found;
}
