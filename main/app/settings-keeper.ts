import { BUNDLED_MAP, type BaseMapChoice } from '@contract/domain/base-map.ts';
import type { Result } from '@contract/domain/result.ts';
import type { PtzSettings } from '@contract/domain/ptz-settings.ts';
import { only, type Stores } from '../state/stores.ts';
import { INITIAL_SETTINGS, keysOf, openSettings, steeringOf, withKeysOf, withSteeringOf, type CommandKeys, type Settings } from '../storage/documents/settings.ts';
import type { JsonDocument, StorageContext } from '../storage/json-document.ts';

/** What the people of this PC chose: shown at once, kept on disk. Each change answers storage/write-failed or storage/newer-version when the disk has it not. */
export interface SettingsKeeper {
  readonly document: Pick<JsonDocument<Settings>, 'load'>;
  /** What the disk has, once it was read. */
  readonly take: (saved: Settings) => void;
  /** Whose keys hold now; null: nobody's, the usual ones. */
  readonly setPerson: (personId: string | null) => void;
  readonly setLanguage: (language: 'vi' | 'en') => Promise<Result<null>>;
  /** Keys of commands, of the person who is here; null takes the usual ones back. */
  readonly setKeys: (keys: CommandKeys | null) => Promise<Result<null>>;
  /** How the person who is here steers heads; null: as usual. */
  readonly setSteering: (steering: PtzSettings | null) => Promise<Result<null>>;
  /** Null: the usual budget of the tier. */
  readonly setLinkBudget: (budgetKbps: number | null) => Promise<Result<null>>;
  readonly setBaseMap: (choice: BaseMapChoice) => Promise<Result<null>>;
}

type Step = (settings: Settings) => Settings;

interface SettingsKeeperOptions {
  readonly context: StorageContext;
  readonly stores: Pick<Stores, 'settings'>;
  /** The installer's choice for this start, over what is on disk. */
  readonly language: 'vi' | 'en' | null;
  /** Which base map holds; told with every change of the settings. */
  readonly onBaseMap: (choice: BaseMapChoice) => void;
}

export function createSettingsKeeper({ context, stores, language, onBaseMap }: SettingsKeeperOptions): SettingsKeeper {
  const document = openSettings(context);
  let saved: Settings = INITIAL_SETTINGS;
  let person: string | null = null;
  let isLanguageChosen = false;
  /** What was changed before the disk was read, in order: it joins what is there. Null: the disk was read. */
  let early: readonly Step[] | null = [];

  const show = () => {
    const steering = person === null ? undefined : steeringOf(saved, person);
    const { steering: _before, ...shown } = only(stores.settings);
    stores.settings.put({
      ...shown,
      language: isLanguageChosen ? saved.language : (language ?? saved.language),
      keys: person === null ? {} : keysOf(saved, person),
      linkBudgetKbps: saved.linkBudgetKbps,
      ...(steering !== undefined && { steering }),
    });
    onBaseMap(saved.baseMap ?? BUNDLED_MAP);
  };
  const change = (step: Step): Promise<Result<null>> => {
    if (early !== null) early = [...early, step];
    saved = step(saved);
    show();
    return document.save(saved);
  };

  return {
    document,
    take: (read) => {
      const steps = early ?? [];
      early = null;
      saved = steps.reduce((settings, step) => step(settings), read);
      show();
      if (steps.length > 0) void document.save(saved);
    },
    setPerson: (personId) => {
      person = personId;
      show();
    },
    setLanguage: (next) => {
      isLanguageChosen = true;
      return change((settings) => ({ ...settings, language: next }));
    },
    setKeys: (keys) => {
      const whose = person;
      return change((settings) => (whose === null ? settings : withKeysOf(settings, whose, keys)));
    },
    setSteering: (steering) => {
      const whose = person;
      return change((settings) => (whose === null ? settings : withSteeringOf(settings, whose, steering)));
    },
    setLinkBudget: (linkBudgetKbps) => change((settings) => ({ ...settings, linkBudgetKbps })),
    setBaseMap: (choice) => change((settings) => ({ ...settings, baseMap: choice.kind === 'bundled' ? null : choice })),
  };
}
