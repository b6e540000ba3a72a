import { useEffect } from 'react';
import { useWindowState, type WindowState } from '../state/state-context.tsx';
import { carryOut } from './carry-out.ts';
import type { Shortcut, ShortcutAct } from './catalogue.ts';
import { useCommands } from './commands-context.tsx';
import { writesCharacter, type Binding } from './key-binding.ts';
import { hitOf } from './key-map.ts';
import { useKeyMap } from './use-keys.ts';

export { SEARCH_FIELD_ID } from './carry-out.ts';

/** Marks an element that handles its own arrow keys, Enter and letters (a tree, a list, a splitter). */
export const OWN_KEYS = 'data-own-keys';

const NO_SCREENS: readonly string[] = [];
/** Which commands each listener takes: the window those of everywhere, a screen its own. */
const TAKES: Readonly<Record<Shortcut['where'], readonly Shortcut['where'][]>> = { everywhere: ['everywhere'], wall: ['wall'], live: ['live', 'wall'] };

/**
 * Listens to the keys of the catalogue: those of the live screen (`live`), those of the wall alone (`wall`), or, once for the whole
 * window, those that work on every screen (`everywhere`, with the tabs in `screenIds`).
 */
export function useShortcuts(where: Shortcut['where'] = 'live', screenIds: readonly string[] = NO_SCREENS): void {
  const state = useWindowState();
  const commands = useCommands();
  const map = useKeyMap();
  const tabs = screenIds.join(' ');
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return;
      const hit = hitOf(map, event, takesText(event.target));
      if (hit === null || !TAKES[where].includes(hit.shortcut.where) || belongsToControl(event, hit.shortcut.act, hit.binding, state)) return;
      if (carryOut(hit, state, commands, tabs === '' ? [] : tabs.split(' '))) event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('keydown', onKey);
    };
  }, [state, commands, map, where, tabs]);
}

const takesText = (target: EventTarget | null): boolean =>
  target instanceof HTMLTextAreaElement ||
  target instanceof HTMLSelectElement ||
  (target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'submit', 'range'].includes(target.type)) ||
  (target instanceof HTMLElement && target.isContentEditable);

/** A focused button keeps Enter, a tree or list keeps its arrows and letters; a number begun goes before both. */
function belongsToControl(event: KeyboardEvent, act: ShortcutAct, binding: Binding, { view }: WindowState): boolean {
  const { target } = event;
  if (!(target instanceof Element)) return false;
  const isNumberBegun = view.store.getState().numberEntry !== '';
  if (act.kind === 'digit' || act.kind === 'entry-back') return false;
  if (act.kind === 'entry-enter' || act.kind === 'entry-monitor' || act.kind === 'entry-tile') return !isNumberBegun;
  if ((act.kind === 'move' || act.kind === 'swap') && target.matches('input')) return true;
  // Signs without a letter lead nowhere in a list: `/` and `?` work from there too.
  const isSign = act.kind === 'search' || act.kind === 'help' || act.kind === 'scene';
  return !isSign && writesCharacter(binding) && target.closest(`[${OWN_KEYS}]`) !== null;
}
