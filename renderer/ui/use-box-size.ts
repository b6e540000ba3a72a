import { useEffect, useState, type RefObject } from 'react';

export interface BoxSize {
  readonly widthPx: number;
  readonly heightPx: number;
}

const UNKNOWN: BoxSize = { widthPx: 0, heightPx: 0 };

/** Size of an element in CSS pixels; follows it once it has stood still for `settleMs`. Zeros until measured. */
export function useBoxSize(box: RefObject<HTMLElement | null>, settleMs = 0): BoxSize {
  const [size, setSize] = useState(UNKNOWN);
  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const measure = (): void => {
      const { clientWidth: widthPx, clientHeight: heightPx } = element;
      setSize((before) => (before.widthPx === widthPx && before.heightPx === heightPx ? before : { widthPx, heightPx }));
    };
    measure();
    let timer = 0;
    const observer = new ResizeObserver(() => {
      window.clearTimeout(timer);
      timer = window.setTimeout(measure, settleMs);
    });
    observer.observe(element);
    return () => {
      window.clearTimeout(timer);
      observer.disconnect();
    };
  }, [box, settleMs]);
  return size;
}
