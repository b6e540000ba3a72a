export { CameraSearch } from './camera-search.tsx';
