export { GridBar } from './grid-bar.tsx';
