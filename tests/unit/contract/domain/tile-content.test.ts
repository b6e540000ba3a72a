import { describe, expect, it } from 'vitest';
import { runFrom } from '@contract/domain/sequence.ts';
import { cameraContent, camerasOf, isSameContent, type TileContent } from '@contract/domain/tile-content.ts';
import { cameraId, pictureId } from '@contract/domain/units.ts';

const a = cameraId('a');
const b = cameraId('b');
const sequence: TileContent = { kind: 'sequence', sequence: { name: 'Cổng', steps: [{ camera: a, dwellS: 5 }, { camera: b, dwellS: 5 }] }, run: runFrom(0, 0) };

describe('cameras of a content', () => {
  it('are all it may show, sooner or later', () => {
    expect(camerasOf(cameraContent(a), null)).toEqual([a]);
    expect(camerasOf(sequence, null)).toEqual([a, b]);
    expect(camerasOf({ kind: 'hotspot' }, b)).toEqual([b]);
    expect(camerasOf({ kind: 'hotspot' }, null)).toEqual([]);
    for (const kind of ['map', 'alarms', 'clock', 'desk'] as const) expect(camerasOf({ kind }, b)).toEqual([]);
    expect(camerasOf(null, b)).toEqual([]);
  });
});

describe('two contents', () => {
  it('are the same whatever the zoom or the place in the sequence', () => {
    expect(isSameContent(cameraContent(a), { kind: 'camera', camera: a, zoom: { x: 0.5, y: 0.5, scale: 4 } })).toBe(true);
    expect(isSameContent(sequence, { ...sequence, run: { kind: 'paused', step: 1 } })).toBe(true);
    expect(isSameContent({ kind: 'clock' }, { kind: 'clock' })).toBe(true);
    expect(isSameContent(null, null)).toBe(true);
  });

  it('differ by what they show', () => {
    expect(isSameContent(cameraContent(a), cameraContent(b))).toBe(false);
    expect(isSameContent(cameraContent(a), null)).toBe(false);
    expect(isSameContent({ kind: 'clock' }, { kind: 'map' })).toBe(false);
    expect(isSameContent({ kind: 'text', text: 'a' }, { kind: 'text', text: 'b' })).toBe(false);
    expect(isSameContent({ kind: 'picture', picture: pictureId('a') }, { kind: 'picture', picture: pictureId('b') })).toBe(false);
    expect(isSameContent(sequence, { ...sequence, sequence: { name: 'Cổng', steps: [{ camera: a, dwellS: 6 }, { camera: b, dwellS: 5 }] } })).toBe(false);
  });
});
