import { SHORTCUTS, type Shortcut } from './catalogue.ts';
import { bindingOf, isBinding, writesCharacter, type Binding, type KeyPress } from './key-binding.ts';

/** Keys the operator changed, by command; an empty text: the command has no key. */
export type KeyChanges = Readonly<Record<string, Binding>>;

export interface KeyMap {
  /** By command; a command without a key has none. */
  readonly keysOf: ReadonlyMap<string, readonly Binding[]>;
  readonly shortcutOf: ReadonlyMap<Binding, Shortcut>;
}

/** Keys the window itself needs: to walk with, to copy and paste with. */
const RESERVED: readonly Binding[] = ['Tab', 'Shift+Tab', 'Space', 'Shift+Space', 'Shift+Enter', 'Ctrl+KeyA', 'Ctrl+KeyC', 'Ctrl+KeyV', 'Ctrl+KeyX', 'Ctrl+KeyZ', 'Ctrl+Shift+KeyZ'];
const fixedKeys = new Set(SHORTCUTS.filter(({ isFixed }) => isFixed).flatMap(({ keys }) => keys));

/** Whether a key can be given to a command at all. */
export const isFreeToGive = (binding: Binding): boolean => isBinding(binding) && !RESERVED.includes(binding) && !fixedKeys.has(binding);

/** All keys as they are now. No key has two commands: a change goes before what was delivered, an unreadable change counts for nothing. */
export function keyMapOf(changes: KeyChanges): KeyMap {
  const shortcutOf = new Map<Binding, Shortcut>();
  const keysOf = new Map<string, readonly Binding[]>();
  const take = (shortcut: Shortcut, keys: readonly Binding[]): void => {
    const free = keys.filter((key) => !shortcutOf.has(key));
    for (const key of free) shortcutOf.set(key, shortcut);
    keysOf.set(shortcut.id, free);
  };
  const changeOf = ({ id, isFixed }: Shortcut): Binding | null => {
    const change = isFixed || !Object.hasOwn(changes, id) ? undefined : changes[id];
    return change !== undefined && (change === '' || isFreeToGive(change)) ? change : null;
  };
  for (const shortcut of SHORTCUTS) {
    const change = changeOf(shortcut);
    if (change !== null) take(shortcut, change === '' ? [] : [change]);
  }
  for (const shortcut of SHORTCUTS) if (changeOf(shortcut) === null) take(shortcut, shortcut.keys);
  return { keysOf, shortcutOf };
}

export interface Hit {
  readonly shortcut: Shortcut;
  readonly binding: Binding;
}

/** The command of a key press, or null. `isTyping`: the focus is in a field that takes text, so keys that write have no command. */
export function hitOf(map: KeyMap, press: KeyPress, isTyping: boolean): Hit | null {
  const binding = bindingOf(press);
  const shortcut = binding === null ? undefined : map.shortcutOf.get(binding);
  if (binding === null || shortcut === undefined || (isTyping && writesCharacter(binding))) return null;
  return { shortcut, binding };
}

export type KeyChangeAnswer =
  | { readonly kind: 'changed'; readonly changes: KeyChanges }
  /** Another command has this key: it must be swapped explicitly. */
  | { readonly kind: 'taken'; readonly by: Shortcut }
  | { readonly kind: 'not-free' };

const firstKey = (map: KeyMap, id: string): Binding => map.keysOf.get(id)?.[0] ?? '';

/** A change kept only where it differs from what was delivered. */
const withChange = (changes: KeyChanges, id: string, binding: Binding): KeyChanges => {
  const { [id]: _old, ...others } = changes;
  const delivered = SHORTCUTS.find((shortcut) => shortcut.id === id)?.keys[0] ?? '';
  return binding === delivered ? others : { ...others, [id]: binding };
};

/** The changes as they really count: what was kept by an older console may give one key to two commands, of which one then has none. */
const settled = (kept: KeyChanges): KeyChanges => {
  const map = keyMapOf(kept);
  return Object.fromEntries(Object.keys(kept).flatMap((id) => (map.keysOf.has(id) ? [[id, firstKey(map, id)]] : [])));
};

/** Gives a command a key. With `swap`, a command that has it takes the old key of this one in exchange. */
export function withKey(kept: KeyChanges, id: string, binding: Binding, swap = false): KeyChangeAnswer {
  const shortcut = SHORTCUTS.find((each) => each.id === id);
  if (shortcut === undefined || shortcut.isFixed || !isFreeToGive(binding)) return { kind: 'not-free' };
  const changes = settled(kept);
  const map = keyMapOf(changes);
  const by = map.shortcutOf.get(binding);
  if (by === undefined || by.id === id) return { kind: 'changed', changes: withChange(changes, id, binding) };
  if (!swap) return { kind: 'taken', by };
  return { kind: 'changed', changes: withChange(withChange(changes, id, binding), by.id, firstKey(map, id)) };
}

/** A command without a key. */
export const withoutKey = (changes: KeyChanges, id: string): KeyChanges => withChange(changes, id, '');

/** The delivered key again; a command that has it meanwhile gives it back and takes this one's. */
export function withUsualKey(changes: KeyChanges, id: string): KeyChanges {
  const usual = SHORTCUTS.find((shortcut) => shortcut.id === id)?.keys[0];
  if (usual === undefined) return changes;
  const answer = withKey(changes, id, usual, true);
  return answer.kind === 'changed' ? answer.changes : changes;
}
