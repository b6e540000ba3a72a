/** Longest list of ids an answer of the directory holds; who wants more asks more narrowly. */
export const FOUND_MAX = 2_000;
/** Records that come with an answer, so that the first lines can be drawn at once. */
export const FIRST_MAX = 40;
/** Cameras of one unit that the tree lists. */
export const UNIT_CAMERAS_MAX = 50_000;
/** Cameras whose ground the map draws at once. */
export const COVERAGE_MAX = 1_000;
/** Cameras a window takes up, and lets go, in one request. */
export const WATCH_MAX = 2_000;
