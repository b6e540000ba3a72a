import type { RefObject } from 'react';
import { chooseProfile, type ProfileName } from '@contract/domain/stream.ts';
import type { Camera } from '@contract/domain/camera.ts';
import { gridColumns, type Grid } from '@contract/domain/wall.ts';
import { useBoxSize } from '../../ui/use-box-size.ts';

/** A window being dragged to another size asks for no other streams meanwhile. */
const SETTLE_MS = 250;

/** Height of one tile of a grid in device pixels. 0 until measured. */
export const useTileHeight = (box: RefObject<HTMLElement | null>, grid: Grid): number => Math.round((useBoxSize(box, SETTLE_MS).heightPx * window.devicePixelRatio) / gridColumns(grid));

/** The stream for a tile of this height; a camera not in the directory is asked for its small one. */
export const profileFor = (camera: Camera | undefined, tileHeightPx: number): ProfileName => chooseProfile(camera?.streams ?? [], tileHeightPx)?.profile ?? 'sub';
