import type { AlarmParts } from '../../widgets/alarm-view/index.ts';
import { BeforeAlarm } from '../../widgets/before-alarm/index.ts';
import { EscalationPanel } from '../../widgets/alarm-escalation/index.ts';
import { ProcedureRunPanel } from '../../widgets/procedure-run/index.ts';

/** What other widgets bring into the view of one alarm. */
export const ALARM_PARTS: AlarmParts = { Before: BeforeAlarm, Procedure: ProcedureRunPanel, Escalation: EscalationPanel };
