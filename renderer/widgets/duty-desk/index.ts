export { DutyDesk } from './duty-desk.tsx';
export { SheetView } from './sheet-view.tsx';
