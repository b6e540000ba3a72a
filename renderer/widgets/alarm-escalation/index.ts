export { EscalationPanel } from './escalation-panel.tsx';
