import { describe, expect, it } from 'vitest';
import { EMPTY_QUERY } from '@contract/domain/camera-query.ts';
import { CAMERA_PANEL_PX, createViewStore } from '../../../../renderer/state/view-store.ts';

describe('what a window keeps for itself', () => {
  it('keeps the camera list between its narrowest and its widest', () => {
    const { store, actions } = createViewStore();
    actions.resizeCameraPanel(20);
    expect(store.getState().cameraPanelPx).toBe(CAMERA_PANEL_PX.min);
    actions.resizeCameraPanel(9_999);
    expect(store.getState().cameraPanelPx).toBe(CAMERA_PANEL_PX.max);
  });

  it('shows a refused request once, however often it is refused', () => {
    const { store, actions } = createViewStore();
    actions.fail({ code: 'tier/refused', retryable: false });
    actions.fail({ code: 'layout/unknown', retryable: false });
    actions.fail({ code: 'tier/refused', retryable: false });
    expect(store.getState().failures.map(({ error }) => error.code)).toEqual(['layout/unknown', 'tier/refused']);
    actions.dismissFailure('tier/refused');
    expect(store.getState().failures).toHaveLength(1);
  });

  it('leaves nothing of one person for the next', () => {
    const { store, actions } = createViewStore();
    actions.search('hồ tây');
    actions.enterNumber('12');
    actions.selectTile(3);
    actions.fail({ code: 'tier/refused', retryable: false });
    actions.reset();
    expect(store.getState()).toMatchObject({ query: EMPTY_QUERY, numberEntry: '', selectedTile: 0, failures: [] });
  });

  it('goes to the search field of the live screen, unless unsaved work keeps the person where they are', () => {
    const { store, actions } = createViewStore({ screenId: 'wall-control' });
    actions.goToSearch();
    expect(store.getState()).toMatchObject({ screenId: 'live', wantsSearch: true });
    actions.reachSearch();
    actions.showScreen('layout-editor');
    actions.holdUnsaved(true);
    actions.goToSearch();
    expect(store.getState()).toMatchObject({ screenId: 'layout-editor', wantedScreenId: 'live' });
    actions.leaveScreen(false);
    expect(store.getState()).toMatchObject({ screenId: 'layout-editor', wantsSearch: false });
  });

  it('asks before a person signs out over unsaved work, and lets them go when there is none', () => {
    const { store, actions } = createViewStore();
    expect(actions.askToSignOut()).toBe(true);
    actions.holdUnsaved(true);
    expect(actions.askToSignOut()).toBe(false);
    expect(store.getState().wantsSignOut).toBe(true);
    actions.leaveScreen(false);
    expect(store.getState()).toMatchObject({ wantsSignOut: false, hasUnsaved: true });
  });

  it('shows one thing beside the tiles: the keys, or cameras or layouts in turn', () => {
    const { store, actions } = createViewStore();
    actions.openKeyList(true);
    actions.openBeside({ kind: 'sequence', tile: 2 });
    expect(store.getState()).toMatchObject({ isKeyListOpen: false, beside: { kind: 'sequence', tile: 2 } });
    actions.openKeyList(true);
    expect(store.getState()).toMatchObject({ isKeyListOpen: true, beside: null });
  });
});
