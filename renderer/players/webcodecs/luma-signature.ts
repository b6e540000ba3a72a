const COLUMNS = 16;
const ROWS = 9;
/** Every other sample of every other line is enough. */
const STEP = 2;

/** Formats whose first plane is one byte of luma a pixel. */
const LUMA_FIRST = new Set(['I420', 'I420A', 'I422', 'I444', 'NV12']);

/**
 * Sums of brightness over 16 x 9 fields. Exact sums, not means: the noise of a real camera changes them even where nothing moves,
 * while a repeated picture gives the same ones to the last bit. Pure.
 */
export function lumaSignature(plane: Uint8Array, layout: { readonly offset: number; readonly stride: number; readonly widthPx: number; readonly heightPx: number }): Uint32Array {
  const { offset, stride, widthPx, heightPx } = layout;
  const sums = new Uint32Array(COLUMNS * ROWS);
  for (let y = 0; y < heightPx; y += STEP) {
    const row = Math.floor((y * ROWS) / heightPx) * COLUMNS;
    const line = offset + y * stride;
    for (let column = 0; column < COLUMNS; column += 1) {
      const end = line + Math.floor(((column + 1) * widthPx) / COLUMNS);
      let sum = 0;
      for (let at = line + Math.floor((column * widthPx) / COLUMNS); at < end; at += STEP) sum += plane[at] ?? 0;
      const field = row + column;
      sums[field] = (sums[field] ?? 0) + sum;
    }
  }
  return sums;
}

/** Reads signatures, one at a time through one buffer: answers null while one is being read. Resolves with null for a picture whose bytes cannot be had. */
export function createLumaReader(): (frame: VideoFrame) => Promise<Uint32Array | null> | null {
  let buffer = new Uint8Array(0);
  let isBusy = false;
  const read = async (own: VideoFrame): Promise<Uint32Array | null> => {
    const { format, codedWidth, codedHeight, visibleRect } = own;
    try {
      if (format === null || !LUMA_FIRST.has(format)) return null;
      const size = own.allocationSize();
      if (buffer.byteLength < size) buffer = new Uint8Array(size);
      const [luma] = await own.copyTo(buffer);
      if (luma === undefined) return null;
      return lumaSignature(buffer, { offset: luma.offset, stride: luma.stride, widthPx: visibleRect?.width ?? codedWidth, heightPx: visibleRect?.height ?? codedHeight });
    } catch {
      return null;
    } finally {
      own.close();
      isBusy = false;
    }
  };
  return (frame) => {
    if (isBusy) return null;
    isBusy = true;
    // The frame itself goes on to the track, which closes it.
    return read(frame.clone());
  };
}
