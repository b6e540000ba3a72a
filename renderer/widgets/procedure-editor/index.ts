export { ProcedureDesk } from './procedure-desk.tsx';
