import { createCanvas } from '@napi-rs/canvas';
import { FONT } from '../../clips/draw/picture.ts';
import type { Shot } from './crop.ts';

const UTC_PLUS_7_MS = 7 * 3_600_000;
const WINDS = ['B', 'ĐB', 'Đ', 'ĐN', 'N', 'TN', 'T', 'TB'] as const;
const WHITE = 232;

interface Glyph {
  readonly widthPx: number;
  readonly alpha: Uint8Array;
}

/** Writes on pictures as a camera does: brightness only, each letter drawn once. */
export interface Caption {
  /** Two lines in the upper left corner. */
  readonly write: (brightness: Uint8Array, lines: readonly string[]) => void;
}

export function createCaption(widthPx: number): Caption {
  const sizePx = Math.max(13, Math.round(widthPx / 46));
  const linePx = Math.round(sizePx * 1.45);
  const glyphs = new Map<string, Glyph>();
  const glyphOf = (letter: string): Glyph => {
    const there = glyphs.get(letter);
    if (there !== undefined) return there;
    const canvas = createCanvas(sizePx * 2, linePx);
    const context = canvas.getContext('2d');
    context.font = `600 ${String(sizePx)}px ${FONT}`;
    context.textBaseline = 'middle';
    context.fillStyle = '#fff';
    context.fillText(letter, 0, linePx / 2);
    // Figures in equal columns: a running clock does not dance.
    const width = Math.ceil(/\d/.test(letter) ? context.measureText('0').width : context.measureText(letter).width);
    const rgba = context.getImageData(0, 0, Math.max(1, width), linePx).data;
    const glyph = { widthPx: Math.max(1, width), alpha: Uint8Array.from({ length: rgba.length / 4 }, (_, pixel) => rgba[pixel * 4 + 3] ?? 0) };
    glyphs.set(letter, glyph);
    return glyph;
  };
  const writeLine = (brightness: Uint8Array, text: string, leftPx: number, topPx: number): void => {
    const letters = [...text].map(glyphOf);
    const wide = letters.reduce((sum, letter) => sum + letter.widthPx, 0) + sizePx;
    for (let y = topPx; y < topPx + linePx; y += 1) for (let x = leftPx; x < Math.min(widthPx, leftPx + wide); x += 1) brightness[y * widthPx + x] = 16 + ((brightness[y * widthPx + x] ?? 16) - 16) * 0.42;
    let left = leftPx + Math.round(sizePx / 2);
    for (const { widthPx: letterPx, alpha } of letters) {
      if (left + letterPx >= widthPx) return;
      for (let y = 0; y < linePx; y += 1) {
        for (let x = 0; x < letterPx; x += 1) {
          const at = (topPx + y) * widthPx + left + x;
          brightness[at] = (brightness[at] ?? 0) + ((WHITE - (brightness[at] ?? 0)) * (alpha[y * letterPx + x] ?? 0)) / 255;
        }
      }
      left += letterPx;
    }
  };
  return {
    write: (brightness, lines) => {
      for (const [index, text] of lines.entries()) writeLine(brightness, text, Math.round(sizePx / 2), Math.round(sizePx / 2) + index * linePx);
    },
  };
}

/** What a camera writes: clock of Viet Nam; where it looks. */
export function captionLines(name: string, { bearingDeg, elevationDeg, zoom }: Shot, utcMs: number): readonly string[] {
  const time = new Date(utcMs + UTC_PLUS_7_MS).toISOString();
  const bearing = ((Math.round(bearingDeg) % 360) + 360) % 360;
  const wind = WINDS[Math.round(bearing / 45) % 8] ?? '';
  const figure = (value: number): string => value.toFixed(1).replace('.', ',').replace('-', '−');
  return [`${time.slice(8, 10)}/${time.slice(5, 7)}/${time.slice(0, 4)} ${time.slice(11, 22).replace('.', ',')}  ${name}`, `${String(bearing).padStart(3, '0')}° ${wind}  ${figure(elevationDeg)}°  ×${figure(zoom)}`];
}
