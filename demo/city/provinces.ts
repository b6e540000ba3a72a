import type { Position } from '../server/api-types.ts';

/** A province of the made-up country, and where its chief town lies. */
export interface Province {
  readonly name: string;
  readonly at: Position;
}

const of = (name: string, latDeg: number, lonDeg: number): Province => ({ name, at: { latDeg, lonDeg } });

/** Provinces and cities beside Hà Nội. */
export const PROVINCES: readonly Province[] = [
  of('Thành phố Hải Phòng', 20.86, 106.66), of('Thành phố Huế', 16.45, 107.56), of('Thành phố Đà Nẵng', 16.03, 108.19), of('Thành phố Hồ Chí Minh', 10.78, 106.68), of('Thành phố Cần Thơ', 10.03, 105.76),
  of('Tỉnh Bắc Ninh', 21.19, 106.06), of('Tỉnh Quảng Ninh', 20.97, 107.05), of('Tỉnh Lạng Sơn', 21.85, 106.76), of('Tỉnh Cao Bằng', 22.66, 106.25), of('Tỉnh Tuyên Quang', 21.82, 105.21),
  of('Tỉnh Thái Nguyên', 21.59, 105.84), of('Tỉnh Phú Thọ', 21.32, 105.39), of('Tỉnh Lào Cai', 22.47, 103.97), of('Tỉnh Lai Châu', 22.39, 103.46), of('Tỉnh Điện Biên', 21.39, 103.02),
  of('Tỉnh Sơn La', 21.33, 103.91), of('Tỉnh Hưng Yên', 20.65, 106.05), of('Tỉnh Ninh Bình', 20.25, 105.97), of('Tỉnh Thanh Hóa', 19.81, 105.76), of('Tỉnh Nghệ An', 18.68, 105.66),
  of('Tỉnh Hà Tĩnh', 18.34, 105.89), of('Tỉnh Quảng Trị', 16.81, 107.08), of('Tỉnh Quảng Ngãi', 15.12, 108.79), of('Tỉnh Gia Lai', 13.97, 108.01), of('Tỉnh Đắk Lắk', 12.68, 108.04),
  of('Tỉnh Khánh Hòa', 12.25, 109.17), of('Tỉnh Lâm Đồng', 11.94, 108.44), of('Tỉnh Đồng Nai', 10.95, 106.83), of('Tỉnh Tây Ninh', 11.31, 106.1), of('Tỉnh Vĩnh Long', 10.25, 105.96),
  of('Tỉnh Đồng Tháp', 10.46, 105.63), of('Tỉnh An Giang', 10.38, 105.42), of('Tỉnh Cà Mau', 9.18, 105.15),
];
