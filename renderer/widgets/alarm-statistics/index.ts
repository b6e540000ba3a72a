export { AlarmStatistics } from './alarm-statistics.tsx';
