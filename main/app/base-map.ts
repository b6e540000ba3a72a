import { BUNDLED_IN_USE, BUNDLED_MAP, type BaseMapChoice } from '@contract/domain/base-map.ts';
import { err, type AppError, type Result } from '@contract/domain/result.ts';
import type { Timers } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import { only, update, type Stores } from '../state/stores.ts';
import { choiceOfSetting, createMapSource, settingOfChoice, trySite, type MapFile, type MapSightPlace, type MapSource, type SiteFetch, type SiteMapSetting, type SiteTrial } from './map-source/index.ts';
import type { Notices } from './notices.ts';

/** The base map of this PC: one at a time, for all its windows. */
export interface BaseMap {
  readonly serve: (url: string) => Promise<MapFile | null>;
  /** From now on maps show this one. The administrator's goes before it. */
  readonly use: (choice: BaseMapChoice) => void;
  /** Really asks for a map that is not in use yet. Codes map/…; map/set-by-administrator: it could not be used. */
  readonly try: (choice: BaseMapChoice, sight: MapSightPlace) => Promise<Result<SiteTrial>>;
  readonly close: () => void;
}

export interface BaseMapOptions {
  /** Null: whoever is at the desk chooses. */
  readonly administrator: SiteMapSetting | null;
  /** Absolute folder of the bundled map. */
  readonly bundled: string;
  readonly fetchOf: (origins: readonly string[]) => SiteFetch;
  readonly stores: Pick<Stores, 'settings'>;
  readonly notices: Pick<Notices, 'show' | 'clear'>;
  readonly timers: Timers;
  readonly log: Log;
}

const isSame = (one: BaseMapChoice, other: BaseMapChoice): boolean => one.kind === other.kind && one.address === other.address && one.more === other.more;

/** Shows in the settings which map is in use; each change of what is drawn raises its revision. */
export function createBaseMap(options: BaseMapOptions): BaseMap {
  const { administrator, stores, notices, timers, log } = options;
  const shown = () => only(stores.settings).baseMap ?? BUNDLED_IN_USE;
  let choice = administrator === null ? BUNDLED_MAP : choiceOfSetting(administrator);
  let source: MapSource;

  const open = (setting: SiteMapSetting | null): void => {
    const opened = createMapSource({
      setting,
      bundled: options.bundled,
      fetch: options.fetchOf(setting?.origins ?? []),
      timers,
      log,
      onProblem: (error) => {
        if (source === opened) tell(error);
      },
    });
    source = opened;
  };
  const tell = (error: AppError | null): void => {
    const before = shown();
    if (before.isReadable === (error === null)) return;
    update(stores.settings, { baseMap: { ...before, isReadable: error === null, revision: before.revision + 1 } });
    if (error === null) notices.clear('mapUnreadable');
    else notices.show('mapUnreadable', 'warning');
  };

  open(administrator);
  if (administrator !== null) update(stores.settings, { baseMap: { ...choice, setBy: 'administrator', isReadable: true, revision: 0 } });
  return {
    serve: (url) => source.serve(url),
    use: (next) => {
      if (administrator !== null || isSame(next, choice)) return;
      choice = next;
      const before = source;
      open(settingOfChoice(next));
      void before.close();
      notices.clear('mapUnreadable');
      update(stores.settings, { baseMap: { ...next, setBy: 'person', isReadable: true, revision: shown().revision + 1 } });
    },
    try: async (wanted, sight) => {
      if (administrator !== null) return err('map/set-by-administrator');
      const setting = settingOfChoice(wanted);
      if (setting === null) return { ok: true, value: { otherOrigins: [] } };
      const fetch = options.fetchOf(setting.origins);
      try {
        return await trySite(setting, { fetch, log, sight });
      } finally {
        fetch.close();
      }
    },
    close: () => void source.close(),
  };
}
