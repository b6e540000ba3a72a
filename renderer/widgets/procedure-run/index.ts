export { ProcedureRunPanel } from './procedure-run-panel.tsx';
export { RunView } from './run-view.tsx';
