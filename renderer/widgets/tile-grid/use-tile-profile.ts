import { useEffect, useState, type RefObject } from 'react';
import { chooseProfile, type ProfileName } from '@contract/domain/stream.ts';
import type { Camera } from '@contract/domain/camera.ts';
import { gridColumns, type Grid } from '@contract/domain/wall.ts';

const SETTLE_MS = 250;

/** Height of one tile of a grid in device pixels; follows the box once it has stopped changing. 0 until measured. */
export function useTileHeight(box: RefObject<HTMLElement | null>, grid: Grid): number {
  const [boxHeightPx, setBoxHeightPx] = useState(0);
  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    setBoxHeightPx(element.clientHeight * window.devicePixelRatio);
    let timer = 0;
    const observer = new ResizeObserver(() => {
      window.clearTimeout(timer);
      timer = window.setTimeout(() => {
        setBoxHeightPx(element.clientHeight * window.devicePixelRatio);
      }, SETTLE_MS);
    });
    observer.observe(element);
    return () => {
      window.clearTimeout(timer);
      observer.disconnect();
    };
  }, [box]);
  return Math.round(boxHeightPx / gridColumns(grid));
}

/** The stream for a tile of this height; a camera not in the directory is asked for its small one. */
export const profileFor = (camera: Camera | undefined, tileHeightPx: number): ProfileName => chooseProfile(camera?.streams ?? [], tileHeightPx)?.profile ?? 'sub';
