import { join } from 'node:path';
import { CITY_POLICE_ID, CITY_UNIT, HOAN_KIEM_ID, MINISTRY_UNIT, TRANSPORT_ID } from './city/units.ts';
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

/** The units and cameras a tier may see. `everywhere`: ids of cameras that every centre sees. */
export function viewOf({ tier }: DemoTier, city: City, everywhere: ReadonlySet<string>): { readonly units: readonly Unit[]; readonly cameras: readonly Camera[] } {
  const of = (...unitIds: readonly string[]): readonly Camera[] => city.cameras.filter((camera) => everywhere.has(camera.id) || unitIds.includes(camera.unitId));
  switch (tier) {
    case 'ministry': {
      const below = city.units.map((unit) => (unit.id === CITY_UNIT.id ? { ...unit, parentId: MINISTRY_UNIT.id } : unit));
      return { units: [MINISTRY_UNIT, ...below], cameras: of(CITY_POLICE_ID, TRANSPORT_ID) };
    }
    case 'province':
      return { units: city.units, cameras: city.cameras };
    case 'commune': {
      const units = city.units.filter((unit) => unit.id === HOAN_KIEM_ID).map((unit) => ({ ...unit, parentId: null }));
      return { units, cameras: of(HOAN_KIEM_ID).map((camera) => ({ ...camera, unitId: HOAN_KIEM_ID })) };
    }
  }
}
