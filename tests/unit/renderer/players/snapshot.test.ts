import { beforeEach, describe, expect, it } from 'vitest';
import type { PrivacyMask } from '../../../../contract/domain/privacy-mask.ts';
import type { TileState } from '../../../../contract/domain/tile-state.ts';
import { MASK_COLOUR } from '../../../../renderer/players/mask-layer.ts';
import { stripFor, takeSnapshot, type SnapshotImage, type SnapshotOrder, type SnapshotPen } from '../../../../renderer/players/snapshot.ts';

const HOME: PrivacyMask = { id: 'home', corners: [{ x: 0, y: 0 }, { x: 0.5, y: 0 }, { x: 0.5, y: 0.5 }] };
const CAPTURE_UTC_MS = 1_790_000_000_123;

/** Writes down what is drawn. */
const recordingPen = (drawn: string[]): SnapshotPen<SnapshotImage> => ({
  fillStyle: '',
  font: '',
  textBaseline: 'alphabetic',
  drawImage: (_image, x, y, width, height) => drawn.push(`picture ${[x, y, width, height].join(' ')}`),
  fillRect(x, y, width, height) {
    drawn.push(`box ${String(this.fillStyle)} ${[x, y, width, height].join(' ')}`);
  },
  fillText: (text) => drawn.push(`text ${text}`),
  measureText: (text) => ({ width: text.length * 10 }),
  beginPath: () => undefined,
  moveTo: (x, y) => drawn.push(`from ${String(x)},${String(y)}`),
  lineTo: (x, y) => drawn.push(`to ${String(x)},${String(y)}`),
  closePath: () => undefined,
  fill() {
    drawn.push(`fill ${String(this.fillStyle)}`);
  },
});

describe('a snapshot', () => {
  let drawn: string[];
  let closed: number;
  let sheets: string[];

  const order = (more: Partial<SnapshotOrder<SnapshotImage>> & { readonly sizePx?: readonly [number, number] } = {}): SnapshotOrder<SnapshotImage> => {
    const [displayWidth, displayHeight] = more.sizePx ?? [1_280, 720];
    const image: SnapshotImage = { displayWidth, displayHeight, close: () => void (closed += 1) };
    return {
      grab: () => Promise.resolve({ image, captureUtcMs: CAPTURE_UTC_MS }),
      masks: [HOME],
      state: { kind: 'live' },
      caption: ({ captureUtcMs, state }) => ({ camera: '101 Cổng chính', time: String(captureUtcMs), mode: state.kind, console: 'VL-1' }),
      studio: {
        fontReady: () => Promise.resolve(),
        createSheet: (widthPx, heightPx) => {
          sheets.push(`${String(widthPx)}x${String(heightPx)}`);
          return { pen: recordingPen(drawn), toPng: () => Promise.resolve(new Uint8Array([137, 80, 78, 71])) };
        },
      },
      ...more,
    };
  };

  beforeEach(() => {
    [drawn, sheets, closed] = [[], [], 0];
  });

  it('is the whole picture with its masks burnt in and the words below it', async () => {
    const snapshot = await takeSnapshot(order());
    expect(snapshot).toEqual({ png: new Uint8Array([137, 80, 78, 71]), captureUtcMs: CAPTURE_UTC_MS, isLive: true });
    const { heightPx } = stripFor(1_280);
    expect(sheets).toEqual([`1280x${String(720 + heightPx)}`]);
    expect(drawn.slice(0, 5)).toEqual(['picture 0 0 1280 720', 'from 0,0', 'to 640,0', 'to 640,360', `fill ${MASK_COLOUR}`]);
    expect(drawn.filter((each) => each.startsWith('text'))).toEqual(['text live', 'text 101 Cổng chính', 'text VL-1', `text ${String(CAPTURE_UTC_MS)}`]);
    expect(drawn.findIndex((each) => each.startsWith('fill'))).toBeGreaterThan(drawn.findIndex((each) => each.startsWith('picture')));
    expect(closed).toBe(1);
  });

  it.each([
    [{ kind: 'playback', atUtcMs: 1 }, false],
    [{ kind: 'stale', cause: 'no-frames', lastUtcMs: 1 }, false],
    [{ kind: 'reduced', cause: 'machine', pace: 'stills' }, true],
  ] as const satisfies readonly (readonly [TileState, boolean])[])('of a tile that says %o is live: %s', async (state, isLive) => {
    expect(await takeSnapshot(order({ state }))).toMatchObject({ isLive });
  });

  it('covers all for a mask that is no polygon', async () => {
    await takeSnapshot(order({ masks: [{ id: 'bad', corners: [] }] }));
    expect(drawn.slice(1, 5)).toEqual(['from 0,0', 'to 1280,0', 'to 1280,720', 'to 0,720']);
  });

  it('is none without a picture, or where nothing can be drawn; the picture is released all the same', async () => {
    expect(await takeSnapshot(order({ grab: () => Promise.resolve(null) }))).toBeNull();
    expect(await takeSnapshot(order({ studio: { fontReady: () => Promise.resolve(), createSheet: () => null } }))).toBeNull();
    expect(await takeSnapshot(order({ sizePx: [0, 0] }))).toBeNull();
    expect(closed).toBe(2);
  });

  it('has words that can be read on a small picture and do not swell on a large one', () => {
    expect([stripFor(160).fontPx, stripFor(1_920).fontPx, stripFor(8_000).fontPx]).toEqual([12, 34, 34]);
  });
});
