import type { AlarmKind } from '../../../contract/domain/alarm-kind.ts';

const WORDS: Readonly<Partial<Record<AlarmKind, string>>> = {
  'link-fault': 'Mất kết nối hàng loạt',
  'device-fault': 'Hỏng thiết bị hàng loạt',
  'picture-fault': 'Mất hình hàng loạt',
  motion: 'Chuyển động hàng loạt',
  intrusion: 'Xâm nhập hàng loạt',
};
const number = new Intl.NumberFormat('vi-VN');

/** Title of the incident of a storm, as `Mất kết nối hàng loạt: 1.234 camera`. `cameras`: different ones; 0: none is known. */
export const stormTitle = (kind: AlarmKind, cameras: number, events: number): string => `${WORDS[kind] ?? 'Cảnh báo hàng loạt'}: ${cameras > 0 ? `${number.format(cameras)} camera` : `${number.format(events)} sự kiện`}`;
