import { expect, test } from 'vitest';
import { streetOf } from '../../../../main/directory/street.ts';

test.for([
  ['144 Xuân Thủy, phường Dịch Vọng, quận Cầu Giấy, Hà Nội', 'Xuân Thủy'],
  ['Số 12A/5 Hàng Bông, phường Hàng Gai', 'Hàng Bông'],
  ['Số nhà 7 ngõ 120 Láng', 'Láng'],
  ['Ngõ 300 Phạm Ngọc Thạch, Đống Đa', 'Phạm Ngọc Thạch'],
  ['Km 3+075 Quốc lộ 1A, xã Văn Bình', 'Quốc lộ 1A'],
  ['Đường Cầu Giấy', 'Cầu Giấy'],
  ['120 Phố Huế, Hai Bà Trưng', 'Phố Huế'],
  ['7 phố Hàng Bông, Hoàn Kiếm', 'Hàng Bông'],
  ['Nút giao Kim Mã – Nguyễn Thái Học, Ba Đình', 'Nút giao Kim Mã – Nguyễn Thái Học'],
  ['19 tháng 5, Hà Đông', 'tháng 5'],
  ['', ''],
  ['15', ''],
] as const)('the street of "%s" is "%s"', ([address, street]) => {
  expect(streetOf(address)).toBe(street);
});
