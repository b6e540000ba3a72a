import { READY_NAMES, type ReadyName } from '@contract/domain/arrangement.ts';
import type { Right } from '@contract/domain/right.ts';
import type { Binding } from './key-binding.ts';
import type { TileAct } from './tile-acts.ts';

type Step = { readonly columns: -1 | 0 | 1; readonly rows: -1 | 0 | 1 };

/** What a command does. Data only: `carry-out.ts` does it. */
export type ShortcutAct =
  | { readonly kind: 'search' }
  | { readonly kind: 'help' }
  | { readonly kind: 'arrangement'; readonly name: ReadyName }
  | ({ readonly kind: 'move' } & Step)
  | ({ readonly kind: 'swap' } & Step)
  | { readonly kind: 'tile'; readonly act: TileAct }
  | { readonly kind: 'info' }
  | { readonly kind: 'lock' }
  | { readonly kind: 'find' }
  | { readonly kind: 'pick' }
  | { readonly kind: 'identify' }
  | { readonly kind: 'undo-wall' }
  | { readonly kind: 'save' }
  | { readonly kind: 'send'; readonly number: number }
  | { readonly kind: 'scene'; readonly digit: number }
  /** A screen by its place among the tabs without a key of their own, from 0. */
  | { readonly kind: 'screen'; readonly place: number }
  | { readonly kind: 'alarms' }
  /** Which one is in the key itself. */
  | { readonly kind: 'digit' }
  | { readonly kind: 'entry-monitor' }
  | { readonly kind: 'entry-tile' }
  | { readonly kind: 'entry-enter' }
  | { readonly kind: 'entry-back' }
  | { readonly kind: 'escape' };

export const KEY_GROUPS = ['cameras', 'tiles', 'picture', 'layouts', 'wall', 'screens'] as const;
export type KeyGroup = (typeof KEY_GROUPS)[number];

/** Words of a command: a key of `editor.json` under `keys.command`, and the number in it. */
export interface ShortcutLabel {
  readonly key:
    | 'search' | 'help' | 'arrangement' | 'tileLeft' | 'tileRight' | 'tileUp' | 'tileDown' | 'swapLeft' | 'swapRight' | 'swapUp' | 'swapDown'
    | 'clearTile' | 'menu' | 'replay' | 'snapshot' | 'sound' | 'zoomIn' | 'zoomOut' | 'zoomReset' | 'zoomTile' | 'run' | 'stepNext' | 'stepPrevious'
    | 'memory' | 'back' | 'steer' | 'liftMask' | 'info' | 'lock' | 'find' | 'pick' | 'identify' | 'undoWall' | 'save' | 'send' | 'scene' | 'screen' | 'alarms'
    | 'number' | 'entryMonitor' | 'entryTile' | 'entryEnter' | 'entryBack' | 'escape';
  readonly number: string;
}

export interface Shortcut {
  /** Name under which settings keep a changed key. */
  readonly id: string;
  readonly group: KeyGroup;
  readonly label: ShortcutLabel;
  /** As delivered. */
  readonly keys: readonly Binding[];
  readonly act: ShortcutAct;
  /** `everywhere`: on all screens; `wall`: on live and wall control; `live`: beside the tiles of the desk only. */
  readonly where: 'everywhere' | 'wall' | 'live';
  /** Null: the right to view is enough. */
  readonly right: Right | null;
  /** Cannot be given another key: the number grammar and its companions. */
  readonly isFixed: boolean;
}

/** Monitors that have a key of their own. */
export const SEND_KEY_MONITORS = 8;
/** Ready arrangements that have a key of their own, F5 and on. */
export const ARRANGEMENTS_WITH_KEY: readonly ReadyName[] = READY_NAMES.filter((name) => ['1', '4', '9', '16', '25', '36', '49', '64'].includes(name));
const FIRST_ARRANGEMENT_KEY = 5;
const SCREENS_WITH_KEY = 4;

const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index + 1);

type Extra = Partial<Pick<Shortcut, 'where' | 'right' | 'isFixed'>> & { readonly number?: string };
const command = (id: string, group: KeyGroup, key: ShortcutLabel['key'], keys: readonly Binding[], act: ShortcutAct, extra: Extra = {}): Shortcut => {
  const { number = '', where = 'live', right = null, isFixed = false } = extra;
  return { id, group, label: { key, number }, keys, act, where, right, isFixed };
};
const onTile = (id: TileAct, key: ShortcutLabel['key'], binding: Binding, extra: Extra = {}): Shortcut =>
  command(`tile.${id}`, 'picture', key, [binding], { kind: 'tile', act: id }, extra);

