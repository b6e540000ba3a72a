export { TileTools } from './tile-tools.tsx';
