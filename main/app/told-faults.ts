import type { Result } from '@contract/domain/result.ts';
import { only, type Stores } from '../state/stores.ts';
import type { Notices } from './notices.ts';

/** What this PC keeps on its disk of its own accord. */
export type Kept = 'surfaces' | 'layouts' | 'scenes' | 'groups' | 'searches' | 'alarms';

/** Tells that something could not be written to the disk, until all of it can. */
export function createWriteTelling(notices: Notices): (what: Kept, saved: Result<null>) => void {
  const unwritten = new Set<Kept>();
  return (what, saved) => {
    if (saved.ok) unwritten.delete(what);
    else if (saved.error.code === 'storage/write-failed') unwritten.add(what);
    if (unwritten.size === 0) notices.clear('storageWriteFailed');
    else if (!saved.ok) notices.show('storageWriteFailed', 'error');
  };
}

/** Tells how many cameras could not be read, while there are any. */
export function tellSkippedCameras(stores: Pick<Stores, 'tier' | 'notices'>, notices: Notices): void {
  stores.tier.onDidChange(() => {
    const { directorySkipped } = only(stores.tier);
    if (directorySkipped > 0) {
      if (stores.notices.get('directorySkipped')?.values['count'] !== directorySkipped) notices.show('directorySkipped', 'info', { count: directorySkipped });
    } else notices.clear('directorySkipped');
  });
}
