import { useEffect } from 'react';
import { assertNever } from '@contract/domain/result.ts';
import { DESK_SURFACE } from '@contract/domain/units.ts';
import { gridColumns, type Surface } from '@contract/domain/wall.ts';
import { byNumber, holdsRight, selectPerson, selectSurface } from '../state/selectors/records.ts';
import { useWindowState, type WindowState } from '../state/state-context.tsx';
import { shortcutFor, type ShortcutAct } from './catalogue.ts';
import type { Commands } from './commands.ts';
import { useCommands } from './commands-context.tsx';

/** Marks an element that handles its own arrow keys, Enter and letters (a tree, a list, a splitter). */
export const OWN_KEYS = 'data-own-keys';
/** Id of the search field, wherever it is drawn. */
export const SEARCH_FIELD_ID = 'camera-search';

/** Listens to the keys of the catalogue while the live screen is up. */
export function useShortcuts(): void {
  const state = useWindowState();
  const commands = useCommands();
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return;
      const shortcut = shortcutFor(event, takesText(event.target));
      if (shortcut === null || belongsToControl(event, shortcut.act, state)) return;
      if (carryOut(shortcut.act, state, commands)) event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('keydown', onKey);
    };
  }, [state, commands]);
}

const takesText = (target: EventTarget | null): boolean =>
  target instanceof HTMLTextAreaElement ||
  (target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'submit'].includes(target.type)) ||
  (target instanceof HTMLElement && target.isContentEditable);

/** A focused button keeps Enter, a tree keeps its arrows and letters; a number begun goes before both. */
function belongsToControl(event: KeyboardEvent, act: ShortcutAct, { view }: WindowState): boolean {
  const { target } = event;
  if (!(target instanceof Element)) return false;
  const isNumberBegun = view.store.getState().numberEntry !== '';
  if (act.kind === 'number-enter' && !isNumberBegun) return true;
  if (act.kind === 'move' || act.kind === 'swap') return target.closest(`[${OWN_KEYS}]`) !== null || target.matches('input');
  if (act.kind === 'clear-tile') return target.closest(`[${OWN_KEYS}]`) !== null;
  return false;
}

/** True when the key was used. */
function carryOut(act: ShortcutAct, state: WindowState, commands: Commands): boolean {
  const { view, replica } = state;
  const { numberEntry, selectedTile } = view.store.getState();
  const person = selectPerson(replica.session.getState());
  switch (act.kind) {
    case 'search':
      document.getElementById(SEARCH_FIELD_ID)?.focus();
      return true;
    case 'help':
      view.actions.openKeyList(!view.store.getState().isKeyListOpen);
      return true;
    case 'grid':
      commands.setGrid(act.grid);
      return true;
    case 'move':
      view.actions.selectTile(tileBeside(selectSurface(DESK_SURFACE)(replica.surfaces.getState()), selectedTile, act));
      return true;
    case 'swap': {
      const surface = selectSurface(DESK_SURFACE)(replica.surfaces.getState());
      const from = Math.min(selectedTile, surface.cameras.length - 1);
      const to = tileBeside(surface, from, act);
      if (to !== from) commands.swapTiles(from, to);
      return true;
    }
    case 'clear-tile':
      commands.placeCamera(selectedTile, null);
      return true;
    case 'save':
      if (holdsRight(person, 'layout.edit')) view.actions.openSave(true);
      return true;
    case 'send': {
      const monitor = byNumber(replica.monitors.getState().records).find(({ number }) => number === act.number);
      if (monitor !== undefined && holdsRight(person, 'wall.control')) commands.sendDesk(monitor.id);
      return true;
    }
    case 'digit':
      view.actions.enterNumber(numberEntry + act.digit);
      return true;
    case 'number-enter':
      if (commands.openNumber(numberEntry)) view.actions.enterNumber('');
      return true;
    case 'number-back':
      view.actions.enterNumber(numberEntry.slice(0, -1));
      return numberEntry !== '';
    case 'escape':
      return closeTopmost(view);
    default:
      return assertNever(act);
  }
}

function closeTopmost({ store, actions }: WindowState['view']): boolean {
  const { numberEntry, isSaveOpen, isKeyListOpen } = store.getState();
  if (numberEntry !== '') actions.enterNumber('');
  else if (isSaveOpen) actions.openSave(false);
  else if (isKeyListOpen) actions.openKeyList(false);
  else return false;
  return true;
}

/** The tile one step aside; at an edge the same tile. */
export function tileBeside(surface: Surface, from: number, step: { readonly columns: number; readonly rows: number }): number {
  const columns = gridColumns(surface.grid);
  const at = Math.min(Math.max(0, from), surface.cameras.length - 1);
  const column = (at % columns) + step.columns;
  const row = Math.floor(at / columns) + step.rows;
  return column < 0 || row < 0 || column >= columns || row >= columns ? at : row * columns + column;
}
