export { useCameraName } from './camera-name.ts';
export { EmptyTile, PlainTile } from './empty-tile.tsx';
export { PreparedPicture } from './prepared-picture.tsx';
export { TilePoolProvider, useTilePool } from './tile-pool-context.tsx';
export type { TilePlace } from './tile-place.ts';
export { VideoTile } from './video-tile.tsx';
