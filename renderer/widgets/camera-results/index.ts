export { AllActs } from './all-acts.tsx';
export { cameraKey } from './camera-keys.ts';
export { CameraMenu, type CameraMenuList } from './camera-menu.tsx';
export { GroupChoice } from './choices.tsx';
export { ResultBar } from './result-bar.tsx';
export { useCameraActs } from './use-camera-acts.ts';
