export { Standby } from './standby.tsx';
export { MonitorBadge, IdentifyNumber } from './monitor-number.tsx';
