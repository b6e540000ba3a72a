import { z } from 'zod';
import { OWN_SOUNDS_MAX, SOUND_CELLS_MAX } from '@contract/domain/alarm-sound-settings.ts';
import { ownSoundField, soundCellField } from '@contract/ipc/sounds.schema.ts';
import { listOf } from './list.schema.ts';

export const soundsFields = z.object({ cells: listOf(soundCellField, SOUND_CELLS_MAX), own: listOf(ownSoundField, OWN_SOUNDS_MAX) });
