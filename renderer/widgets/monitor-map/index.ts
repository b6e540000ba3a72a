export { NodeWords } from './group-head.tsx';
export { useMonitorPresence, useShowing, useSizeWords, type MonitorPresence } from './monitor-words.ts';
export { WallDock } from './wall-dock.tsx';
export { WallPicture } from './wall-picture.tsx';
