import type { PrivacyMask } from '@contract/domain/privacy-mask.ts';
import type { TileState } from '@contract/domain/tile-state.ts';
import { drawnMasks, MASK_COLOUR } from './mask-layer.ts';
import type { GrabbedPicture } from './tile-player.ts';

/** The words below a snapshot, in the operator's language. */
export interface SnapshotCaption {
  /** Camera's number and name. */
  readonly camera: string;
  /** Capture time with its zone. */
  readonly time: string;
  /** LIVE, REPLAY, or what else the tile says of itself. */
  readonly mode: string;
  /** The console that took it. */
  readonly console: string;
}

export interface Snapshot {
  readonly png: Uint8Array<ArrayBuffer>;
  /** Of the picture, server's clock. */
  readonly captureUtcMs: number;
  /** It was a live picture when taken. */
  readonly isLive: boolean;
}

/** The part of a VideoFrame that is used. */
export interface SnapshotImage {
  readonly displayWidth: number;
  readonly displayHeight: number;
  readonly close: () => void;
}

/** The part of a 2D context that a snapshot needs. */
export interface SnapshotPen<I extends SnapshotImage = VideoFrame> {
  fillStyle: string | CanvasGradient | CanvasPattern;
  font: string;
  textBaseline: CanvasTextBaseline;
  readonly drawImage: (image: I, x: number, y: number, width: number, height: number) => void;
  readonly fillRect: (x: number, y: number, width: number, height: number) => void;
  readonly fillText: (text: string, x: number, y: number, maxWidth?: number) => void;
  readonly measureText: (text: string) => { readonly width: number };
  readonly beginPath: () => void;
  readonly moveTo: (x: number, y: number) => void;
  readonly lineTo: (x: number, y: number) => void;
  readonly closePath: () => void;
  readonly fill: () => void;
}

/** Where snapshots are drawn. */
export interface SnapshotStudio<I extends SnapshotImage = VideoFrame> {
  /** Resolves when the product's font can be drawn with. Never rejects. */
  readonly fontReady: () => Promise<void>;
  readonly createSheet: (widthPx: number, heightPx: number) => { readonly pen: SnapshotPen<I>; readonly toPng: () => Promise<Uint8Array<ArrayBuffer>> } | null;
}

export interface SnapshotOrder<I extends SnapshotImage = VideoFrame> {
  /** The image is closed here. */
  readonly grab: () => Promise<(Omit<GrabbedPicture, 'image'> & { readonly image: I }) | null>;
  readonly masks: readonly PrivacyMask[];
  readonly state: TileState;
  readonly caption: (moment: { readonly captureUtcMs: number; readonly state: TileState }) => SnapshotCaption;
  readonly studio: SnapshotStudio<I>;
}

type MaskPen = Pick<SnapshotPen, 'fillStyle' | 'beginPath' | 'moveTo' | 'lineTo' | 'closePath' | 'fill'>;
type WordPen = Pick<SnapshotPen, 'fillStyle' | 'font' | 'textBaseline' | 'fillRect' | 'fillText' | 'measureText'>;

const FONT = `'Inter Variable', 'Inter', system-ui, sans-serif`;
const GROUND = '#15181b';
const STRONG = '#edf0f2';
const MUTED = '#ccd2d7';

/** Two lines of words: sizes by the picture's width, legible on a small one, not huge on a large one. All px. */
export const stripFor = (widthPx: number): { readonly heightPx: number; readonly fontPx: number; readonly padPx: number } => {
  const fontPx = Math.round(Math.min(34, Math.max(12, widthPx / 52)));
  const padPx = Math.round(fontPx * 0.7);
  return { fontPx, padPx, heightPx: Math.round(fontPx * 2.6) + 2 * padPx };
};

/** Draws the picture on the glass with its masks and words. Null when there is none or it cannot be drawn. */
export const takeSnapshot = async <I extends SnapshotImage>({ grab, masks, state, caption, studio }: SnapshotOrder<I>): Promise<Snapshot | null> => {
  const picture = await grab();
  if (picture === null) return null;
  const { image, captureUtcMs } = picture;
  try {
    await studio.fontReady();
    const [widthPx, heightPx] = [image.displayWidth, image.displayHeight];
    const strip = stripFor(widthPx);
    const sheet = studio.createSheet(widthPx, heightPx + strip.heightPx);
    if (sheet === null || widthPx === 0 || heightPx === 0) return null;
    sheet.pen.drawImage(image, 0, 0, widthPx, heightPx);
    drawMasks(sheet.pen, masks, widthPx, heightPx);
    drawStrip(sheet.pen, caption({ captureUtcMs, state }), { ...strip, topPx: heightPx, widthPx });
    return { png: await sheet.toPng(), captureUtcMs, isLive: state.kind === 'live' || state.kind === 'reduced' };
  } finally {
    image.close();
  }
};

const drawMasks = (pen: MaskPen, masks: readonly PrivacyMask[], widthPx: number, heightPx: number): void => {
  pen.fillStyle = MASK_COLOUR;
  for (const { corners } of drawnMasks(masks)) {
    pen.beginPath();
    for (const [index, { x, y }] of corners.entries()) (index === 0 ? pen.moveTo : pen.lineTo).call(pen, x * widthPx, y * heightPx);
    pen.closePath();
    pen.fill();
  }
};

interface Strip {
  readonly topPx: number;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly fontPx: number;
  readonly padPx: number;
}

/** Camera and mode above, time and console below; the left one gives way when there is not room for both. */
const drawStrip = (pen: WordPen, words: SnapshotCaption, { topPx, widthPx, heightPx, fontPx, padPx }: Strip): void => {
  pen.fillStyle = GROUND;
  pen.fillRect(0, topPx, widthPx, heightPx);
  pen.textBaseline = 'top';
  const line = (left: string, right: string, yPx: number, weight: number): void => {
    pen.font = `${String(weight)} ${String(fontPx)}px ${FONT}`;
    const rightPx = Math.min(pen.measureText(right).width, widthPx / 2);
    pen.fillText(right, widthPx - padPx - rightPx, yPx, rightPx);
    pen.fillText(left, padPx, yPx, Math.max(1, widthPx - 3 * padPx - rightPx));
  };
  pen.fillStyle = STRONG;
  line(words.camera, words.mode, topPx + padPx, 650);
  pen.fillStyle = MUTED;
  line(words.time, words.console, topPx + padPx + Math.round(fontPx * 1.4), 450);
};

/** The window's own. */
export const windowStudio: SnapshotStudio = {
  fontReady: () => document.fonts.load(`450 16px ${FONT}`, 'Đường').then(() => undefined, () => undefined),
  createSheet: (widthPx, heightPx) => {
    const canvas = new OffscreenCanvas(widthPx, heightPx);
    const pen = canvas.getContext('2d');
    if (pen === null) return null;
    return { pen, toPng: async () => new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer()) };
  },
};
