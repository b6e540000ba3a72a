import { BUNDLED_IN_USE, BUNDLED_MAP, type BaseMapChoice } from '@contract/domain/base-map.ts';
import { err, ok, type AppError, type Result } from '@contract/domain/result.ts';
import type { Timers } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import { only, update, type Stores } from '../state/stores.ts';
import { choiceOfSetting, createMapSource, settingOfChoice, trySite, type MapFile, type MapSightPlace, type MapSource, type SiteFetch, type SiteMapSetting, type SiteTrial } from './map-source/index.ts';
import type { Notices } from './notices.ts';

/** A map that is asked for. It answers within 30 s, whatever its server or disk does. */
export interface BaseMapTrial {
  readonly answer: Promise<Result<SiteTrial>>;
  /** Answers map/unreachable at once, and asks nothing more; does nothing after the answer. */
  readonly end: () => void;
}

/** The base map of this PC: one at a time, for all its windows. */
export interface BaseMap {
  readonly serve: (url: string) => Promise<MapFile | null>;
  /** From now on maps show this one. The administrator's goes before it. */
  readonly use: (choice: BaseMapChoice) => void;
  /** Really asks for a map that is not in use yet. Codes map/…; map/set-by-administrator: it could not be used. */
  readonly try: (choice: BaseMapChoice, sight: MapSightPlace) => BaseMapTrial;
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

const TRIAL_MS = 30_000;
const answered = (answer: Result<SiteTrial>): BaseMapTrial => ({ answer: Promise.resolve(answer), end: () => undefined });
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
      // Chosen again while it is away: it was got a moment ago, so nobody waits for the next minute.
      if (administrator !== null || (isSame(next, choice) && shown().isReadable)) return;
      choice = next;
      const before = source;
      open(settingOfChoice(next));
      void before.close();
      notices.clear('mapUnreadable');
      update(stores.settings, { baseMap: { ...next, setBy: 'person', isReadable: true, revision: shown().revision + 1 } });
    },
    try: (wanted, sight) => {
      if (administrator !== null) return answered(err('map/set-by-administrator'));
      const setting = settingOfChoice(wanted);
      if (setting === null) return answered(ok({ otherOrigins: [] }));
      if (setting.source.kind === 'unreadable' && wanted.kind === 'pmtiles') return answered(err('map/file-unreadable'));
      const fetch = options.fetchOf(setting.origins);
      let end = (): void => undefined;
      const ended = new Promise<Result<SiteTrial>>((resolve) => {
        end = () => {
          fetch.close();
          resolve(err('map/unreachable', { retryable: true, detail: 'ended' }));
        };
      });
      const cancelBound = timers.after(TRIAL_MS, end);
      const answer = Promise.race([trySite(setting, { fetch, log, sight }), ended]).finally(() => {
        cancelBound();
        fetch.close();
      });
      return { answer, end };
    },
    close: () => void source.close(),
  };
}
