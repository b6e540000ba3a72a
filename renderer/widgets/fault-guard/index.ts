export { FaultGuard } from './fault-guard.tsx';
