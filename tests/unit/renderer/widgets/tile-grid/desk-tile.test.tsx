// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { ok } from '@contract/domain/result.ts';
import { DESK_SURFACE, groupId, searchId, utcMs } from '@contract/domain/units.ts';
import { DRAG_TYPES } from '../../../../../renderer/ui/drag-data.ts';
import { DeskTile } from '../../../../../renderer/widgets/tile-grid/desk-tile.tsx';
import type { DeskPage } from '../../../../builders/desk-page.tsx';
import { dropOn } from '../../../../builders/drags.ts';
import { findingPage, GATE, MARKET, SCHOOL } from '../../../../builders/finding-scene.ts';

let page: DeskPage;
afterEach(async () => {
  await page.release();
});

describe('a tile of the desk', () => {
  it('takes a camera for itself; a group dropped on it fills it and the empty tiles after it, and replaces no other', async () => {
    page = findingPage({ answer: (name) => (name === 'surface.fillFrom' ? ok({ shown: 1 }) : name === 'directory.search' ? ok({ ids: [SCHOOL.id], first: [], total: 1, near: 0 }) : undefined) });
    page.show('groups', [{ id: groupId('g1'), name: 'Trục chính', cameras: [GATE.id, MARKET.id], shared: false, ownerId: 'p1', etag: '1', updatedUtcMs: utcMs(0), sync: 'stored' }]);
    page.show('searches', [{ id: searchId('s1'), name: 'Trường', query: { text: 'truong', filter: {}, order: 'best' }, shared: false, ownerId: 'p1', etag: '1', updatedUtcMs: utcMs(0), sync: 'stored' }]);
    await page.draw(<DeskTile index={2} rect={{ column: 0, row: 0, columns: 1, rows: 1 }} content={null} isSelected={false} widthPx={400} heightPx={225} />);
    await dropOn(page.find('[data-tile="2"]'), { [DRAG_TYPES.camera]: GATE.id });
    await dropOn(page.find('[data-tile="2"]'), { [DRAG_TYPES.group]: 'g1' });
    expect(page.acts()).toEqual([
      ['surface.placeContent', { surface: DESK_SURFACE, tile: 2, content: { kind: 'camera', camera: GATE.id, zoom: null } }],
      ['surface.fillFrom', { surface: DESK_SURFACE, tile: 2, cameras: [GATE.id, MARKET.id] }],
    ]);
    expect(page.state.view.store.getState().told).toEqual({ kind: 'opened-many', shown: 1, left: 1 });
    await dropOn(page.find('[data-tile="2"]'), { [DRAG_TYPES.search]: 's1' });
    expect(page.acts().at(-1)).toEqual(['surface.fillFrom', { surface: DESK_SURFACE, tile: 2, cameras: [SCHOOL.id] }]);
  });
});
