import { openDocument, type JsonDocument, type StorageContext } from '../json-document.ts';
import { settingsSchema, type Settings } from './settings.schema.ts';

export type { Settings };

export const INITIAL_SETTINGS: Settings = { language: 'vi' };

export const openSettings = (context: StorageContext): JsonDocument<Settings> =>
  openDocument({ ...context, name: 'settings', version: 1, schema: settingsSchema, migrations: [], initial: INITIAL_SETTINGS });
