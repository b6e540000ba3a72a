export { CameraTree, type CameraTreeHandle } from './camera-tree.tsx';
