import { useEffect, useState } from 'react';

/** True once something has been so for a while, at once when it was so from the beginning; false at once when it is not. What only passes by costs nothing. */
export const useSettled = (isSo: boolean, afterMs: number): boolean => {
  const [isSettled, setSettled] = useState(isSo);
  useEffect(() => {
    if (!isSo) return;
    const timer = setTimeout(() => {
      setSettled(true);
    }, afterMs);
    return () => {
      clearTimeout(timer);
      setSettled(false);
    };
  }, [isSo, afterMs]);
  return isSo && isSettled;
};
