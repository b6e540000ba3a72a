import { z } from 'zod';
import { OWN_SOUNDS_MAX, SOUND_CELLS_MAX, USUAL_SOUNDS, type AlarmSoundSettings } from '@contract/domain/alarm-sound-settings.ts';
import { ownSoundField, soundCellField } from '@contract/ipc/sounds.schema.ts';
import { openDocument, type JsonDocument, type StorageContext } from '../json-document.ts';
import { listOf } from './list.schema.ts';

const schema = z.object({ cells: listOf(soundCellField, SOUND_CELLS_MAX), own: listOf(ownSoundField, OWN_SOUNDS_MAX) });

/** What alarms sound like at this PC. */
export const openSounds = (context: StorageContext): JsonDocument<AlarmSoundSettings> => openDocument<AlarmSoundSettings>({ ...context, name: 'sounds', version: 1, schema, migrations: [], initial: USUAL_SOUNDS });
