// @vitest-environment happy-dom
import type { ReactNode } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { SEARCH_FIELD_ID, useShortcuts } from '../../../../renderer/commands/use-shortcuts.ts';
import { createDeskPage, type DeskPage } from '../../../builders/desk-page.tsx';

const Window = ({ children }: { readonly children?: ReactNode }): ReactNode => {
  useShortcuts('everywhere', ['live', 'map']);
  return children;
};
let page: DeskPage;
const pressSlash = () => page.press(document.body, '/', { code: 'Slash' });
afterEach(async () => {
  await page.release();
});

describe('the key of the search field', () => {
  it('takes the focus there on any screen that has one', async () => {
    page = createDeskPage();
    page.state.view.actions.showScreen('map');
    await page.draw(
      <Window>
        <input id={SEARCH_FIELD_ID} />
      </Window>,
    );
    await pressSlash();
    expect(document.activeElement?.id).toBe(SEARCH_FIELD_ID);
    expect(page.state.view.store.getState().screenId).toBe('map');
  });

  it('goes to the live screen from one that has none', async () => {
    page = createDeskPage();
    page.state.view.actions.showScreen('wall-control');
    await page.draw(<Window />);
    await pressSlash();
    expect(page.state.view.store.getState()).toMatchObject({ screenId: 'live', wantsSearch: true });
  });

  it('goes to the live screen while the next screen is still being fetched: what was there is out of sight', async () => {
    page = createDeskPage();
    page.state.view.actions.showScreen('wall-control');
    await page.draw(
      <Window>
        <div style={{ display: 'none' }}>
          <input id={SEARCH_FIELD_ID} />
        </div>
      </Window>,
    );
    await pressSlash();
    expect(page.state.view.store.getState()).toMatchObject({ screenId: 'live', wantsSearch: true });
  });

  it('is a letter like any other while somebody types', async () => {
    page = createDeskPage();
    page.state.view.actions.showScreen('wall-control');
    await page.draw(
      <Window>
        <input />
      </Window>,
    );
    await page.press(page.find('input'), '/', { code: 'Slash' });
    expect(page.state.view.store.getState().screenId).toBe('wall-control');
  });
});
