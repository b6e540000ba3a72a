export { Standby } from './standby.tsx';
export { Identify } from './identify.tsx';
export { MonitorBadge } from './monitor-number.tsx';
