import type { Camera } from '../server/api-types.ts';
import type { Purpose } from './camera-names.ts';
import { turned } from './ground.ts';
import { abilitiesOf } from './ptz-abilities.ts';
import { hashText, type Random } from './random.ts';
import type { UnitGroup } from './scheme.ts';
import { TRANSPORT_ID } from './units.ts';

type Type = NonNullable<Camera['type']>;
type Analytics = NonNullable<Camera['analytics']>[number];

/** What of a camera its traits follow from. */
export interface Trait {
  readonly kind: Camera['kind'];
  readonly purpose: Purpose;
  readonly group: UnitGroup;
  readonly unitId: string;
  readonly make: string;
  readonly heightM: number;
  readonly connection: NonNullable<Camera['connection']>;
  /** Of the street or place. */
  readonly anchor: string;
  /** Of the line it stands on. */
  readonly bearingDeg: number;
  readonly name: string;
}

export type Traits = Pick<Camera, 'type' | 'view' | 'analytics' | 'tags' | 'tier' | 'ptz'>;

const TYPES: readonly (readonly [Type, number])[] = [['bullet', 52], ['dome', 28], ['box', 12], ['panoramic', 6], ['thermal', 2]];
const TRAFFIC_TYPES: readonly (readonly [Type, number])[] = [['bullet', 46], ['box', 22], ['plate', 20], ['dome', 8], ['panoramic', 4]];
const PTZ_TYPES: readonly (readonly [Type, number])[] = [['dome', 82], ['bullet', 16], ['thermal', 2]];

/** Width of the sector in degrees, and how far it reaches in metres, each from and to. */
const VIEWS: Readonly<Record<Type | 'ptz', readonly [angle: readonly [number, number], range: readonly [number, number]]>> = {
  bullet: [[48, 88], [35, 80]],
  dome: [[85, 108], [15, 40]],
  box: [[38, 66], [60, 110]],
  panoramic: [[180, 360], [15, 30]],
  thermal: [[20, 32], [200, 450]],
  plate: [[20, 32], [15, 35]],
  ptz: [[54, 62], [140, 280]],
};

const NOTICES: Readonly<Record<Purpose, readonly Analytics[]>> = {
  traffic: ['congestion', 'wrong-way', 'speed', 'parking', 'counting'],
  security: ['intrusion', 'motion', 'behaviour', 'object-left'],
  'public-place': ['crowd', 'counting', 'object-left', 'behaviour'],
  environment: ['flood', 'waste', 'smoke'],
  building: ['intrusion', 'motion', 'smoke'],
  market: ['crowd', 'smoke', 'parking'],
  school: ['crowd', 'intrusion', 'behaviour'],
  residential: ['motion', 'parking', 'waste'],
};

/** What a camera is made as, where it looks, what it notices, what its unit wrote on it, and what its head can do. */
export function traitsOf(of: Trait, random: Random): Traits {
  const type = random.weighted(of.kind === 'ptz' ? PTZ_TYPES : of.purpose === 'traffic' ? TRAFFIC_TYPES : TYPES);
  const view = viewOf(of, type, random);
  const analytics = analyticsOf(of.purpose, type, random);
  const tags = tagsOf(of, random);
  const tier = tierOf(of, random);
  return {
    type,
    view,
    ...(analytics.length === 0 ? {} : { analytics }),
    ...(tags.length === 0 ? {} : { tags }),
    ...(tier === undefined ? {} : { tier }),
    ...(of.kind === 'ptz' ? { ptz: abilitiesOf(of.make, random.next() < 0.92 ? view.bearingDeg : null) } : {}),
  };
}

/** Along the street, one way or the other, or into it from its side. */
function viewOf({ kind, bearingDeg, heightM }: Trait, type: Type, random: Random): NonNullable<Camera['view']> {
  const [[narrow, wide], [near, far]] = VIEWS[kind === 'ptz' ? 'ptz' : type];
  const aside = random.next() < 0.75 ? (random.next() - 0.5) * 30 : 90;
  const angleDeg = type === 'panoramic' ? random.pick([180, 360]) : random.between(narrow, wide);
  // From high above it is seen further.
  const rangeM = Math.round(random.between(near, far) * Math.min(2, Math.max(1, heightM / 8)));
  return { bearingDeg: angleDeg === 360 ? 0 : turned(bearingDeg, aside + (random.next() < 0.5 ? 0 : 180)), angleDeg, rangeM };
}

function analyticsOf(purpose: Purpose, type: Type, random: Random): readonly Analytics[] {
  if (type === 'plate') return ['plate'];
  const share = random.next();
  if (share > 0.4) return [];
  const first = random.pick(NOTICES[purpose]);
  const second = random.pick(NOTICES[purpose]);
  return share > 0.15 || second === first ? [first] : [first, second];
}

function tagsOf({ purpose, anchor, name }: Trait, random: Random): readonly string[] {
  const tags: string[] = [];
  if (random.next() < 0.07) tags.push('trọng điểm');
  if (purpose === 'public-place' && hashText(`festival ${anchor}`) % 3 === 0) tags.push('lễ hội');
  if ((purpose === 'traffic' || purpose === 'security') && hashText(`escort ${anchor}`) % 12 === 0) tags.push('tuyến nguyên thủ');
  if (purpose === 'traffic' && /^(Nút giao|Ngã tư)/.test(name) && random.next() < 0.7) tags.push('đèn tín hiệu');
  if (purpose === 'environment' && name.startsWith('Điểm ngập')) tags.push('điểm ngập');
  return tags;
}

/** The tier whose server holds it; undefined: the city police itself. */
function tierOf({ unitId, group, purpose, connection }: Trait, random: Random): Camera['tier'] {
  if (unitId === TRANSPORT_ID) return 'traffic';
  if (connection === 'concentrator') return 'concentrator';
  if (purpose === 'environment') return 'ioc';
  const local = group === 'quan' || group === 'huyen';
  return local && random.next() < (purpose === 'residential' || purpose === 'school' || purpose === 'market' ? 0.7 : 0.2) ? 'commune' : undefined;
}
