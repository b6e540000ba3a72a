export { setUpDuty, type DutySetup } from './duty-setup.ts';
export { openDutyStore, type DutyStore } from './duty-store.ts';
