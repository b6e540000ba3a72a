export { TourEditor } from './tour-editor.tsx';
