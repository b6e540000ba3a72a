export { DeskGrid } from './desk-grid.tsx';
export { WallGrid } from './wall-grid.tsx';
