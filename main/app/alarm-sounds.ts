import path from 'node:path';
import { OWN_SOUND_MAX_BYTES, type AlarmSoundSettings } from '@contract/domain/alarm-sound-settings.ts';
import { err, ok } from '@contract/domain/result.ts';
import type { Random } from '../platform/random.ts';
import { createSoundsService, type SoundsService } from '../services/sounds/sounds-service.ts';
import type { Stores } from '../state/stores.ts';
import { openSounds } from '../storage/documents/sounds.ts';
import type { JsonDocument, StorageContext } from '../storage/json-document.ts';
import type { Dialogs, FileKind } from './dialogs.ts';
import type { SoundsHandlerEnvironment } from './handlers/sounds.ts';

export interface AlarmSoundsParts {
  readonly context: StorageContext;
  readonly stores: Pick<Stores, 'settings'>;
  readonly dialogs: Pick<Dialogs, 'chooseOpen'>;
  /** Absolute; where dialogs begin. */
  readonly documentsFolder: string;
  readonly random: Pick<Random, 'uuid'>;
}

/** The sounds of this PC, with the file they are kept in. */
export interface AlarmSounds {
  readonly document: Pick<JsonDocument<AlarmSoundSettings>, 'load'>;
  readonly take: SoundsService['take'];
  readonly serve: SoundsService['serve'];
  readonly sounds: SoundsHandlerEnvironment['sounds'];
}

const SOUNDS: FileKind = { name: 'WAV, OGG, MP3', endings: ['wav', 'ogg', 'mp3'] };

export function createAlarmSounds({ context, stores, dialogs, documentsFolder, random }: AlarmSoundsParts): AlarmSounds {
  const document = openSounds(context);
  const { files, log } = context;
  const service = createSoundsService({ document, folder: path.join(context.folder, 'sounds'), files, stores, uuid: random.uuid, log });
  return {
    document,
    take: service.take,
    serve: service.serve,
    sounds: {
      choose: service.choose,
      remove: service.remove,
      addFile: async () => {
        const file = await dialogs.chooseOpen(SOUNDS, documentsFolder);
        if (file === null) return ok(null);
        const read = await files.read(file, OWN_SOUND_MAX_BYTES);
        if (!read.ok) return err('sound/unreadable', { detail: read.detail });
        return service.add(path.parse(file).name, read.value);
      },
    },
  };
}
