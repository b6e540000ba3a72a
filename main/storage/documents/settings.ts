import { openDocument, type JsonDocument, type StorageContext } from '../json-document.ts';
import type { PtzSettings } from '@contract/domain/ptz-settings.ts';
import { settingsSchema, type Settings } from './settings.schema.ts';

export type { Settings };

/** Keys of commands (catalogue ids) as `KeyboardEvent` has them. */
export type CommandKeys = Readonly<Record<string, string>>;

export const INITIAL_SETTINGS: Settings = { language: 'vi', keys: [], steering: [], linkBudgetKbps: null, baseMap: null };

const KEPT_PEOPLE = 500;

/** Version 1 had the language only. */
const fromVersion1 = (old: unknown): unknown => (typeof old === 'object' && old !== null ? { ...old, keys: [], linkBudgetKbps: null } : old);

export const openSettings = (context: StorageContext): JsonDocument<Settings> =>
  openDocument({ ...context, name: 'settings', version: 2, schema: settingsSchema, migrations: [fromVersion1], initial: INITIAL_SETTINGS });

/** The keys this person changed. */
export const keysOf = (settings: Settings, personId: string): CommandKeys => settings.keys.find((entry) => entry.personId === personId)?.keys ?? {};

/** The same with other keys of this person; null: the usual ones. Beyond 500 people the one who changed theirs longest ago has the usual ones. */
export function withKeysOf(settings: Settings, personId: string, keys: CommandKeys | null): Settings {
  const others = settings.keys.filter((entry) => entry.personId !== personId);
  return { ...settings, keys: keys === null || Object.keys(keys).length === 0 ? others : [{ personId, keys }, ...others].slice(0, KEPT_PEOPLE) };
}

/** How this person steers; undefined: as usual. */
export const steeringOf = (settings: Settings, personId: string): PtzSettings | undefined => settings.steering.find((entry) => entry.personId === personId)?.steering;

/** The same with another way of steering of this person; null: the usual one. */
export function withSteeringOf(settings: Settings, personId: string, steering: PtzSettings | null): Settings {
  const others = settings.steering.filter((entry) => entry.personId !== personId);
  return { ...settings, steering: steering === null ? others : [{ personId, steering }, ...others].slice(0, KEPT_PEOPLE) };
}
