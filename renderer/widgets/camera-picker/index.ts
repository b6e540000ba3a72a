export { CameraPicker } from './camera-picker.tsx';
