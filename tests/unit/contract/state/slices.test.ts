import { describe, expect, it } from 'vitest';
import { SLICE_NAMES, SLICES_FOR, WINDOW_KINDS } from '@contract/state/slices.ts';

describe('slices', () => {
  it('are each for some kind of window', () => {
    expect(new Set(WINDOW_KINDS.flatMap((kind) => SLICES_FOR[kind]))).toEqual(new Set(SLICE_NAMES));
  });

  it('of a wall hold neither the directory nor notices', () => {
    for (const slice of ['usedCameras', 'unitCounts', 'mapMarks', 'forces', 'groups', 'searches', 'ptzAsks', 'cameraStates', 'units', 'layouts', 'notices'] as const) expect(SLICES_FOR.wall).not.toContain(slice);
  });
});
