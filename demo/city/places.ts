/** Real names that cameras of a unit are called after. */
export interface UnitPlaces {
  /** Distance in kilometres from the unit's centre within which its cameras stand. */
  readonly radiusKm: number;
  readonly streets: readonly string[];
  /** Junctions by name, without "Nút giao". */
  readonly junctions: readonly string[];
  /** Wards, communes and townships with their kind, as in "phường Tràng Tiền". */
  readonly communes: readonly string[];
  readonly markets: readonly string[];
  readonly schools: readonly string[];
  readonly parks: readonly string[];
  /** Housing estates, or hamlets in the country. */
  readonly homes: readonly string[];
}

/** One list of names written as "A, B, C". */
export const names = (list: string): readonly string[] => list.split(',').map((name) => name.trim());

/** Wards written without their kind. */
export const wards = (list: string): readonly string[] => names(list).map((name) => `phường ${name}`);

/** Communes of a rural district, its townships first. */
export const communes = (townships: string, list: string): readonly string[] => [
  ...names(townships).map((name) => `thị trấn ${name}`),
  ...names(list).map((name) => `xã ${name}`),
];
