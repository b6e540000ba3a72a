import { foldText } from '@contract/domain/text-fold.ts';
import type { CameraId, UnitId } from '@contract/domain/units.ts';
import type { TreeRow } from '../../state/selectors/camera-rows.ts';

/** What a key does in the tree, as the ARIA pattern for trees has it. */
export type TreeStep =
  | { readonly kind: 'go'; readonly index: number }
  | { readonly kind: 'expand'; readonly unit: UnitId; readonly expanded: boolean }
  | { readonly kind: 'open'; readonly index: number }
  /** Up from the first line: back to the search field. */
  | { readonly kind: 'leave-up' }
  | null;

const PAGE_LINES = 12;

export function treeStep(rows: readonly TreeRow[], at: number, key: string): TreeStep {
  const row = rows[at];
  const last = rows.length - 1;
  if (row === undefined) return null;
  switch (key) {
    case 'ArrowDown':
      return { kind: 'go', index: Math.min(last, at + 1) };
    case 'ArrowUp':
      return at === 0 ? { kind: 'leave-up' } : { kind: 'go', index: at - 1 };
    case 'PageDown':
      return { kind: 'go', index: Math.min(last, at + PAGE_LINES) };
    case 'PageUp':
      return { kind: 'go', index: Math.max(0, at - PAGE_LINES) };
    case 'Home':
      return { kind: 'go', index: 0 };
    case 'End':
      return { kind: 'go', index: last };
    case 'ArrowRight':
      if (row.kind === 'camera') return null;
      return row.expanded ? { kind: 'go', index: Math.min(last, at + 1) } : { kind: 'expand', unit: row.unitId, expanded: true };
    case 'ArrowLeft':
      if (row.kind === 'unit' && row.expanded) return { kind: 'expand', unit: row.unitId, expanded: false };
      return { kind: 'go', index: parentOf(rows, at) };
    case 'Enter':
      return row.kind === 'camera' ? { kind: 'open', index: at } : { kind: 'expand', unit: row.unitId, expanded: !row.expanded };
    default:
      return null;
  }
}

function parentOf(rows: readonly TreeRow[], at: number): number {
  const level = rows[at]?.level ?? 1;
  for (let index = at - 1; index >= 0; index -= 1) if ((rows[index]?.level ?? 1) < level) return index;
  return at;
}

/** The next line, from the one after `at` round to itself, whose name begins with what was typed, accents or not; -1: none. `nameOf`: empty when it is not known here. */
export function typedLine(rows: readonly TreeRow[], at: number, typed: string, nameOf: (camera: CameraId) => string): number {
  const folded = foldText(typed);
  if (folded === '') return -1;
  // While one name is being typed on, the line reached may stay.
  const first = [...folded].length > 1 ? 0 : 1;
  for (let step = first; step <= rows.length; step += 1) {
    const index = (at + step) % rows.length;
    const row = rows[index];
    if (row !== undefined && foldText(row.kind === 'unit' ? row.name : nameOf(row.camera)).startsWith(folded)) return index;
  }
  return -1;
}
