export { TileMenu } from './tile-menu.tsx';
export { useTileMenu, type OpenTileMenu } from './use-tile-menu.ts';
