/** What a fragmented MP4 unit says of its time. */
export interface FragmentTimes {
  /** Ticks a second; null when the unit has no init segment. */
  readonly timescale: number | null;
  /** Decode time of its first sample, ticks; null when it holds no pictures. */
  readonly decodeTime: number | null;
}

const HEADER_BYTES = 8;
const FULL_HEADER_BYTES = 4;
/** Boxes that only hold boxes, on the way to the two that are read (ISO/IEC 14496-12, 8.2.1, 8.4.1, 8.8.4, 8.8.6). */
const CONTAINERS = new Set(['moov', 'trak', 'mdia', 'moof', 'traf']);

/** Reads the first track's times. Bytes that are no MP4 give nulls; never throws. */
export const readFragmentTimes = (data: ArrayBuffer): FragmentTimes => {
  const view = new DataView(data);
  let timescale: number | null = null;
  let decodeTime: number | null = null;
  const walk = (start: number, end: number): void => {
    let at = start;
    while (at + HEADER_BYTES <= end) {
      const size = view.getUint32(at);
      const type = String.fromCharCode(view.getUint8(at + 4), view.getUint8(at + 5), view.getUint8(at + 6), view.getUint8(at + 7));
      if (size < HEADER_BYTES || at + size > end) return;
      const body = at + HEADER_BYTES;
      if (CONTAINERS.has(type)) walk(body, at + size);
      else if (type === 'mdhd') timescale ??= readTimescale(view, body, at + size);
      else if (type === 'tfdt') decodeTime ??= readDecodeTime(view, body, at + size);
      at += size;
    }
  };
  walk(0, data.byteLength);
  return { timescale, decodeTime };
};

/** 8.4.2: after the creation and modification times, 32 or 64 bits each. */
const readTimescale = (view: DataView, body: number, end: number): number | null => {
  if (body >= end) return null;
  const at = body + FULL_HEADER_BYTES + (view.getUint8(body) === 1 ? 16 : 8);
  if (at + 4 > end) return null;
  const timescale = view.getUint32(at);
  return timescale === 0 ? null : timescale;
};

/** 8.8.12: 32 or 64 bits. */
const readDecodeTime = (view: DataView, body: number, end: number): number | null => {
  const at = body + FULL_HEADER_BYTES;
  if (at + 4 > end) return null;
  if (view.getUint8(body) !== 1) return view.getUint32(at);
  return at + 8 > end ? null : Number(view.getBigUint64(at));
};
