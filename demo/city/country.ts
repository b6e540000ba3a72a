import type { Camera, Unit } from '../server/api-types.ts';
import { NO_CAMERAS, type CameraSource } from './camera-source.ts';
import type { Purpose } from './camera-names.ts';
import { traitsOf } from './camera-traits.ts';
import { placeAt, stepBy, turned } from './ground.ts';
import { HEIGHTS, MAKES, positionOn } from './make-city.ts';
import { names } from './places.ts';
import { PROVINCES } from './provinces.ts';
import { createRandom, hashText } from './random.ts';
import type { StreetLine } from './streets.ts';
import { unitIdOf } from './units.ts';

/** Numbers of the country's cameras begin behind this one. */
export const COUNTRY_NUMBERS_FROM = 100_000;
const COMMUNES_EACH = 60;
const STREETS_EACH = 12;
/** Communes lie within this distance of their chief town, metres. */
const PROVINCE_M = 14_000;
const COMMUNE_M = 1_400;
/** One camera in so many is out of service. */
const BROKEN_EVERY = 20;
const DAY_MS = 86_400_000;

const FIRST = names('An, Bình, Cẩm, Diên, Đại, Đông, Gia, Hải, Hòa, Hưng, Khánh, Kim, Lạc, Long, Minh, Mỹ, Nam, Ngọc, Nghĩa, Phú, Phước, Quảng, Sơn, Tam, Tân, Thạch, Thanh, Thuận, Trường, Vĩnh, Xuân, Yên');
const SECOND = names('An, Bình, Châu, Cường, Điền, Định, Giang, Hà, Hải, Hậu, Hiệp, Hòa, Hội, Khê, Lập, Lộc, Lợi, Mỹ, Nghĩa, Phong, Phú, Phúc, Quang, Sơn, Tâm, Thành, Thịnh, Thọ, Tiến, Trung, Vân, Xá');
const STREETS = names(
  'Trần Hưng Đạo, Lê Lợi, Nguyễn Huệ, Quang Trung, Hùng Vương, Lý Thường Kiệt, Nguyễn Trãi, Lê Thánh Tông, Phan Bội Châu, Phan Chu Trinh, Hai Bà Trưng, Bà Triệu, Ngô Quyền, Đinh Tiên Hoàng, Nguyễn Du, Nguyễn Văn Cừ, Lê Duẩn, Trường Chinh, Phạm Văn Đồng, Võ Nguyên Giáp, Điện Biên Phủ, Cách mạng tháng Tám, Nguyễn Thị Minh Khai, Lê Hồng Phong, Trần Phú, Hoàng Văn Thụ, Hoàng Diệu, Nguyễn Công Trứ, Nguyễn Bỉnh Khiêm, Tôn Đức Thắng, Lạc Long Quân, Âu Cơ, Yết Kiêu, Phạm Ngũ Lão, Chu Văn An, Lương Thế Vinh, Tô Hiệu, Nguyễn Chí Thanh, Lê Quý Đôn, Trần Quốc Toản, Mạc Thị Bưởi, Võ Thị Sáu, Nguyễn Tất Thành, Hồ Xuân Hương, Phan Đình Phùng, Bạch Đằng, Kim Đồng, Tô Vĩnh Diện',
);

/** The country beyond the city: provinces with communes, and cameras made when they are asked for. */
export interface Country {
  readonly units: readonly Unit[];
  readonly cameras: CameraSource;
}

interface Commune {
  readonly id: string;
  readonly name: string;
  readonly province: string;
  readonly at: NonNullable<Unit['position']>;
  readonly streets: readonly string[];
}

/** A country of `count` cameras, spread over all communes; none below 1. Camera and number of an index are always the same. */
export function makeCountry(count: number): Country {
  if (count < 1) return { units: [], cameras: NO_CAMERAS };
  const communes: Commune[] = [];
  const units: Unit[] = [];
  for (const { name, at } of PROVINCES) {
    const provinceId = unitIdOf(name);
    units.push({ id: provinceId, name, kind: 'city', parentId: null, position: at });
    for (const commune of communesOf(name, provinceId, at)) {
      communes.push(commune);
      units.push({ id: commune.id, name: commune.name, kind: 'commune', parentId: provinceId, position: commune.at });
    }
  }
  const indexOf = (cameraId: string): number | null => {
    const index = /^vn-\d{7}$/.test(cameraId) ? Number(cameraId.slice(3)) - 1 : -1;
    return index >= 0 && index < count ? index : null;
  };
  const cameras: CameraSource = {
    length: count,
    at: (index) => {
      const commune = communes[index % communes.length];
      if (commune === undefined || index < 0 || index >= count) throw new RangeError(`no camera at ${String(index)}`);
      return cameraOf(commune, index, Math.floor(index / communes.length));
    },
    idAt: (index) => idOf(index),
    indexOf,
    indexOfNumber: (number) => {
      const index = number - COUNTRY_NUMBERS_FROM - 1;
      return Number.isInteger(index) && index >= 0 && index < count ? index : null;
    },
    brokenForMs: (cameraId) => {
      const index = indexOf(cameraId);
      return index === null || index % BROKEN_EVERY !== BROKEN_EVERY - 1 ? undefined : DAY_MS * (1 + (index % 60));
    },
  };
  return { units, cameras };
}

