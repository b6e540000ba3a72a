import { join } from 'node:path';
import { CITY_POLICE_ID, HOAN_KIEM_ID, MINISTRY_UNIT, TRANSPORT_ID } from './city/units.ts';
import type { City } from './city/make-city.ts';
import type { Camera, Service, Unit } from './server/api-types.ts';

/** One of the demo's centres. */
export interface DemoTier {
  readonly tier: Extract<Service['tier'], 'ministry' | 'province' | 'commune'>;
  readonly serverId: string;
  readonly name: Service['name'];
}

/** In order of their ports. */
export const DEMO_TIERS: readonly DemoTier[] = [
  { tier: 'ministry', serverId: 'demo-bo-cong-an', name: { vi: 'Bộ Công an', en: 'Ministry of Public Security' } },
  { tier: 'province', serverId: 'demo-ca-ha-noi', name: { vi: 'Công an thành phố Hà Nội', en: 'Hanoi City Police' } },
  { tier: 'commune', serverId: 'demo-ca-hoan-kiem', name: { vi: 'Công an phường Hoàn Kiếm', en: 'Hoàn Kiếm Ward Police' } },
];

/** Where a tier keeps what must survive a restart. */
export const stateFileOf = (stateDir: string, { serverId }: DemoTier): string => join(stateDir, `${serverId}.json`);

/** What a tier may see. */
export interface TierView {
  readonly units: readonly Unit[];
  readonly cameras: readonly Camera[];
  readonly seesForcesOf: (unitId: string) => boolean;
}

/** The units and cameras a tier may see. `everywhere`: ids of cameras that every centre sees. */
export function viewOf({ tier }: DemoTier, city: City, everywhere: ReadonlySet<string>): TierView {
  const among = (...unitIds: readonly string[]) => (unitId: string): boolean => unitIds.includes(unitId);
  const of = (isOwn: (unitId: string) => boolean): readonly Camera[] => city.cameras.flatMap((camera) => (everywhere.has(camera.id) ? [camera] : isOwn(camera.unitId) ? [seenFrom(tier, camera)] : []));
  switch (tier) {
    case 'ministry': {
      const below = city.units.map((unit) => (unit.parentId === null ? { ...unit, parentId: MINISTRY_UNIT.id } : unit));
      const isOwn = among(CITY_POLICE_ID, TRANSPORT_ID);
      return { units: [MINISTRY_UNIT, ...below], cameras: of(isOwn), seesForcesOf: isOwn };
    }
    case 'province':
      return { units: city.units, cameras: city.cameras, seesForcesOf: () => true };
    case 'commune': {
      const units = city.units.filter((unit) => unit.id === HOAN_KIEM_ID).map((unit) => ({ ...unit, parentId: null }));
      const isOwn = among(HOAN_KIEM_ID);
      return { units, cameras: of(isOwn).map((camera) => ({ ...camera, unitId: HOAN_KIEM_ID })), seesForcesOf: isOwn };
    }
  }
}

/** A camera as another tier than the province's lists it: without the tier where that is the one asked, with it where it is not. */
function seenFrom(tier: DemoTier['tier'], camera: Camera): Camera {
  const { tier: holder = 'province', ...rest } = camera;
  return holder === tier ? rest : { ...rest, tier: holder };
}
