import { err, type Result } from '@contract/domain/result.ts';
import type { ScenesCache, ScenesService } from '../services/scenes/scenes-service.ts';
import { INITIAL_SCENES, openScenes, scenesOf, withScenesOf, type SavedScenes } from '../storage/documents/scenes.ts';
import type { StorageContext } from '../storage/json-document.ts';
import type { Notices } from './notices.ts';
import type { Rereader } from './reread.ts';

export interface ScenesKeeperEnvironment {
  readonly context: StorageContext;
  /** Origin of the server: scenes of one tier mean nothing to another. */
  readonly address: string;
  readonly scenes: Pick<ScenesService, 'open'>;
  readonly rereader: Rereader;
  readonly notices: Notices;
  readonly onDidKeep: (result: Result<null>) => void;
}

/** The scenes of this PC on disk. */
export interface ScenesKeeper {
  /** Somebody is here: shows what the disk has, now or as soon as it gives it. */
  readonly open: () => Promise<void>;
  readonly close: () => void;
}

export function createScenesKeeper({ context, address, scenes, rereader, notices, onDidKeep }: ScenesKeeperEnvironment): ScenesKeeper {
  const document = openScenes(context);
  let saved: SavedScenes | null = null;
  let isOpen = false;
  let opening = 0;
  const cache: ScenesCache = {
    load: async () => scenesOf(saved ?? INITIAL_SCENES, address),
    save: async (now) => {
      // What was not read yet is not written over.
      if (saved === null) return err('storage/write-failed', { retryable: true, detail: 'scenes: not read yet' });
      const next = withScenesOf(saved, { serverId: address, ...now });
      const kept = await document.save(next);
      if (kept.ok) saved = next;
      onDidKeep(kept);
      return kept;
    },
  };
  const show = () => scenes.open({ ...cache });
  const reading = rereader.read(document, ({ value, readOnly, quarantined }) => {
    saved = value;
    if (readOnly) notices.show('storageReadOnly', 'warning');
    if (quarantined > 0) notices.show('storageDamaged', 'warning', { count: quarantined });
    if (isOpen) void show();
  });
  return {
    open: async () => {
      opening += 1;
      const mine = opening;
      await reading;
      // Who asked has left meanwhile.
      if (mine !== opening) return;
      isOpen = true;
      await show();
    },
    close: () => {
      opening += 1;
      isOpen = false;
    },
  };
}
