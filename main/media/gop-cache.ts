import type { LiveUnit } from './transports/transport.ts';

/** The units since the last key frame, so that a late viewer need not wait for the next one. */
export interface GopCache {
  readonly add: (unit: LiveUnit) => void;
  /** What brings a decoder up to now: all but the last flagged as pre-roll; empty when no key frame is kept. */
  readonly units: () => readonly LiveUnit[];
  readonly clear: () => void;
}

const MAX_BYTES = 4 * 1024 * 1024;

/** A group above `maxBytes` is let go as a whole, until the next key frame. */
export function createGopCache(maxBytes = MAX_BYTES): GopCache {
  let kept: LiveUnit[] = [];
  let keptBytes = 0;
  const clear = (): void => {
    kept = [];
    keptBytes = 0;
  };
  return {
    add: (unit) => {
      if (unit.key) clear();
      else if (kept.length === 0) return;
      kept.push(unit);
      keptBytes += unit.data.byteLength;
      if (keptBytes > maxBytes) clear();
    },
    units: () => kept.map((unit, index) => (index < kept.length - 1 ? { ...unit, preroll: true } : unit)),
    clear,
  };
}
