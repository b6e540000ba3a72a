import { openDocument, type JsonDocument, type StorageContext } from '../json-document.ts';
import { deviceSchema, type DeviceIdentity } from './device.schema.ts';

export type { DeviceIdentity };

export const openDevice = (context: StorageContext): JsonDocument<DeviceIdentity> =>
  openDocument({ ...context, name: 'device', version: 1, schema: deviceSchema, migrations: [], initial: { deviceId: null } });
