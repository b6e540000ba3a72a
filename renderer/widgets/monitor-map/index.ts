export { MonitorMap } from './monitor-map.tsx';
