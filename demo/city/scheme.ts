import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const FILE = join(import.meta.dirname, 'hanoi-cameras.csv');

export const UNIT_GROUPS = ['quan', 'huyen', 'congan', 'so', 'ban'] as const;
export type UnitGroup = (typeof UNIT_GROUPS)[number];

/** One row of the city's scheme: an organisation and the cameras it has. `ptz + fixed = working + broken`. */
export interface SchemeRow {
  readonly unit: string;
  readonly group: UnitGroup;
  readonly latDeg: number;
  readonly lonDeg: number;
  readonly ptz: number;
  readonly fixed: number;
  readonly working: number;
  readonly broken: number;
}

/** The rows of `hanoi-cameras.csv`, in order. Throws when the file is damaged. */
export function readScheme(text = readFileSync(FILE, 'utf8')): readonly SchemeRow[] {
  const [head = '', ...lines] = text.trim().split(/\r?\n/);
  const columns = head.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    const cell = (name: string): string => cells[columns.indexOf(name)] ?? '';
    const count = (name: string): number => {
      const value = Number(cell(name));
      if (cell(name) === '' || !Number.isFinite(value)) throw new Error(`${name} is no number in: ${line}`);
      return value;
    };
    const group = UNIT_GROUPS.find((known) => known === cell('group'));
    if (group === undefined || cells.length !== columns.length) throw new Error(`cannot read: ${line}`);
    const row = { unit: cell('unit'), group, latDeg: count('lat'), lonDeg: count('lon'), ptz: count('ptz'), fixed: count('fixed'), working: count('working'), broken: count('broken') };
    if (row.ptz + row.fixed !== row.working + row.broken) throw new Error(`counts do not add up in: ${line}`);
    return row;
  });
}
