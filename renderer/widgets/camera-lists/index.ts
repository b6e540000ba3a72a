export { CameraLists } from './camera-lists.tsx';
