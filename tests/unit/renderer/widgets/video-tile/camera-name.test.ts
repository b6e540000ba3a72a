import { describe, expect, it } from 'vitest';
import { nameKeyOf } from '../../../../../renderer/widgets/video-tile/camera-name.ts';

describe('what stands for the name of a camera without a record', () => {
  it('is that it left the directory only when the directory is loaded whole', () => {
    expect(nameKeyOf('current')).toBe('tiles:unknownCamera');
    for (const state of ['empty', 'loading', 'cached', null] as const) expect(nameKeyOf(state)).toBe('tiles:nameNotLoaded');
  });
});
