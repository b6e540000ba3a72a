import type { Camera } from '../server/api-types.ts';
import type { UnitPlaces } from './places.ts';
import { hashText, type Random } from './random.ts';
import type { UnitGroup } from './scheme.ts';

export type Purpose = NonNullable<Camera['purpose']>;

/** What a camera watches, and on which street or in which commune it hangs. */
export interface Site {
  readonly name: string;
  readonly address: string;
  /** Cameras with the same anchor stand along one line. */
  readonly anchor: string;
}

/** How often each purpose occurs, by kind of unit. */
export const PURPOSES: Readonly<Record<UnitGroup, readonly (readonly [Purpose, number])[]>> = {
  quan: [['security', 40], ['traffic', 20], ['public-place', 12], ['residential', 10], ['market', 6], ['school', 6], ['building', 4], ['environment', 2]],
  huyen: [['security', 42], ['traffic', 16], ['residential', 18], ['public-place', 8], ['market', 6], ['school', 5], ['building', 3], ['environment', 2]],
  congan: [['security', 50], ['traffic', 38], ['public-place', 12]],
  so: [['building', 1]],
  ban: [['building', 1]],
};

/** A name and address for a camera. `area` is the district the places are in; `owner` the unit that runs it. */
export function siteOf(purpose: Purpose, places: UnitPlaces, area: string, owner: string, random: Random): Site {
  const street = random.pick(places.streets);
  const commune = random.pick(places.communes);
  const number = random.between(1, 8) * random.between(1, 40);
  const onStreet = spotOn(street, number);
  const at = (anchor: string, name: string, where: string): Site => ({
    name,
    anchor,
    address: `${where}, ${communeOf(anchor, places)}, ${area.charAt(0).toLowerCase()}${area.slice(1)}, Hà Nội`,
  });
  switch (purpose) {
    case 'traffic': {
      if (random.next() < 0.45) return at(street, onStreet.name, onStreet.address);
      const junction = random.pick(places.junctions);
      const title = /^(Ngã|Ô|Cầu) /.test(junction) && !junction.includes(' – ') ? junction : `Nút giao ${junction.replace(/^Ngã (ba|tư) /, '')}`;
      const side = random.pick(['', ' – hướng vào', ' – hướng ra', ' – camera 1', ' – camera 2', ' – camera 3', ' – toàn cảnh']);
      return at(junction, title + side, title);
    }
    case 'security': {
      const lane = random.between(1, 300);
      if (random.next() < 0.65) return at(street, onStreet.name, onStreet.address);
      return at(street, `Ngõ ${String(lane)} ${street}${random.pick(['', ' – đầu ngõ', ' – cuối ngõ'])}`, `Ngõ ${String(lane)} ${street}`);
    }
    case 'public-place': {
      const park = random.pick(places.parks);
      return at(park, park + random.pick([' – lối vào 1', ' – lối vào 2', ' – lối vào 3', ' – bãi gửi xe', ' – toàn cảnh', ' – khu trung tâm']), park);
    }
    case 'residential': {
      const home = random.pick(places.homes);
      return at(home, `${home}${random.pick([' – cổng chính', ' – cổng phụ', ` – đường số ${String(random.between(1, 24))}`, ` – tòa ${random.pick(['A', 'B', 'C', 'D', 'E'])}${String(random.between(1, 15))}`])}`, home);
    }
    case 'market': {
      const market = `Chợ ${random.pick(places.markets)}`;
      return at(market, `${market} – ${random.pick(['cổng', 'cổng', 'dãy', 'khu'])} ${String(random.between(1, 6))}`, market);
    }
    case 'school': {
      const school = random.pick(places.schools);
      return at(school, `${/^Đại học/.test(school) ? '' : 'Trường '}${school} – ${random.pick(['cổng chính', 'cổng phụ', 'vỉa hè', 'ngã ba cạnh trường'])}`, `Trường ${school}`.replace('Trường Đại học', 'Đại học'));
    }
    case 'building': {
      const house = /^(Sở|Cục|Ban)/.test(owner) ? `Trụ sở ${owner}` : `${random.pick(['UBND', 'Công an', 'Trạm y tế'])} ${commune}`;
      return at(house, random.pick([`Cổng ${house}`, `${house} – sảnh chính`, `${house} – sân sau`, `${house} – nhà để xe`, `${house} – hành lang tầng ${String(random.between(1, 5))}`]), onStreet.address);
    }
    case 'environment':
      return at(commune, random.pick([`Trạm bơm ${commune}`, `Điểm tập kết rác ${commune}`, `Điểm ngập ${street}`, `Cống thoát nước ${street}`, `Trạm quan trắc không khí ${commune}`]), street);
  }
}

/** A spot on a street by its house number, on a numbered road by its kilometre. */
function spotOn(street: string, number: number): { readonly name: string; readonly address: string } {
  if (!/^(Quốc lộ|Tỉnh lộ|Đường|Đại lộ|Cao tốc)|kéo dài$|\d$/.test(street)) return { name: `${street} ${String(number)}`, address: `${String(number)} ${street}` };
  const spot = `Km ${String(Math.floor(number / 12))}+${String((number % 12) * 75).padStart(3, '0')}`;
  return { name: `${street} – ${spot}`, address: `${spot} ${street}` };
}

/** The commune a street or place lies in: the one in its name, else always the same one. */
function communeOf(anchor: string, places: UnitPlaces): string {
  const named = places.communes.find((commune) => anchor.includes(commune.replace(/^(phường|thị trấn|xã) /, '')));
  return named ?? places.communes[hashText(anchor) % places.communes.length] ?? anchor;
}
