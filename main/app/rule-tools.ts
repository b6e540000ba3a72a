import type { Alarm } from '@contract/domain/alarm.ts';
import { err, ok } from '@contract/domain/result.ts';
import { sessionPerson } from '@contract/domain/session.ts';
import { DESK_SURFACE, type AlarmId, type CameraId, type UnitId } from '@contract/domain/units.ts';
import type { Clock, Timers } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import { createLocalRules } from '../services/alarm-rules/local-rules.ts';
import { createRulesService, type AlarmSettingsCache } from '../services/alarm-rules/rules-service.ts';
import { createAlarmWall } from '../services/alarm-wall/alarm-wall.ts';
import type { DirectoryService } from '../services/directory/directory-service.ts';
import type { SurfacesService } from '../services/surfaces/surfaces-service.ts';
import { only, type Stores } from '../state/stores.ts';
import { alarmSettingsOf, openAlarmSettings, withAlarmSettingsOf, type SavedAlarmSettings } from '../storage/documents/alarm-settings.ts';
import type { StorageContext } from '../storage/json-document.ts';
import type { VmsConnection } from '../vms/adapter.ts';
import type { RulesHandlerEnvironment } from './handlers/rules.ts';
import type { Notices } from './notices.ts';
import type { Rereader } from './reread.ts';

export interface RuleToolsParts {
  readonly stores: Stores;
  readonly vms: Pick<VmsConnection, 'rules'>;
  readonly surfaces: Pick<SurfacesService, 'get' | 'changeTogether' | 'onDidChange'>;
  readonly directory: Pick<DirectoryService, 'ask'>;
  readonly context: StorageContext;
  /** Origin of the server: rules for the alarms of one tier mean nothing to another. */
  readonly address: string;
  readonly rereader: Rereader;
  readonly notices: Notices;
  /** An alarm as the server has it; null: it is over, undefined: the server was not heard yet. */
  readonly alarmOf: (alarm: AlarmId) => Alarm | null | undefined;
  /** Rules of this PC hide others than before. */
  readonly onDidChangeShown: () => void;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
}

/** What the handlers need of rules over alarms, and when their person comes and goes. */
export interface RuleTools extends RulesHandlerEnvironment {
  /** Alarms as this PC shows them: its own rules hide some. */
  readonly shown: (alarms: readonly Alarm[]) => readonly Alarm[];
  /** An alarm is new here: it may go on the wall. */
  readonly alarmRaised: (alarm: Alarm) => void;
  /** Somebody is here, perhaps without the server. Surfaces are open. */
  readonly open: () => Promise<void>;
  /** Forgets everything of the person who was here; may be called twice. */
  readonly close: () => void;
}

/** How far a neighbour of a camera may be, m. */
const NEIGHBOUR_M = 400;
const UNITS_DEEP = 20;

/** Puts rules over alarms together: those of the server, those of this PC, and those of its wall. */
export function createRuleTools(parts: RuleToolsParts): RuleTools {
  const { stores, vms, surfaces, directory, address, notices, clock, timers, log } = parts;
  const document = openAlarmSettings(parts.context);
  const person = () => sessionPerson(only(stores.session).session);
  let saved: SavedAlarmSettings | null = null;
  let opening = 0;
  let isOpen = false;

  const withAbove = (unit: UnitId): readonly UnitId[] => {
    const above: UnitId[] = [];
    for (let now: UnitId | null = unit; now !== null && above.length < UNITS_DEEP; now = stores.units.get(now)?.parentId ?? null) above.push(now);
    return above;
  };
  const local = createLocalRules({ withAbove });
  const rules = createRulesService({
    port: () => vms.rules ?? null,
    isOnline: () => only(stores.tier).connection.kind === 'online',
    onDidChange: (settings) => {
      local.set(settings.localRules);
      wall.setRules(settings.wallRules);
      parts.onDidChangeShown();
    },
  });
  const neighboursOf = async (camera: CameraId, count: number): Promise<readonly CameraId[]> => {
    const centre = stores.cameras.get(camera)?.position;
    if (centre === undefined || centre === null) return [];
    const found = await directory.ask('area', { area: { kind: 'circle', centre, radiusM: NEIGHBOUR_M }, scope: { filter: {}, text: '' }, most: count + 1 });
    return found.ok ? found.value.items.map((item) => item.camera.id).filter((id) => id !== camera).slice(0, count) : [];
  };
  const wall = createAlarmWall({
    stores,
    surfaceOf: surfaces.get,
    showTogether: surfaces.changeTogether,
    alarmOf: parts.alarmOf,
    neighboursOf,
    mayChange: () => {
      const here = person();
      return here !== null && (only(stores.session).wallOnly || here.rights.includes('wall.control'));
    },
    personId: () => person()?.id ?? null,
    nowUtcMs: () => clock.utcMs() + only(stores.tier).clockOffsetMs,
    timers,
    log,
    onDidLend: rules.keepLent,
    onDidShow: (rule, alarm) => notices.show('wallByAlarm', 'info', { rule: rule.name, alarm: alarm.title, monitor: stores.monitors.get(rule.monitor)?.number ?? '?' }),
  });
  surfaces.onDidChange((ids, kind) => {
    if (kind === 'act' && ids.some((id) => id !== DESK_SURFACE)) wall.changed(ids);
  });

  const cache: AlarmSettingsCache = {
    load: async () => alarmSettingsOf(saved ?? { servers: [] }, address),
    save: async (settings) => {
      // What was not read yet is not written over.
      if (saved === null) return err('storage/write-failed', { retryable: true, detail: 'alarm-rules: not read yet' });
      const next = withAlarmSettingsOf(saved, { serverId: address, ...settings });
      const kept = await document.save(next);
      if (kept.ok) saved = next;
      return kept.ok ? ok(null) : kept;
    },
  };
  const show = async (): Promise<void> => {
    const mine = opening;
    const settings = await rules.open({ ...cache });
    if (settings !== null && mine === opening) wall.open(settings.wallRules, settings.lent);
  };
  const reading = parts.rereader.read(document, ({ value, readOnly, quarantined }) => {
    saved = value;
    if (readOnly) notices.show('storageReadOnly', 'warning');
    if (quarantined > 0) notices.show('storageDamaged', 'warning', { count: quarantined });
    if (isOpen) void show();
  });

  return {
    rules,
    shown: local.shown,
    alarmRaised: (alarm) => wall.alarmRaised(local.shownOne(alarm)),
    open: async () => {
      opening += 1;
      const mine = opening;
      await reading;
      // Who asked has left meanwhile.
      if (mine !== opening) return;
      isOpen = true;
      await show();
    },
    close: () => {
      opening += 1;
      isOpen = false;
      wall.close();
      rules.close();
      local.set([]);
      notices.clear('wallByAlarm');
    },
  };
}
