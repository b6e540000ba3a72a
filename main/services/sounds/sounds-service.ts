import { createHash } from 'node:crypto';
import path from 'node:path';
import { OWN_SOUND_MAX_BYTES, OWN_SOUNDS_MAX, withoutOwnSound, withSound, type AlarmSoundSettings, type OwnSound, type SoundChoice, type SoundGroup } from '@contract/domain/alarm-sound-settings.ts';
import type { AlarmPriority } from '@contract/domain/alarm.ts';
import { err, ok, type Result } from '@contract/domain/result.ts';
import { soundId, type SoundId } from '@contract/domain/units.ts';
import type { Files } from '../../platform/files.ts';
import type { Log } from '../../platform/log.ts';
import { only, update, type Stores } from '../../state/stores.ts';
import type { JsonDocument } from '../../storage/json-document.ts';
import { soundKindOf, type SoundMime } from './sound-kind.ts';

export interface SoundsEnvironment {
  readonly document: Pick<JsonDocument<AlarmSoundSettings>, 'save'>;
  /** Absolute; each added sound is a file in it, named by its id. */
  readonly folder: string;
  readonly files: Files;
  readonly stores: Pick<Stores, 'settings'>;
  readonly uuid: () => string;
  readonly log: Log;
}

export interface ServedSound {
  readonly bytes: Uint8Array;
  readonly mime: SoundMime;
}

/** What alarms sound like at this PC: shown in `settings` at once, kept on disk. */
export interface SoundsService {
  /** What the disk has, once it was read. */
  readonly take: (saved: AlarmSoundSettings) => void;
  /** Null: as usual again. Codes storage/write-failed, storage/newer-version. */
  readonly choose: (priority: AlarmPriority, group: SoundGroup, choice: SoundChoice | null) => Promise<Result<null>>;
  /** Codes sound/unreadable (not one of its formats, too large, or one too many), storage/write-failed, storage/newer-version. */
  readonly add: (name: string, bytes: Uint8Array) => Promise<Result<OwnSound>>;
  /** What used it sounds as usual. */
  readonly remove: (sound: SoundId) => Promise<Result<null>>;
  /** An added sound for a page; null: there is none, or it is not what was added any more. */
  readonly serve: (sound: SoundId) => Promise<ServedSound | null>;
}

const NAME_CHARS = 100;
const idOf = (bytes: Uint8Array): SoundId => soundId(createHash('sha256').update(bytes).digest('hex'));
const EMPTY: AlarmSoundSettings = { cells: [], own: [] };

/** Keeps the sounds of this PC, whoever sits at it. */
export function createSoundsService({ document, folder, files, stores, uuid, log }: SoundsEnvironment): SoundsService {
  const now = (): AlarmSoundSettings => only(stores.settings).sounds ?? EMPTY;
  const keep = (settings: AlarmSoundSettings): Promise<Result<null>> => {
    update(stores.settings, { sounds: settings });
    return document.save(settings);
  };
  const fileOf = (sound: SoundId): string => path.join(folder, sound);
  const write = async (sound: SoundId, bytes: Uint8Array): Promise<Result<null>> => {
    const draft = path.join(folder, `.${uuid()}.tmp`);
    for (const run of [() => files.makeFolder(folder), () => files.create(draft, bytes), () => files.rename(draft, fileOf(sound)), () => files.syncFolder(folder)]) {
      const done = await run();
      if (done.ok) continue;
      await files.remove(draft);
      log.error('sounds.write-failed', { detail: done.detail });
      return err('storage/write-failed', { retryable: true, detail: done.detail });
    }
    return ok(null);
  };

  return {
    take: (saved) => update(stores.settings, { sounds: saved }),
    choose: (priority, group, choice) => keep(withSound(now(), priority, group, choice)),
    add: async (name, bytes) => {
      if (bytes.length > OWN_SOUND_MAX_BYTES || soundKindOf(bytes) === null) return err('sound/unreadable', { detail: `${bytes.length} bytes` });
      const added: OwnSound = { id: idOf(bytes), name: name.trim().slice(0, NAME_CHARS) || '?' };
      const others = now().own.filter(({ id }) => id !== added.id);
      if (others.length >= OWN_SOUNDS_MAX) return err('sound/unreadable', { detail: `${OWN_SOUNDS_MAX} sounds already` });
      const written = await write(added.id, bytes);
      if (!written.ok) return written;
      const kept = await keep({ ...now(), own: [...now().own.filter(({ id }) => id !== added.id), added] });
      return kept.ok ? ok(added) : kept;
    },
    remove: async (sound) => {
      const kept = await keep(withoutOwnSound(now(), sound));
      if (kept.ok) await files.remove(fileOf(sound));
      return kept;
    },
    serve: async (sound) => {
      if (!now().own.some(({ id }) => id === sound)) return null;
      const read = await files.read(fileOf(sound), OWN_SOUND_MAX_BYTES);
      if (!read.ok || idOf(read.value) !== sound) {
        log.warn('sounds.damaged', { sound, detail: read.ok ? 'other bytes' : read.detail });
        return null;
      }
      const mime = soundKindOf(read.value);
      return mime === null ? null : { bytes: read.value, mime };
    },
  };
}
