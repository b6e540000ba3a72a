import { useEffect, useState, type RefObject } from 'react';

/** Height of an element in CSS pixels; follows it once it has stood still for `settleMs`. 0 until measured. */
export function useBoxHeight(box: RefObject<HTMLElement | null>, settleMs = 0): number {
  const [heightPx, setHeightPx] = useState(0);
  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    setHeightPx(element.clientHeight);
    let timer = 0;
    const observer = new ResizeObserver(() => {
      window.clearTimeout(timer);
      timer = window.setTimeout(() => {
        setHeightPx(element.clientHeight);
      }, settleMs);
    });
    observer.observe(element);
    return () => {
      window.clearTimeout(timer);
      observer.disconnect();
    };
  }, [box, settleMs]);
  return heightPx;
}
