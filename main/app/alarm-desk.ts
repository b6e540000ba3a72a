import type { Alarm } from '@contract/domain/alarm.ts';
import type { Result } from '@contract/domain/result.ts';
import type { Clock, Timers } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { Random } from '../platform/random.ts';
import type { DirectoryService } from '../services/directory/directory-service.ts';
import { createEscalationService } from '../services/escalation/escalation-service.ts';
import type { SurfacesService } from '../services/surfaces/surfaces-service.ts';
import { only, type Stores } from '../state/stores.ts';
import type { OpenAlarms } from '../storage/alarms-db.ts';
import type { StorageContext } from '../storage/json-document.ts';
import type { VmsConnection } from '../vms/adapter.ts';
import { createAlarmTools } from './alarm-tools.ts';
import type { Dialogs } from './dialogs.ts';
import { createDutyTools } from './duty-tools.ts';
import type { HandlerEnvironment } from './handlers/index.ts';
import type { HandoverPdf } from './handover-pdf.ts';
import type { Notices } from './notices.ts';
import { createProcedureTools } from './procedure-tools.ts';
import type { Rereader } from './reread.ts';
import { createRuleTools } from './rule-tools.ts';

export interface AlarmDeskParts {
  readonly stores: Stores;
  readonly vms: VmsConnection;
  readonly surfaces: SurfacesService;
  readonly directory: Pick<DirectoryService, 'ask'>;
  readonly context: StorageContext;
  /** Origin of the server: rules for the alarms of one tier mean nothing to another. */
  readonly address: string;
  readonly rereader: Rereader;
  readonly notices: Notices;
  readonly openAlarms: OpenAlarms;
  readonly handoverPdf: Pick<HandoverPdf, 'print'>;
  readonly workstation: string;
  readonly dialogs: Dialogs;
  /** Absolute; where dialogs begin. */
  readonly documentsFolder: string;
  /** An alarm that is new here; each once, also over restarts. */
  readonly onDidRaise: (alarm: Alarm) => void;
  /** Alarms were written to this PC's disk, or were not. */
  readonly onDidKeep: (result: Result<null>) => void;
  /** Sends windows at once what changed in the stores. */
  readonly publish: () => void;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  readonly log: Log;
}

/** What the handlers need of everything around alarms, and when their person comes and goes. */
export interface AlarmDesk {
  readonly handled: Pick<HandlerEnvironment, 'alarms' | 'rules' | 'duty' | 'printHandover' | 'alarmStats' | 'procedures' | 'procedureFiles' | 'escalation'>;
  /** Somebody is here, perhaps without the server. `folder`: absolute, what this PC keeps of them. Surfaces are open. */
  readonly open: (folder: string, personId: string, isStillHere: () => boolean) => Promise<void>;
  /** The server answers and somebody is signed in: alarms are followed at once; may come many times. */
  readonly follow: () => void;
  /** What is asked for besides alarms, after `follow`. */
  readonly sync: () => Promise<void>;
  readonly tokenRenewed: () => void;
  readonly serverCameBack: () => void;
  /** Forgets everything of the person who was here; may be called twice. */
  readonly close: () => void;
  readonly stop: () => void;
}

/** Puts alarms, rules, procedures, duty and escalation together: who hears of what. */
export function createAlarmDesk(parts: AlarmDeskParts): AlarmDesk {
  const { stores, vms, notices, random } = parts;
  const procedureTools = createProcedureTools({
    ...parts,
    later: {
      mustWait: () => alarmTools.later.mustWait(),
      mayWait: (error) => alarmTools.later.mayWait(error),
      run: (...step) => alarmTools.later.run(...step),
      taskState: (...answer) => alarmTools.later.taskState(...answer),
    },
  });
  const dutyTools = createDutyTools({ ...parts, pdf: parts.handoverPdf, files: parts.context.files });
  const ruleTools = createRuleTools({ ...parts, alarmOf: (alarm) => alarmTools.alarmOf(alarm), onDidChangeShown: () => alarmTools.rulesChanged() });
  const alarmTools = createAlarmTools({
    ...parts,
    openDb: parts.openAlarms,
    notices,
    onDidRaise: (alarm) => {
      parts.onDidRaise(alarm);
      ruleTools.alarmRaised(alarm);
    },
    shown: ruleTools.shown,
    procedureOf: procedureTools.inUse,
  });
  alarmTools.onTopic('duty', () => void dutyTools.sync());
  alarmTools.onTopic('procedures', () => void procedureTools.sync());
  const escalation = createEscalationService({ port: () => vms.escalation ?? null, isOnline: () => only(stores.tier).connection.kind === 'online', workstation: parts.workstation, uuid: random.uuid });

  return {
    handled: {
      alarms: alarmTools.alarms,
      rules: ruleTools.rules,
      duty: dutyTools.duty,
      printHandover: dutyTools.printHandover,
      alarmStats: dutyTools.alarmStats,
      procedures: procedureTools.procedures,
      procedureFiles: procedureTools.procedureFiles,
      escalation,
    },
    open: async (folder, personId, isStillHere) => {
      alarmTools.open(folder, personId);
      await ruleTools.open();
      if (isStillHere()) await procedureTools.open(folder);
    },
    follow: alarmTools.follow,
    sync: async () => {
      await dutyTools.sync();
      await procedureTools.sync();
    },
    tokenRenewed: alarmTools.tokenRenewed,
    serverCameBack: alarmTools.serverCameBack,
    close: () => {
      ruleTools.close();
      alarmTools.close();
      dutyTools.close();
      procedureTools.close();
    },
    stop: () => {
      ruleTools.close();
      alarmTools.stop();
    },
  };
}
