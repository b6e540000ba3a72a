export { CameraPage } from './camera-page.tsx';
export { useCameraTitle } from './use-camera-title.ts';
export { FieldOfView } from './field-of-view.tsx';
export { Fact, PageSection } from './page-section.tsx';
