export type { RenderPicture } from './alarm-pictures.tsx';
export { AlarmView, type AlarmParts } from './alarm-view.tsx';
