// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { ok } from '@contract/domain/result.ts';
import { DESK_SURFACE, groupId, utcMs } from '@contract/domain/units.ts';
import { DRAG_TYPES } from '../../../../../renderer/ui/drag-data.ts';
import { DeskTile } from '../../../../../renderer/widgets/tile-grid/desk-tile.tsx';
import type { DeskPage } from '../../../../builders/desk-page.tsx';
import { dropOn } from '../../../../builders/drags.ts';
import { findingPage, GATE, MARKET } from '../../../../builders/finding-scene.ts';

let page: DeskPage;
afterEach(async () => {
  await page.release();
});

describe('a tile of the desk', () => {
  it('takes a camera for itself; a group dropped on it opens on the whole desk, as "open all" does', async () => {
    page = findingPage({ answer: (name) => (name === 'surface.openMany' ? ok({ shown: 2 }) : undefined) });
    page.show('groups', [{ id: groupId('g1'), name: 'Trục chính', cameras: [GATE.id, MARKET.id], shared: false, ownerId: 'p1', etag: '1', updatedUtcMs: utcMs(0), sync: 'stored' }]);
    await page.draw(<DeskTile index={2} rect={{ column: 0, row: 0, columns: 1, rows: 1 }} content={null} isSelected={false} widthPx={400} heightPx={225} />);
    await dropOn(page.find('[data-tile="2"]'), { [DRAG_TYPES.camera]: GATE.id });
    await dropOn(page.find('[data-tile="2"]'), { [DRAG_TYPES.group]: 'g1' });
    expect(page.acts()).toEqual([
      ['surface.placeContent', { surface: DESK_SURFACE, tile: 2, content: { kind: 'camera', camera: GATE.id, zoom: null } }],
      ['surface.openMany', { surface: DESK_SURFACE, cameras: [GATE.id, MARKET.id] }],
    ]);
    expect(page.state.view.store.getState().told).toEqual({ kind: 'opened-many', shown: 2, left: 0 });
  });
});
