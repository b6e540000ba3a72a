import { foldText } from '../../contract/domain/text-fold.ts';
import type { Unit } from '../server/api-types.ts';
import type { SchemeRow } from './scheme.ts';

export const MINISTRY_UNIT: Unit = { id: 'bo-cong-an', name: 'Bộ Công an', kind: 'ministry', parentId: null, position: { latDeg: 21.024, lonDeg: 105.846 } };
export const CITY_UNIT: Unit = { id: 'tp-ha-noi', name: 'Thành phố Hà Nội', kind: 'city', parentId: null, position: { latDeg: 21.0285, lonDeg: 105.8542 } };
export const CITY_POLICE_ID = unitIdOf('Công an thành phố Hà Nội');
export const TRANSPORT_ID = unitIdOf('Sở Giao thông Vận tải');
export const HOAN_KIEM_ID = unitIdOf('Quận Hoàn Kiếm');

/** A unit's id from its name: `quan-ba-dinh`. */
export function unitIdOf(name: string): string {
  return foldText(name).replaceAll(' ', '-');
}

/** The city and below it every unit of the scheme. */
export function unitsOf(rows: readonly SchemeRow[]): readonly Unit[] {
  return [
    CITY_UNIT,
    ...rows.map((row) => ({
      id: unitIdOf(row.unit),
      name: row.unit,
      kind: kindOf(row),
      parentId: CITY_UNIT.id,
      position: { latDeg: row.latDeg, lonDeg: row.lonDeg },
    })),
  ];
}

function kindOf({ group, unit }: SchemeRow): Unit['kind'] {
  switch (group) {
    case 'quan':
      return 'district';
    case 'huyen':
      return unit.startsWith('Thị xã') ? 'town' : 'district';
    case 'congan':
      return 'police';
    case 'so':
      return 'department';
    case 'ban':
      return 'board';
  }
}
