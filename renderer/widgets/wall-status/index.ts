export { WallStatus } from './wall-status.tsx';
