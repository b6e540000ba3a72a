export { MonitorMap } from './monitor-map.tsx';
export { NodeWords } from './group-head.tsx';
export { useMonitorPresence, useShowing, useSizeWords, type MonitorPresence } from './monitor-words.ts';
export { WallPicture } from './wall-picture.tsx';
