import { lazy, type ComponentType, type LazyExoticComponent } from 'react';

/** An inner tab of the alarm screen. Its code is loaded when it is first shown. */
export interface AlarmDesk {
  readonly id: string;
  readonly titleKey: 'alarms:tab.duty' | 'alarms:tab.statistics' | 'alarms:tab.procedures' | 'alarms:tab.rules' | 'alarms:tab.escalation' | 'alarms:tab.sounds';
  readonly Component: LazyExoticComponent<ComponentType>;
}

/** The tab that is always first. */
export const QUEUE_TAB = 'queue';

/** The tabs beside the queue, in their order. To add one: a widget, and a line here. */
export const ALARM_DESKS: readonly AlarmDesk[] = [
  { id: 'duty', titleKey: 'alarms:tab.duty', Component: lazy(async () => ({ default: (await import('../../widgets/duty-desk/index.ts')).DutyDesk })) },
  { id: 'statistics', titleKey: 'alarms:tab.statistics', Component: lazy(async () => ({ default: (await import('../../widgets/alarm-statistics/index.ts')).AlarmStatistics })) },
  { id: 'procedures', titleKey: 'alarms:tab.procedures', Component: lazy(async () => ({ default: (await import('../../widgets/procedure-editor/index.ts')).ProcedureDesk })) },
  { id: 'rules', titleKey: 'alarms:tab.rules', Component: lazy(async () => ({ default: (await import('../../widgets/rules-desk/index.ts')).RulesDesk })) },
  { id: 'escalation', titleKey: 'alarms:tab.escalation', Component: lazy(async () => ({ default: (await import('../../widgets/escalation-desk/index.ts')).EscalationDesk })) },
  { id: 'sounds', titleKey: 'alarms:tab.sounds', Component: lazy(async () => ({ default: (await import('../../widgets/alarm-sounds/index.ts')).SoundDesk })) },
];