/** Every command of the keyboard, in the order of the list of keys. No two have a key in common. */
export const SHORTCUTS: readonly Shortcut[] = [
  command('number', 'cameras', 'number', [0, ...upTo(9)].map((digit) => `Digit${String(digit)}`), { kind: 'digit' }, { isFixed: true }),
  command('entry.monitor', 'cameras', 'entryMonitor', ['KeyM'], { kind: 'entry-monitor' }, { isFixed: true, right: 'wall.control' }),
  command('entry.tile', 'cameras', 'entryTile', ['KeyT'], { kind: 'entry-tile' }, { isFixed: true }),
  command('entry.enter', 'cameras', 'entryEnter', ['Enter'], { kind: 'entry-enter' }, { isFixed: true }),
  command('entry.back', 'cameras', 'entryBack', ['Backspace'], { kind: 'entry-back' }, { isFixed: true }),
  command('escape', 'cameras', 'escape', ['Escape'], { kind: 'escape' }, { isFixed: true, where: 'everywhere' }),
  command('search', 'cameras', 'search', ['Slash'], { kind: 'search' }, { where: 'everywhere' }),
  command('find', 'cameras', 'find', ['KeyF'], { kind: 'find' }),

  command('select.left', 'tiles', 'tileLeft', ['ArrowLeft'], { kind: 'move', columns: -1, rows: 0 }),
  command('select.right', 'tiles', 'tileRight', ['ArrowRight'], { kind: 'move', columns: 1, rows: 0 }),
  command('select.up', 'tiles', 'tileUp', ['ArrowUp'], { kind: 'move', columns: 0, rows: -1 }),
  command('select.down', 'tiles', 'tileDown', ['ArrowDown'], { kind: 'move', columns: 0, rows: 1 }),
  command('swap.left', 'tiles', 'swapLeft', ['Shift+ArrowLeft'], { kind: 'swap', columns: -1, rows: 0 }),
  command('swap.right', 'tiles', 'swapRight', ['Shift+ArrowRight'], { kind: 'swap', columns: 1, rows: 0 }),
  command('swap.up', 'tiles', 'swapUp', ['Shift+ArrowUp'], { kind: 'swap', columns: 0, rows: -1 }),
  command('swap.down', 'tiles', 'swapDown', ['Shift+ArrowDown'], { kind: 'swap', columns: 0, rows: 1 }),
  command('tile.clear', 'tiles', 'clearTile', ['Delete'], { kind: 'tile', act: 'clear' }),
  command('lock', 'tiles', 'lock', ['KeyL'], { kind: 'lock' }),
  command('tile.memory', 'tiles', 'memory', ['KeyH'], { kind: 'tile', act: 'memory' }),
  command('tile.back', 'tiles', 'back', ['KeyB'], { kind: 'tile', act: 'back' }),
  command('tile.run', 'tiles', 'run', ['KeyK'], { kind: 'tile', act: 'run' }),
  command('tile.step-previous', 'tiles', 'stepPrevious', ['Comma'], { kind: 'tile', act: 'step-previous' }),
  command('tile.step-next', 'tiles', 'stepNext', ['Period'], { kind: 'tile', act: 'step-next' }),

  onTile('replay', 'replay', 'KeyR'),
  onTile('snapshot', 'snapshot', 'KeyS', { right: 'snapshot.take' }),
  onTile('sound', 'sound', 'KeyA'),
  onTile('zoom-in', 'zoomIn', 'Equal'),
  onTile('zoom-out', 'zoomOut', 'Minus'),
  onTile('zoom-reset', 'zoomReset', 'KeyZ'),
  onTile('zoom-tile', 'zoomTile', 'Shift+KeyZ'),
  command('info', 'picture', 'info', ['KeyI'], { kind: 'info' }),
  onTile('steer', 'steer', 'KeyJ', { right: 'ptz.steer' }),
  onTile('lift-mask', 'liftMask', 'Shift+KeyM', { right: 'mask.lift' }),
  onTile('menu', 'menu', 'Shift+F10'),

  ...ARRANGEMENTS_WITH_KEY.map((name, index) =>
    command(`arrangement.${name}`, 'layouts', 'arrangement', [`F${String(FIRST_ARRANGEMENT_KEY + index)}`], { kind: 'arrangement', name }, { number: name }),
  ),
  command('layout.save', 'layouts', 'save', ['Ctrl+KeyS'], { kind: 'save' }, { right: 'layout.edit' }),

  ...upTo(SEND_KEY_MONITORS).map((number) =>
    command(`send.${String(number)}`, 'wall', 'send', [`Ctrl+Digit${String(number)}`], { kind: 'send', number }, { number: String(number), right: 'wall.control' }),
  ),
  ...upTo(9).map((digit) =>
    command(`scene.${String(digit)}`, 'wall', 'scene', [`Shift+Digit${String(digit)}`], { kind: 'scene', digit }, { number: String(digit), where: 'wall', right: 'wall.control' }),
  ),
  command('wall.undo', 'wall', 'undoWall', ['KeyU'], { kind: 'undo-wall' }, { where: 'wall', right: 'wall.control' }),
  command('wall.identify', 'wall', 'identify', ['KeyN'], { kind: 'identify' }, { where: 'wall', right: 'wall.control' }),
  command('wall.pick', 'wall', 'pick', ['KeyP'], { kind: 'pick' }),

  ...upTo(SCREENS_WITH_KEY).map((number) =>
    command(`screen.${String(number)}`, 'screens', 'screen', [`F${String(number)}`], { kind: 'screen', place: number - 1 }, { number: String(number), where: 'everywhere' }),
  ),
  command('alarms', 'screens', 'alarms', ['Shift+F1'], { kind: 'alarms' }, { where: 'everywhere' }),
  command('help', 'screens', 'help', ['Shift+Slash'], { kind: 'help' }, { where: 'everywhere' }),
];
