import { GRIDS, type Grid } from '@contract/domain/wall.ts';

/** What a key does. Data only: `use-shortcuts.ts` carries it out. */
export type ShortcutAct =
  | { readonly kind: 'search' }
  | { readonly kind: 'help' }
  | { readonly kind: 'grid'; readonly grid: Grid }
  | { readonly kind: 'move'; readonly columns: -1 | 0 | 1; readonly rows: -1 | 0 | 1 }
  | { readonly kind: 'swap'; readonly columns: -1 | 0 | 1; readonly rows: -1 | 0 | 1 }
  | { readonly kind: 'clear-tile' }
  | { readonly kind: 'save' }
  | { readonly kind: 'send'; readonly number: number }
  | { readonly kind: 'digit'; readonly digit: string }
  | { readonly kind: 'number-enter' }
  | { readonly kind: 'number-back' }
  | { readonly kind: 'escape' };

/** Text of a key in the list of keys: a key of `live.json` under `keys`, with its values. */
export interface ShortcutLabel {
  readonly key: 'search' | 'help' | 'grid' | 'tileLeft' | 'tileRight' | 'tileUp' | 'tileDown' | 'swap' | 'clearTile' | 'number' | 'save' | 'send';
  readonly count?: number;
  readonly number?: string;
}

export interface Shortcut {
  /** `KeyboardEvent.key`, with `Ctrl+` (or, for arrows, `Shift+`) before it where wanted. */
  readonly keys: readonly string[];
  readonly act: ShortcutAct;
  /** Works while a person types in a field. Never true for a key that writes a character. */
  readonly whileTyping: boolean;
  /** Null: told by another line of the list. */
  readonly label: ShortcutLabel | null;
  /** What the list shows, when not the keys themselves. */
  readonly shownAs?: string;
}

/** Function key of each grid. */
export const GRID_KEYS: Readonly<Record<Grid, string>> = { '1': 'F1', '4': 'F2', '9': 'F3', '16': 'F4' };
/** Monitors that have a key of their own. */
export const SEND_KEY_MONITORS = 8;

const digits = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];
const sends = Array.from({ length: SEND_KEY_MONITORS }, (_, index) => index + 1);

export const SHORTCUTS: readonly Shortcut[] = [
  { keys: ['/'], act: { kind: 'search' }, whileTyping: false, label: { key: 'search' } },
  ...digits.map((digit): Shortcut => ({
    keys: [digit],
    act: { kind: 'digit', digit },
    whileTyping: false,
    label: digit === '0' ? { key: 'number' } : null,
    shownAs: '0–9 ⏎',
  })),
  { keys: ['Enter'], act: { kind: 'number-enter' }, whileTyping: false, label: null },
  { keys: ['Backspace'], act: { kind: 'number-back' }, whileTyping: false, label: null },
  ...GRIDS.map((grid): Shortcut => ({ keys: [GRID_KEYS[grid]], act: { kind: 'grid', grid }, whileTyping: true, label: { key: 'grid', count: Number(grid) } })),
  { keys: ['ArrowLeft'], act: { kind: 'move', columns: -1, rows: 0 }, whileTyping: false, label: { key: 'tileLeft' }, shownAs: '←' },
  { keys: ['ArrowRight'], act: { kind: 'move', columns: 1, rows: 0 }, whileTyping: false, label: { key: 'tileRight' }, shownAs: '→' },
  { keys: ['ArrowUp'], act: { kind: 'move', columns: 0, rows: -1 }, whileTyping: false, label: { key: 'tileUp' }, shownAs: '↑' },
  { keys: ['ArrowDown'], act: { kind: 'move', columns: 0, rows: 1 }, whileTyping: false, label: { key: 'tileDown' }, shownAs: '↓' },
  { keys: ['Shift+ArrowLeft'], act: { kind: 'swap', columns: -1, rows: 0 }, whileTyping: false, label: { key: 'swap' }, shownAs: 'Shift ← → ↑ ↓' },
  { keys: ['Shift+ArrowRight'], act: { kind: 'swap', columns: 1, rows: 0 }, whileTyping: false, label: null },
  { keys: ['Shift+ArrowUp'], act: { kind: 'swap', columns: 0, rows: -1 }, whileTyping: false, label: null },
  { keys: ['Shift+ArrowDown'], act: { kind: 'swap', columns: 0, rows: 1 }, whileTyping: false, label: null },
  { keys: ['Delete'], act: { kind: 'clear-tile' }, whileTyping: false, label: { key: 'clearTile' } },
  { keys: ['Ctrl+s'], act: { kind: 'save' }, whileTyping: true, label: { key: 'save' }, shownAs: 'Ctrl S' },
  ...sends.map((number): Shortcut => ({
    keys: [`Ctrl+${String(number)}`],
    act: { kind: 'send', number },
    whileTyping: true,
    label: number === 1 ? { key: 'send', number: `1–${String(SEND_KEY_MONITORS)}` } : null,
    shownAs: `Ctrl 1–${String(SEND_KEY_MONITORS)}`,
  })),
  { keys: ['?'], act: { kind: 'help' }, whileTyping: false, label: { key: 'help' } },
  { keys: ['Escape'], act: { kind: 'escape' }, whileTyping: true, label: null },
];

export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
}

/** The shortcut of a key press, or null. `isTyping`: the focus is in a field that takes text. */
export function shortcutFor(press: KeyPress, isTyping: boolean): Shortcut | null {
  if (press.altKey || press.metaKey) return null;
  // For any other key the character itself says whether Shift was held.
  const shift = press.shiftKey && press.key.startsWith('Arrow') ? 'Shift+' : '';
  const name = press.ctrlKey ? `Ctrl+${press.key.toLowerCase()}` : `${shift}${press.key}`;
  const found = SHORTCUTS.find(({ keys }) => keys.includes(name));
  return found !== undefined && (found.whileTyping || !isTyping) ? found : null;
}
