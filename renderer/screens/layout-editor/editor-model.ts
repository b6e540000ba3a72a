import { READY, type Arrangement, type TileRect } from '@contract/domain/arrangement.ts';
import { drawTile, type Draft, type EditAnswer, type EditRefusal } from '@contract/domain/arrangement-edit.ts';
import { edited, historyOf, redone, undone, type EditHistory } from '@contract/domain/edit-history.ts';
import { DESK_SURFACE, type LayoutId } from '@contract/domain/units.ts';
import { emptySurface, withArrangement, type Layout, type Surface } from '@contract/domain/wall.ts';

/** What was done last, for the line that says so (`editor.json`, `done`). */
export const DEEDS = ['drawn', 'merged', 'split', 'resized', 'moved', 'swapped', 'removed', 'numbered', 'raster', 'content', 'emptied', 'started', 'undone', 'redone'] as const;
export type Deed = (typeof DEEDS)[number];
export type Said = { readonly kind: 'done'; readonly deed: Deed; readonly times: number } | { readonly kind: 'refused'; readonly why: EditRefusal; readonly times: number };

/** Name and wishes of the layout. */
export interface LayoutForm {
  readonly name: string;
  readonly shared: boolean;
  readonly locked: boolean;
}

export interface Editor {
  readonly history: EditHistory<Draft>;
  /** Tiles chosen; the last one has the focus. Never empty. */
  readonly selected: readonly number[];
  readonly form: LayoutForm;
  /** The saved layout that saving replaces. */
  readonly base: LayoutId | null;
  /** The version of it the draft was begun from; what others make of it meanwhile must not be saved over. */
  readonly baseEtag: string | null;
  readonly saved: { readonly draft: Draft; readonly form: LayoutForm };
  readonly said: Said | null;
}

export type EditorAct =
  | { readonly kind: 'edit'; readonly deed: Deed; readonly answer: EditAnswer; readonly select?: readonly number[] }
  | { readonly kind: 'select'; readonly tile: number; readonly adds: boolean }
  | { readonly kind: 'undo' }
  | { readonly kind: 'redo' }
  | { readonly kind: 'form'; readonly form: Partial<LayoutForm> }
  | { readonly kind: 'start'; readonly editor: Editor }
  | { readonly kind: 'saved'; readonly base: LayoutId; readonly draft: Draft; readonly form: LayoutForm };

const NO_NAME: LayoutForm = { name: '', shared: false, locked: false };

const begun = (draft: Draft, form: LayoutForm, base: LayoutId | null, baseEtag: string | null): Editor => ({ history: historyOf(draft), selected: [0], form, base, baseEtag, saved: { draft, form }, said: null });

/** Nothing drawn yet: four bare tiles. */
export const freshEditor = (): Editor => begun(emptyDraft(READY['4']), NO_NAME, null, null);
export const editorOfLayout = ({ id, name, shared, locked, arrangement, contents, etag }: Layout): Editor => begun({ arrangement, contents }, { name, shared, locked }, id, etag);
/** What a place shows, to be saved under a name of its own. */
export const editorOfSurface = ({ arrangement, contents }: Surface): Editor => begun({ arrangement, contents }, NO_NAME, null, null);

const emptyDraft = (arrangement: Arrangement): Draft => {
  const { contents } = emptySurface(DESK_SURFACE, arrangement);
  return { arrangement, contents };
};

/** Another arrangement with the contents kept in order, as on the desk. */
export function rearranged(draft: Draft, arrangement: Arrangement): EditAnswer {
  const { contents } = withArrangement({ ...emptySurface(DESK_SURFACE, draft.arrangement), contents: draft.contents }, arrangement);
  return { ok: true, draft: { arrangement, contents } };
}

export const isChanged = ({ history, form, saved }: Editor): boolean =>
  history.now !== saved.draft || form.name !== saved.form.name || form.shared !== saved.form.shared || form.locked !== saved.form.locked;

export const focusOf = ({ selected }: Editor): number => selected[selected.length - 1] ?? 0;

const inside = (selected: readonly number[], draft: Draft): readonly number[] => {
  const left = [...new Set(selected)].filter((tile) => tile >= 0 && tile < draft.contents.length);
  return left.length > 0 ? left : [Math.max(0, Math.min(selected[selected.length - 1] ?? 0, draft.contents.length - 1))];
};

const times = (said: Said | null): number => (said?.times ?? 0) + 1;
const done = (editor: Editor, deed: Deed, history: EditHistory<Draft>, selected: readonly number[] = editor.selected): Editor => ({
  ...editor,
  history,
  selected: inside(selected, history.now),
  said: { kind: 'done', deed, times: times(editor.said) },
});

export function reduceEditor(editor: Editor, act: EditorAct): Editor {
  switch (act.kind) {
    case 'edit':
      if (!act.answer.ok) return { ...editor, said: { kind: 'refused', why: act.answer.why, times: times(editor.said) } };
      return done(editor, act.deed, edited(editor.history, act.answer.draft), act.select);
    case 'select': {
      const others = editor.selected.filter((tile) => tile !== act.tile);
      if (!act.adds) return { ...editor, selected: inside([act.tile], editor.history.now) };
      const isTakenBack = others.length > 0 && others.length < editor.selected.length;
      return { ...editor, selected: inside(isTakenBack ? others : [...others, act.tile], editor.history.now) };
    }
    case 'undo':
    case 'redo': {
      const history = act.kind === 'undo' ? undone(editor.history) : redone(editor.history);
      return history === editor.history ? editor : done(editor, act.kind === 'undo' ? 'undone' : 'redone', history);
    }
    case 'form':
      return { ...editor, form: { ...editor.form, ...act.form } };
    case 'start':
      return { ...act.editor, said: { kind: 'done', deed: 'started', times: times(editor.said) } };
    case 'saved':
      // A new layout of one's own is begun from nothing.
      return { ...editor, base: act.base, baseEtag: act.base === editor.base ? editor.baseEtag : null, saved: { draft: act.draft, form: act.form } };
  }
}

/** Index of the tile that a content placed next goes to: the next empty one after this, else this. */
export function nextEmpty({ contents }: Draft, after: number): number {
  const order = contents.map((_, place) => (after + 1 + place) % contents.length);
  return order.find((place) => contents[place] === null) ?? after;
}

/** The act of drawing a rectangle; the tile it makes is chosen. */
export function drawn(editor: Editor, rect: TileRect): EditorAct {
  const answer = drawTile(editor.history.now, rect);
  const made = answer.ok ? answer.draft.arrangement.tiles.findIndex((tile) => tile.column === rect.column && tile.row === rect.row) : -1;
  return { kind: 'edit', deed: 'drawn', answer, ...(made >= 0 && { select: [made] }) };
}
