export { EscalationDesk } from './escalation-desk.tsx';
