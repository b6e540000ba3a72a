import { smooth, type Line, type Point } from './geometry.ts';

// The frame round the city: the sea's edge as one soft line, places of note and the archipelagos. No border is drawn, ours or anybody's.

/** The coast from Móng Cái to Hà Tiên, as a sketch. */
export const COAST: Line = smooth(
  [
    [107.97, 21.52], [107.45, 21.22], [107.05, 20.93], [106.78, 20.68], [106.57, 20.25], [106.05, 19.95], [105.88, 19.55], [105.75, 19.1], [105.78, 18.7], [106.08, 18.3], [106.48, 17.95],
    [106.65, 17.45], [107.12, 17.0], [107.65, 16.58], [108.18, 16.13], [108.48, 15.78], [108.9, 15.2], [109.08, 14.6], [109.22, 13.8], [109.32, 13.2], [109.44, 12.85], [109.22, 12.3],
    [109.2, 11.85], [108.98, 11.45], [108.35, 11.05], [107.75, 10.65], [107.12, 10.38], [106.8, 10.35], [106.72, 9.95], [106.4, 9.55], [105.95, 9.3], [105.45, 9.02], [105.02, 8.68],
    [104.74, 8.6], [104.82, 9.2], [104.86, 9.62], [105.06, 9.98], [104.72, 10.22], [104.48, 10.38],
  ],
  4,
);

export interface Place {
  readonly name: string;
  readonly at: Point;
  /** `capital`, `city`: a settlement; `sea`: open water; `archipelago`, `island`: land at sea. */
  readonly kind: 'capital' | 'city' | 'sea' | 'archipelago' | 'island';
}

export const PLACES: readonly Place[] = [
  { kind: 'capital', name: 'Hà Nội', at: [105.8542, 21.0285] },
  { kind: 'city', name: 'Hải Phòng', at: [106.68, 20.86] },
  { kind: 'city', name: 'Thái Nguyên', at: [105.84, 21.59] },
  { kind: 'city', name: 'Lào Cai', at: [103.97, 22.48] },
  { kind: 'city', name: 'Điện Biên', at: [103.02, 21.39] },
  { kind: 'city', name: 'Hạ Long', at: [107.08, 20.97] },
  { kind: 'city', name: 'Thanh Hóa', at: [105.78, 19.81] },
  { kind: 'city', name: 'Vinh', at: [105.69, 18.68] },
  { kind: 'city', name: 'Huế', at: [107.59, 16.46] },
  { kind: 'city', name: 'Đà Nẵng', at: [108.21, 16.06] },
  { kind: 'city', name: 'Quy Nhơn', at: [109.22, 13.78] },
  { kind: 'city', name: 'Buôn Ma Thuột', at: [108.04, 12.67] },
  { kind: 'city', name: 'Nha Trang', at: [109.19, 12.24] },
  { kind: 'city', name: 'Đà Lạt', at: [108.44, 11.94] },
  { kind: 'city', name: 'Thành phố Hồ Chí Minh', at: [106.7, 10.78] },
  { kind: 'city', name: 'Cần Thơ', at: [105.78, 10.04] },
  { kind: 'city', name: 'Cà Mau', at: [105.15, 9.18] },
  { kind: 'sea', name: 'Biển Đông', at: [112.2, 13.6] },
  { kind: 'sea', name: 'Vịnh Bắc Bộ', at: [107.6, 19.6] },
  { kind: 'archipelago', name: 'Quần đảo Hoàng Sa\n(Việt Nam)', at: [111.6, 16.5] },
  { kind: 'archipelago', name: 'Quần đảo Trường Sa\n(Việt Nam)', at: [113.0, 9.5] },
  { kind: 'island', name: 'Bạch Long Vĩ', at: [107.73, 20.13] },
  { kind: 'island', name: 'Lý Sơn', at: [109.12, 15.38] },
  { kind: 'island', name: 'Phú Quý', at: [108.94, 10.52] },
  { kind: 'island', name: 'Côn Đảo', at: [106.61, 8.69] },
  { kind: 'island', name: 'Phú Quốc', at: [103.98, 10.23] },
];

/** Dots that stand for the islands of each archipelago: a handful, spread as they are. */
export const ISLETS: Line = [
  [111.2, 16.45], [111.6, 16.53], [111.75, 16.25], [112.33, 16.83], [112.73, 16.67], [111.5, 17.1], [112.5, 16.33], [111.2, 15.78],
  [114.33, 11.43], [114.28, 11.05], [114.37, 10.38], [114.48, 10.18], [115.55, 10.0], [113.84, 9.55], [112.92, 8.65], [111.92, 8.64], [112.25, 8.85], [113.3, 8.1], [112.6, 9.9], [114.65, 9.72], [115.8, 10.75], [111.67, 7.98],
];

/** Lines of every second degree, by which the eye keeps its scale where nothing else is drawn. */
export function graticule(): readonly Line[] {
  const lines: Line[] = [];
  for (let lon = 84; lon <= 134; lon += 2) lines.push(Array.from({ length: 20 }, (_, index): Point => [lon, -4 + index * 2]));
  for (let lat = -4; lat <= 34; lat += 2) lines.push(Array.from({ length: 26 }, (_, index): Point => [84 + index * 2, lat]));
  return lines;
}

/** The city's ground as a whole, as a sketch. */
export const CITY_OUTLINE: Line = smooth(
  [
    [105.3, 21.3], [105.36, 21.3], [105.42, 21.25], [105.48, 21.18], [105.55, 21.165], [105.62, 21.17], [105.655, 21.22], [105.67, 21.265], [105.74, 21.29], [105.78, 21.345], [105.83, 21.385], [105.89, 21.35],
    [105.93, 21.28], [105.93, 21.215], [105.905, 21.16], [105.945, 21.115], [105.99, 21.095], [106.02, 21.05], [106.01, 20.985], [105.955, 20.97], [105.925, 20.93], [105.945, 20.88], [105.955, 20.83],
    [105.995, 20.75], [106.01, 20.69], [105.96, 20.655], [105.88, 20.655], [105.82, 20.605], [105.755, 20.565], [105.705, 20.6], [105.685, 20.66], [105.68, 20.73], [105.65, 20.79], [105.585, 20.83], [105.535, 20.885],
    [105.5, 20.94], [105.455, 20.985], [105.4, 20.985], [105.335, 20.985], [105.315, 21.06], [105.335, 21.13], [105.29, 21.22],
  ],
  4,
  true,
);