const idOf = (index: number): string => `vn-${String(index + 1).padStart(7, '0')}`;

function communesOf(province: string, provinceId: string, at: Commune['at']): readonly Commune[] {
  const random = createRandom(`communes ${province}`);
  const used = new Set<string>();
  return Array.from({ length: COMMUNES_EACH }, (_, index) => {
    let name = `${random.pick(FIRST)} ${random.pick(SECOND)}`;
    while (used.has(name)) name = `${random.pick(FIRST)} ${random.pick(SECOND)}`;
    used.add(name);
    return {
      id: `${provinceId}-${String(index + 1).padStart(2, '0')}`,
      name: `${index % 3 === 0 ? 'Phường' : 'Xã'} ${name}`,
      province,
      at: placeAt(at, stepBy(random.next() * 360, PROVINCE_M * Math.sqrt(random.next()))),
      streets: random.shuffled(STREETS).slice(0, STREETS_EACH),
    };
  });
}

const KINDS: readonly (readonly [Camera['kind'], number])[] = [['fixed', 80], ['ptz', 20]];
const CONNECTIONS = [['vms', 58], ['direct', 22], ['concentrator', 20]] as const;

/** `turn`: the how manyth camera of its commune. */
function cameraOf(commune: Commune, index: number, turn: number): Camera {
  const id = idOf(index);
  const random = createRandom(id);
  const { purpose, name, street } = siteOf(commune, turn);
  const { make, ptz, fixed } = random.weighted(MAKES);
  const [fromM, toM] = random.weighted(HEIGHTS);
  const kind = random.weighted(KINDS);
  const connection = random.weighted(CONNECTIONS);
  const line = lineIn(commune, street);
  const heightM = Math.round((fromM + random.next() * (toM - fromM)) * 10) / 10;
  const traits = traitsOf({ kind, purpose, group: 'huyen', unitId: commune.id, make, heightM, connection, anchor: street, bearingDeg: line.bearingDeg, name }, random);
  return {
    id,
    number: COUNTRY_NUMBERS_FROM + index + 1,
    code: `VN.${commune.id.slice(-2)}.${id.slice(3)}`,
    name,
    kind,
    unitId: commune.id,
    owner: commune.name,
    purpose,
    address: `${String(3 + turn * 2)} ${street}, ${commune.name}, ${commune.province}`,
    position: positionOn(line, random),
    mountingHeightM: heightM,
    make,
    model: random.pick(kind === 'ptz' ? ptz : fixed),
    connection,
    ...traits,
    tier: traits.tier ?? 'province',
    streams: [],
  };
}

/** What the how manyth camera of a commune watches: no two of a commune are called the same. */
function siteOf({ name, streets }: Commune, turn: number): { readonly purpose: Purpose; readonly name: string; readonly street: string } {
  const short = name.replace(/^\S+ /, '');
  const round = Math.floor(turn / 10);
  const street = streets[(turn + round) % streets.length] ?? short;
  const other = streets[(turn + round + 5) % streets.length] ?? short;
  const number = 3 + turn * 2;
  const at = (purpose: Purpose, text: string): ReturnType<typeof siteOf> => ({ purpose, name: text, street });
  switch (turn % 10) {
    case 0:
    case 1:
      return at('traffic', `${street} ${String(number)}`);
    case 2:
      return at('traffic', `Nút giao ${street} – ${other} – camera ${String(round + 1)}`);
    case 3:
      return at('security', `Ngõ ${String(number)} ${street} – đầu ngõ`);
    case 4:
      return at('market', `Chợ ${short} – cổng ${String(round + 1)}`);
    case 5:
      return at('school', `Trường THCS ${short} – cổng ${String(round + 1)}`);
    case 6:
      return at('residential', `Nhà văn hóa tổ ${String(round + 1)} ${short}`);
    case 7:
      return at('public-place', `Công viên ${short} – lối vào ${String(round + 1)}`);
    default:
      return at('security', `${street} ${String(number)}${turn % 10 === 8 ? '' : ' – vỉa hè'}`);
  }
}

/** The line of a street of a commune; quicker than for the city, of which a map is drawn. */
function lineIn({ id, at }: Commune, street: string): StreetLine {
  const hash = hashText(`${id} ${street}`);
  const share = (bits: number): number => ((hash >>> bits) & 0xff) / 256;
  return { middle: placeAt(at, stepBy(share(0) * 360, COMMUNE_M * share(8))), bearingDeg: turned(hashText(id) % 90, share(16) < 0.5 ? 0 : 90), halfM: 250 + 350 * share(24) };
}
