export { SceneList } from './scene-list.tsx';
