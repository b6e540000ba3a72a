import enAlarms from '@assets/locales/en/alarms.json';
import enDuty from '@assets/locales/en/duty.json';
import enStatistics from '@assets/locales/en/statistics.json';
import viAlarms from '@assets/locales/vi/alarms.json';
import viDuty from '@assets/locales/vi/duty.json';
import viStatistics from '@assets/locales/vi/statistics.json';
import { statisticsCsv, type StatisticsWords } from '@contract/domain/alarm-statistics-csv.ts';
import type { AlarmStatistics } from '@contract/domain/alarm-statistics.ts';
import type { Person } from '@contract/domain/person.ts';
import { err, ok, type Result } from '@contract/domain/result.ts';
import { sessionPerson } from '@contract/domain/session.ts';
import { utcMs, type UtcMs } from '@contract/domain/units.ts';
import type { Clock, Timers } from '../platform/clock.ts';
import type { Files } from '../platform/files.ts';
import type { Log } from '../platform/log.ts';
import type { Random } from '../platform/random.ts';
import { createDutyService } from '../services/duty/duty-service.ts';
import { only, type Stores } from '../state/stores.ts';
import type { VmsConnection } from '../vms/adapter.ts';
import { writeChosenFile } from './chosen-file.ts';
import type { Dialogs, FileKind } from './dialogs.ts';
import type { AlarmStatsHandlerEnvironment } from './handlers/alarm-stats.ts';
import type { DutyHandlerEnvironment } from './handlers/duty.ts';
import type { HandoverPdf } from './handover-pdf.ts';

export interface DutyToolsEnvironment {
  readonly stores: Stores;
  readonly vms: VmsConnection;
  readonly workstation: string;
  readonly pdf: Pick<HandoverPdf, 'print'>;
  readonly dialogs: Dialogs;
  /** Absolute; where dialogs begin. */
  readonly documentsFolder: string;
  readonly files: Files;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  readonly log: Log;
}

/** What the handlers need of duty and statistics, and when their person comes and goes. */
export interface DutyTools extends DutyHandlerEnvironment, AlarmStatsHandlerEnvironment {
  /** The server answers and somebody is signed in, or who is on duty changed; may come many times. */
  readonly sync: () => Promise<void>;
  /** Forgets everything of the person who was here; may be called twice. */
  readonly close: () => void;
}

const PDF: FileKind = { name: 'PDF', endings: ['pdf'] };
const TABLE: FileKind = { name: 'CSV', endings: ['csv'] };

/** Wall clock of Viet Nam. */
const vietNam = (time: number): string => new Date(time + 7 * 3_600_000).toISOString();
/** `2026-11-23-0705`, fit for a file's name. */
const fileTime = (time: number): string => `${vietNam(time).slice(0, 10)}-${vietNam(time).slice(11, 16).replace(':', '')}`;

function wordsIn(language: 'vi' | 'en'): StatisticsWords {
  const { csv, part, time } = language === 'vi' ? viStatistics : enStatistics;
  const { kind, outcome } = language === 'vi' ? viAlarms : enAlarms;
  return {
    columns: [csv.part, csv.name, csv.total, csv.judged, csv.false, csv.rate, csv.median, csv.p90],
    parts: part,
    times: time,
    kindName: (name) => kind[name],
    outcomeName: (name) => outcome[name],
  };
}

/** Puts duty, handovers on paper and statistics together. */
export function createDutyTools(environment: DutyToolsEnvironment): DutyTools {
  const { stores, vms, dialogs, files, documentsFolder, clock, timers, random, log } = environment;
  const nowUtcMs = (): UtcMs => utcMs(Math.floor(clock.utcMs() + only(stores.tier).clockOffsetMs));
  const isStillHere = (person: Person | null): boolean => person !== null && sessionPerson(only(stores.session).session)?.id === person.id;
  const language = (): 'vi' | 'en' => only(stores.settings).language;

  const duty = createDutyService({
    port: () => vms.duty ?? null,
    stores,
    cameraStates: async () => {
      const answer = await vms.directory.states();
      return answer.ok ? ok(answer.value.states) : answer;
    },
    muted: () => {
      const { mutedUntilUtcMs } = only(stores.alarmDesk);
      const { soundsOff } = (language() === 'vi' ? viDuty : enDuty).muted;
      return mutedUntilUtcMs === null || mutedUntilUtcMs <= nowUtcMs() ? [] : [soundsOff.replace('{{time}}', vietNam(mutedUntilUtcMs).slice(11, 16))];
    },
    workstation: environment.workstation,
    timers,
    random: random.unit,
    log,
  });
  const load = async (fromUtcMs: UtcMs, untilUtcMs: UtcMs): Promise<Result<AlarmStatistics>> => (vms.statistics === undefined ? err('tier/refused', { detail: 'no statistics' }) : vms.statistics.load(fromUtcMs, untilUtcMs));
  /** Into a file the operator chooses. `person`: who asked; a dialog may outlast them. */
  const save = async (kind: FileKind, name: string, bytes: Uint8Array, person: Person | null): Promise<Result<{ readonly file: string } | null>> => {
    const file = await dialogs.chooseSave(kind, documentsFolder, name);
    if (file === null) return ok(null);
    if (!isStillHere(person)) return err('session/not-signed-in');
    const written = await writeChosenFile(files, random.uuid, file, bytes);
    return written.ok ? ok({ file }) : written;
  };

  return {
    duty,
    printHandover: async (id, person) => {
      const found = await duty.find(id);
      if (!found.ok) return found;
      const pdf = await environment.pdf.print({ handover: found.value, language: language(), printedUtcMs: nowUtcMs() });
      return pdf.ok ? save(PDF, `ban-giao-ca-${fileTime(found.value.madeUtcMs)}.pdf`, pdf.value, person) : pdf;
    },
    alarmStats: {
      load,
      exportCsv: async (fromUtcMs, untilUtcMs, person) => {
        const statistics = await load(fromUtcMs, untilUtcMs);
        if (!statistics.ok) return statistics;
        return save(TABLE, `thong-ke-bao-dong-${vietNam(fromUtcMs).slice(0, 10)}-${vietNam(untilUtcMs - 1).slice(0, 10)}.csv`, new TextEncoder().encode(statisticsCsv(statistics.value, wordsIn(language()))), person);
      },
    },
    sync: duty.sync,
    close: duty.close,
  };
}
