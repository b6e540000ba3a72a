import { USUAL_SOUNDS, type AlarmSoundSettings } from '@contract/domain/alarm-sound-settings.ts';
import { openDocument, type JsonDocument, type StorageContext } from '../json-document.ts';
import { soundsFields } from './sounds.schema.ts';

/** What alarms sound like at this PC. */
export const openSounds = (context: StorageContext): JsonDocument<AlarmSoundSettings> => openDocument<AlarmSoundSettings>({ ...context, name: 'sounds', version: 1, schema: soundsFields, migrations: [], initial: USUAL_SOUNDS });
