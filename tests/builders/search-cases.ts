import type { Camera, OrgUnit } from '@contract/domain/camera.ts';
import { foldText } from '@contract/domain/text-fold.ts';
import { cameraId, unitId } from '@contract/domain/units.ts';
import { PURPOSES, siteOf } from '../../demo/city/camera-names.ts';
import { URBAN_PLACES } from '../../demo/city/places-urban.ts';
import { createRandom, type Random } from '../../demo/city/random.ts';

/** What somebody types, and the camera they mean. */
export interface SearchCase {
  readonly query: string;
  /** Name of the camera that is to be among the first answers. */
  readonly wants: string;
  readonly slip: 'none' | 'accents' | 'typo';
}

export interface City {
  readonly units: readonly OrgUnit[];
  readonly cameras: readonly Camera[];
}

const MAKES = ['Hikvision', 'Dahua', 'Axis', 'Bosch', 'Hanwha', 'Vivotek', 'Uniview'];
const TYPES = ['bullet', 'dome', 'box', 'panoramic', 'thermal', 'plate'] as const;
const CITY: OrgUnit = { id: unitId('ha-noi'), name: 'Thành phố Hà Nội', kind: 'city', parentId: null };

/** Cameras of the inner districts of Hà Nội with the names such cameras have; the same seed, the same city. */
export function cityOf(count: number, seed = 'search'): City {
  const random = createRandom(seed);
  const districts = Object.entries(URBAN_PLACES);
  const units = districts.map(([name], index): OrgUnit => ({ id: unitId(`unit-${String(index)}`), name, kind: 'district', parentId: CITY.id }));
  const cameras = Array.from({ length: count }, (_, index): Camera => {
    const at = random.between(0, districts.length - 1);
    const [area, places] = districts[at] ?? ['', undefined];
    const purpose = random.weighted(PURPOSES.quan);
    const site = places === undefined ? { name: area, address: area } : siteOf(purpose, places, area, area, random);
    const number = index + 1;
    return {
      id: cameraId(`camera-${String(number)}`),
      number,
      code: `HN-${String(number).padStart(6, '0')}`,
      name: site.name,
      kind: random.next() < 0.2 ? 'ptz' : 'fixed',
      unitId: unitId(`unit-${String(at)}`),
      purpose,
      address: site.address,
      position: { latDeg: 20.95 + random.next() * 0.15, lonDeg: 105.75 + random.next() * 0.15 },
      mountingHeightM: random.between(2, 25),
      make: random.pick(MAKES),
      connection: random.pick(['direct', 'vms', 'concentrator'] as const),
      type: random.pick(TYPES),
      view: { bearingDeg: random.between(0, 359), angleDeg: random.between(30, 110), rangeM: random.between(20, 120) },
      streams: [{ profile: 'main', codec: 'avc1.4d401f', format: 'annexb', widthPx: 1920, heightPx: 1080, frameRate: 25 }],
    };
  });
  return { units: [CITY, ...units], cameras };
}

const LETTERS = 'abcdeghiklmnopqrstuvxy';

/** One slip of the finger in a word of at least three letters; the text as it is when it has none. */
function slipped(text: string, random: Random): string {
  const words = text.split(' ');
  const able = words.flatMap((word, index) => (/^[a-z]{3,}$/.test(word) ? [index] : []));
  if (able.length === 0) return text;
  const index = random.pick(able);
  const word = words[index] ?? '';
  const at = random.between(0, word.length - 2);
  const letter = random.pick([...LETTERS].filter((other) => other !== word[at]));
  const slips = [
    word.slice(0, at) + word.slice(at + 1),
    word.slice(0, at) + letter + word.slice(at),
    word.slice(0, at) + letter + word.slice(at + 1),
    word.slice(0, at) + (word[at + 1] ?? '') + (word[at] ?? '') + word.slice(at + 2),
  ];
  return words.with(index, random.pick(slips)).join(' ');
}

/** As somebody would type it: with accents, without, or with one slip; now and then the last word is not finished. */
function typed(name: string, slip: SearchCase['slip'], random: Random): string {
  if (slip === 'none') return name;
  const folded = foldText(name);
  if (slip === 'typo') return slipped(folded, random);
  return random.next() < 0.3 && folded.length > 6 ? folded.slice(0, -1) : folded;
}

/** Queries for cameras of the list, a third of each slip. */
export function searchCasesFor(cameras: readonly Camera[], count: number, seed = 'cases'): readonly SearchCase[] {
  const random = createRandom(seed);
  const slips = ['none', 'accents', 'typo'] as const;
  return Array.from({ length: count }, (_, index): SearchCase => {
    const { name } = random.pick(cameras);
    const slip = slips[index % slips.length] ?? 'none';
    return { query: typed(name, slip, random), wants: name, slip };
  });
}
