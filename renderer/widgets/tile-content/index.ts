export { contentKey } from './content-key.ts';
export { useContentName } from './content-name.ts';
export { TileContentView } from './tile-content-view.tsx';
