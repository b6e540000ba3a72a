/** The strip: all bearings from left to right beginning in the north, elevations from top to bottom, equal steps of degrees. */
export const PX_PER_DEG = 20;
export const TOP_DEG = 28;
export const BOTTOM_DEG = -62;
export const STRIP_WIDTH_PX = 360 * PX_PER_DEG;
export const STRIP_HEIGHT_PX = (TOP_DEG - BOTTOM_DEG) * PX_PER_DEG;

/** Width of what is kept of the picture of one mover, degrees; they lie one below the other in a sheet. */
export const MOVER_WIDTH_DEG = 20;
export const MOVER_TOP_DEG = 2;
export const MOVER_BOTTOM_DEG = -16;
export const MOVER_WIDTH_PX = MOVER_WIDTH_DEG * PX_PER_DEG;
export const MOVER_HEIGHT_PX = (MOVER_TOP_DEG - MOVER_BOTTOM_DEG) * PX_PER_DEG;
