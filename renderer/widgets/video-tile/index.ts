export { useCameraName } from './camera-name.ts';
export { EmptyTile } from './empty-tile.tsx';
export { TilePoolProvider } from './tile-pool-context.tsx';
export { VideoTile } from './video-tile.tsx';
