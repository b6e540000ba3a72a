import { tileBeside } from '@contract/domain/arrangement.ts';
import { mergeTiles, moveTile, removeTiles, renumber, resizeTile, splitTile, swapContents, withDraftContent, type Draft, type EditAnswer, type TileEdge } from '@contract/domain/arrangement-edit.ts';
import type { KeyPress } from '../../commands/key-binding.ts';
import { bindingOf } from '../../commands/key-binding.ts';
import { focusOf, type Editor, type EditorAct } from './editor-model.ts';

type Step = { readonly columns: -1 | 0 | 1; readonly rows: -1 | 0 | 1 };
const ARROWS: Readonly<Record<string, { readonly step: Step; readonly edge: TileEdge }>> = {
  ArrowLeft: { step: { columns: -1, rows: 0 }, edge: 'left' },
  ArrowRight: { step: { columns: 1, rows: 0 }, edge: 'right' },
  ArrowUp: { step: { columns: 0, rows: -1 }, edge: 'top' },
  ArrowDown: { step: { columns: 0, rows: 1 }, edge: 'bottom' },
};

export const stepOfArrow = (key: string): Step | null => ARROWS[key]?.step ?? null;

/** Empties all chosen tiles as one step. */
export const emptied = (draft: Draft, tiles: readonly number[]): EditAnswer =>
  tiles.some((tile) => (draft.contents[tile] ?? null) !== null)
    ? tiles.reduce<EditAnswer>((answer, tile) => (answer.ok ? withDraftContent(answer.draft, tile, null) : answer), { ok: true, draft })
    : { ok: false, why: 'nothing-changed' };

/** Over bare cells the tile moves; where another tile lies, the two trade what they hold. */
export function movedBeside(draft: Draft, focus: number, step: Step): { readonly answer: EditAnswer; readonly deed: 'moved' | 'swapped'; readonly focus: number } {
  const moved = moveTile(draft, focus, step);
  if (moved.ok || moved.why !== 'taken') return { answer: moved, deed: 'moved', focus };
  const other = tileBeside(draft.arrangement, focus, step);
  return { answer: swapContents(draft, focus, other), deed: 'swapped', focus: other };
}

/** What a key means on a focused tile of the canvas; null: nothing. Every drag of the canvas has its way here. */
export function actOfKey(editor: Editor, press: KeyPress): EditorAct | 'draw' | null {
  const draft = editor.history.now;
  const focus = focusOf(editor);
  const arrow = ARROWS[press.key];
  const edit = (deed: (EditorAct & { kind: 'edit' })['deed'], answer: EditAnswer, select: readonly number[] = [focus]): EditorAct => ({ kind: 'edit', deed, answer, select });
  if (press.metaKey || (press.altKey && arrow === undefined)) return null;
  if (arrow !== undefined) {
    if (press.altKey) return { kind: 'select', tile: tileBeside(draft.arrangement, focus, arrow.step), adds: true };
    if (press.ctrlKey) return edit('resized', resizeTile(draft, focus, arrow.edge, press.shiftKey ? -1 : 1));
    if (!press.shiftKey) return { kind: 'select', tile: tileBeside(draft.arrangement, focus, arrow.step), adds: false };
    const moved = movedBeside(draft, focus, arrow.step);
    return edit(moved.deed, moved.answer, [moved.answer.ok ? moved.focus : focus]);
  }
  switch (bindingOf(press)) {
    case 'KeyM':
      return edit('merged', mergeTiles(draft, editor.selected), [Math.min(...editor.selected)]);
    case 'KeyV':
      return edit('split', splitTile(draft, focus, 2, 1));
    case 'KeyH':
      return edit('split', splitTile(draft, focus, 1, 2));
    case 'KeyX':
      return edit('split', splitTile(draft, focus, 2, 2));
    case 'Delete':
      return edit('removed', removeTiles(draft, editor.selected));
    case 'Backspace':
      return edit('emptied', emptied(draft, editor.selected), editor.selected);
    case 'PageUp':
      return edit('numbered', renumber(draft, focus, focus - 1), [focus > 0 ? focus - 1 : focus]);
    case 'PageDown':
      return edit('numbered', renumber(draft, focus, focus + 1), [Math.min(focus + 1, draft.contents.length - 1)]);
    case 'KeyD':
    case 'Insert':
      return 'draw';
    default:
      return null;
  }
}
