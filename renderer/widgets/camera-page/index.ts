export { CameraPage } from './camera-page.tsx';
export { useCameraTitle } from './use-camera-title.ts';
