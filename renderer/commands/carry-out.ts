import { READY, tileBeside } from '@contract/domain/arrangement.ts';
import { assertNever } from '@contract/domain/result.ts';
import { runPlace } from '@contract/domain/sequence.ts';
import { cameraContent, type TileContent } from '@contract/domain/tile-content.ts';
import { DESK_SURFACE, monitorSurface, type CameraId } from '@contract/domain/units.ts';
import type { Monitor, Surface } from '@contract/domain/wall.ts';
import { ONLY } from '@contract/state/slices.ts';
import { byNumber, holdsRight, selectPerson, selectSurface } from '../state/selectors/records.ts';
import type { WindowState } from '../state/state-context.tsx';
import { ALARMS_SCREEN_ID } from '../state/view-store.ts';
import type { Commands } from './commands.ts';
import type { Hit } from './key-map.ts';
import { entryOrder, pressEntry } from './number-grammar.ts';

/** Id of the search field, wherever it is drawn. */
export const SEARCH_FIELD_ID = 'camera-search';

/** Does what a key says. True when the key was used. `screenIds`: the tabs of this person, in order. */
export function carryOut({ shortcut, binding }: Hit, state: WindowState, commands: Commands, screenIds: readonly string[]): boolean {
  const { view, replica } = state;
  const { actions } = view;
  const { numberEntry, selectedTile } = view.store.getState();
  const person = selectPerson(replica.session.getState());
  if (shortcut.right !== null && !holdsRight(person, shortcut.right)) return false;
  const surface = selectSurface(DESK_SURFACE)(replica.surfaces.getState());
  const selected = Math.min(selectedTile, surface.contents.length - 1);
  const { act } = shortcut;
  switch (act.kind) {
    case 'search':
      toSearch(view.actions);
      return true;
    case 'help':
      actions.openKeyList(!view.store.getState().isKeyListOpen);
      return true;
    case 'arrangement':
      commands.setArrangement(DESK_SURFACE, READY[act.name]);
      return true;
    case 'move':
      actions.selectTile(tileBeside(surface.arrangement, selected, act));
      return true;
    case 'swap': {
      const to = tileBeside(surface.arrangement, selected, act);
      if (to !== selected) commands.swapTiles(DESK_SURFACE, selected, to);
      return true;
    }
    case 'tile':
      return commands.tileAct(act.act);
    case 'info':
      actions.showTileInfo(!view.store.getState().isTileInfoShown);
      return true;
    case 'lock':
      commands.setLocked(DESK_SURFACE, !surface.locked);
      return true;
    case 'find':
    case 'pick': {
      const camera = cameraNow(surface.contents[selected] ?? null, state);
      if (camera === null) return false;
      if (act.kind === 'find') commands.find(camera);
      else commands.pick(camera);
      return true;
    }
    case 'identify':
      commands.identifyMonitors();
      return true;
    case 'undo-wall':
      commands.undoWall();
      return true;
    case 'save':
      actions.openSave(true);
      return true;
    case 'send': {
      const monitor = monitorOf(state, act.number);
      if (monitor !== undefined) commands.sendDesk(monitor.id);
      return monitor !== undefined;
    }
    case 'scene': {
      const scene = [...replica.scenes.getState().records.values()].find(({ keyDigit }) => keyDigit === act.digit);
      if (scene !== undefined) commands.recallScene(scene.id);
      return scene !== undefined;
    }
    case 'screen': {
      const screenId = screenIds[act.place];
      if (screenId !== undefined) actions.showScreen(screenId);
      return screenId !== undefined;
    }
    case 'alarms':
      actions.showScreen(ALARMS_SCREEN_ID);
      return true;
    case 'digit':
      actions.enterNumber(pressEntry(numberEntry, { kind: 'digit', digit: binding.slice(-1) }));
      return true;
    case 'entry-monitor':
    case 'entry-tile':
      actions.enterNumber(pressEntry(numberEntry, { kind: act.kind === 'entry-monitor' ? 'monitor' : 'tile' }));
      return numberEntry !== '';
    case 'entry-back':
      actions.enterNumber(pressEntry(numberEntry, { kind: 'back' }));
      return numberEntry !== '';
    case 'entry-enter':
      if (carryOutEntry(numberEntry, state, commands)) actions.enterNumber('');
      return numberEntry !== '';
    case 'escape':
      return closeTopmost(view);
    default:
      return assertNever(act);
  }
}

/** To the search field of this screen, or to that of the live screen once it stands. */
function toSearch(actions: WindowState['view']['actions']): void {
  const field = document.getElementById(SEARCH_FIELD_ID);
  // A screen that is left stays in the page, out of sight, until the next one is fetched.
  if (field?.checkVisibility() === true) field.focus();
  else actions.goToSearch();
}

const monitorOf = ({ replica }: WindowState, number: number): Monitor | undefined => byNumber(replica.monitors.getState().records).find((monitor) => monitor.number === number);

/** The camera a tile shows at this moment. */
function cameraNow(content: TileContent | null, { replica, clock }: WindowState): CameraId | null {
  if (content?.kind === 'camera') return content.camera;
  if (content?.kind === 'sequence') return content.sequence.steps[runPlace(content.sequence.steps, content.run, clock.nowUtcMs()).step]?.camera ?? null;
  return content?.kind === 'hotspot' ? (replica.picked.getState().records.get(ONLY)?.camera ?? null) : null;
}

/** True when the typed order was given; otherwise what was typed stands, for the person to mend. A number without a camera comes back to be mended, unless the next one is being typed. */
export function carryOutEntry(text: string, state: WindowState, commands: Commands): boolean {
  const { view, replica } = state;
  const order = entryOrder(text);
  if (order.kind === 'incomplete') return false;
  const monitor = order.kind === 'select' || order.monitor === null ? null : monitorOf(state, order.monitor);
  if (monitor === undefined) return false;
  const target = selectSurface(monitor === null ? DESK_SURFACE : monitorSurface(monitor.id))(replica.surfaces.getState());
  if (order.tile !== null && order.tile >= target.contents.length) return false;
  switch (order.kind) {
    case 'select':
      view.actions.selectTile(order.tile);
      return true;
    case 'clear':
      commands.placeContent(target.id, order.tile ?? selectedOf(target, state), null);
      return true;
    case 'open': {
      void commands.finding.byNumber(order.camera).then((answer) => {
        if (!answer.ok || answer.value === null) {
          const isNextBegun = view.store.getState().numberEntry !== '';
          if (!isNextBegun) view.actions.enterNumber(text);
          if (!answer.ok) view.actions.fail(answer.error);
          else if (isNextBegun) view.actions.fail({ code: 'camera/unknown', retryable: false });
          return;
        }
        const camera = answer.value.id;
        if (order.tile !== null) commands.placeContent(target.id, order.tile, cameraContent(camera));
        else if (monitor === null) commands.openCamera(camera);
        else commands.openCameraOn(target.id, camera, 0);
        if (order.tile !== null && monitor === null) view.actions.selectTile(order.tile);
      });
      return true;
    }
  }
}

const selectedOf = (surface: Surface, { view }: WindowState): number => Math.min(view.store.getState().selectedTile, surface.contents.length - 1);

function closeTopmost({ store, actions }: WindowState['view']): boolean {
  const { numberEntry, isSaveOpen, isKeyListOpen, beside } = store.getState();
  if (numberEntry !== '') actions.enterNumber('');
  else if (isSaveOpen) actions.openSave(false);
  else if (isKeyListOpen) actions.openKeyList(false);
  else if (beside !== null) actions.openBeside(null);
  else return false;
  return true;
}
