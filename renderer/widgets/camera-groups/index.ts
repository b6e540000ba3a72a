export { CameraGroups } from './camera-groups.tsx';
