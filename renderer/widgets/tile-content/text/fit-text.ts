/** A letter's usual width and a line's height, by the size of the letters; capital letters with marks need the high line. */
const LETTER = 0.56;
const LINE = 1.32;
const SHARE = 0.9;

const linesAt = (paragraphs: readonly string[], widthPx: number, sizePx: number): number => {
  const lettersPerLine = Math.max(1, Math.floor(widthPx / (LETTER * sizePx)));
  return paragraphs.reduce((sum, paragraph) => sum + Math.max(1, linesOf(paragraph, lettersPerLine)), 0);
};

/** Words are kept whole where they fit a line. */
const linesOf = (paragraph: string, lettersPerLine: number): number => {
  let lines = 1;
  let used = 0;
  for (const word of paragraph.split(/\s+/)) {
    const length = word.length;
    if (used > 0 && used + 1 + length > lettersPerLine) {
      lines += 1;
      used = 0;
    }
    used += (used > 0 ? 1 : 0) + length;
    if (used > lettersPerLine) {
      lines += Math.ceil(used / lettersPerLine) - 1;
      used = used % lettersPerLine;
    }
  }
  return lines;
};

/** The largest letters, px, with which a text of several lines fits a box; between 10 and 200. */
export function fitTextPx(text: string, box: { readonly widthPx: number; readonly heightPx: number }): number {
  const paragraphs = text.split('\n');
  let low = 10;
  let high = 200;
  while (high - low > 1) {
    const sizePx = Math.floor((low + high) / 2);
    const fits = linesAt(paragraphs, box.widthPx * SHARE, sizePx) * LINE * sizePx <= box.heightPx * SHARE;
    if (fits) low = sizePx;
    else high = sizePx;
  }
  return low;
}
