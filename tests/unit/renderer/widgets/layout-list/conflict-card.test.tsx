// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { READY } from '@contract/domain/arrangement.ts';
import { layoutId, utcMs } from '@contract/domain/units.ts';
import type { Layout } from '@contract/domain/wall.ts';
import { layoutDifference } from '../../../../../renderer/widgets/layout-list/layout-difference.ts';
import { LayoutList } from '../../../../../renderer/widgets/layout-list/index.ts';
import { createDeskPage, type DeskPage } from '../../../../builders/desk-page.tsx';
import { cameraTiles } from '../../../../builders/tiles.ts';

const layout = (overrides: Partial<Layout> = {}): Layout => ({
  id: layoutId('l1'),
  name: 'Giờ tan trường',
  arrangement: READY['4'],
  contents: cameraTiles('a', 'b', null, null),
  shared: true,
  locked: false,
  ownerId: 'p1',
  etag: null,
  updatedUtcMs: utcMs(1_700_000_000_000),
  sync: 'stored',
  ...overrides,
});
const mine = layout();
const theirs = layout({ contents: cameraTiles('a', 'c', null, 'd'), locked: true });

describe('two versions of a layout', () => {
  it('are told apart by tile, arrangement, name, sharing and lock', () => {
    expect(layoutDifference(mine, theirs)).toEqual({ arrangement: false, tiles: new Set([1, 3]), name: false, shared: false, locked: true });
    expect(layoutDifference(mine, layout({ name: 'Khác', arrangement: READY['6'], contents: cameraTiles('a', 'b', null, null, null, null) }))).toMatchObject({ arrangement: true, name: true, tiles: new Set() });
  });
});

describe('a layout somebody else changed meanwhile', () => {
  let page: DeskPage;
  afterEach(async () => {
    await page.release();
  });

  it('stands with both versions and what differs until the operator has chosen', async () => {
    page = createDeskPage();
    page.show('layoutConflicts', [{ id: mine.id, mine, theirs }]);
    await page.draw(<LayoutList />);
    const card = page.find('section section', 'Giờ tan trường');
    expect(card.textContent).toContain('Bản của tôi');
    expect(card.textContent).toContain('Bản trên máy chủ');
    expect(card.textContent).toContain('Khác nhau: ô 2, 4; khóa');
    await page.click('button', 'Giữ cả hai');
    expect(page.calls).toEqual([['layouts.resolve', { layout: 'l1', keep: 'both' }]]);
  });
});
