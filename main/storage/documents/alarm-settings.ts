import { openDocument, type JsonDocument, type StorageContext } from '../json-document.ts';
import { alarmSettingsSchema, type LentMonitor, type SavedAlarmSettings, type ServerAlarmSettings } from './alarm-settings.schema.ts';

export type { LentMonitor, SavedAlarmSettings, ServerAlarmSettings };

export const INITIAL_ALARM_SETTINGS: SavedAlarmSettings = { servers: [] };

export const openAlarmSettings = (context: StorageContext): JsonDocument<SavedAlarmSettings> =>
  openDocument({ ...context, name: 'alarm-rules', version: 1, schema: alarmSettingsSchema, migrations: [], initial: INITIAL_ALARM_SETTINGS, maxBytes: 8 * 1024 * 1024 });

/** What is kept for this server; nothing for a new one. */
export const alarmSettingsOf = (saved: SavedAlarmSettings, serverId: string): ServerAlarmSettings => saved.servers.find((server) => server.serverId === serverId) ?? { serverId, localRules: [], wallRules: [], lent: [] };

/** The same with other settings of this server. The server used last comes first; beyond 32 the one unused longest is forgotten. */
export const withAlarmSettingsOf = (saved: SavedAlarmSettings, settings: ServerAlarmSettings): SavedAlarmSettings => ({
  servers: [settings, ...saved.servers.filter((server) => server.serverId !== settings.serverId)].slice(0, 32),
});
