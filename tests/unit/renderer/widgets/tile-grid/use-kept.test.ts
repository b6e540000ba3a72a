import { describe, expect, it } from 'vitest';
import { keep } from '../../../../../renderer/widgets/tile-grid/use-kept.ts';
import { cameraTiles } from '../../../../builders/tiles.ts';

describe('tiles of a place that main sent anew', () => {
  it('keep their objects where nothing changed, so that only the others are drawn', () => {
    const before = cameraTiles('a', 'b', null);
    const after = keep(before, cameraTiles('a', 'c', null));
    expect(after[0]).toBe(before[0]);
    expect(after[1]).toMatchObject({ camera: 'c' });
  });

  it('are the very same list when nothing changed at all', () => {
    const before = cameraTiles('a', null);
    expect(keep(before, cameraTiles('a', null))).toBe(before);
    expect(keep(before, cameraTiles('a', null, 'b'))).toHaveLength(3);
  });
});
