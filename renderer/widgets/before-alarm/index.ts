export { BeforeAlarm } from './before-alarm.tsx';
