import type { PtzHead } from '@contract/domain/ptz.ts';
import type { CameraId } from '@contract/domain/units.ts';
import type { Stores } from '../../state/stores.ts';

/** Whether anybody has to know of a head: somebody holds it, or it moves. */
const isShown = ({ holder, moving, patrol, tracking }: PtzHead): boolean => holder !== null || moving || patrol !== null || tracking;

/** What is known of heads when the link is cut: those that moved look nobody knows where, of the others nothing is known at all. */
function lostHeads(heads: readonly PtzHead[], movedHere: ReadonlySet<CameraId>): readonly PtzHead[] {
  return heads
    .filter((head) => head.moving || head.patrol !== null || head.tracking || movedHere.has(head.id))
    .map((head) => ({ ...head, holder: null, untilUtcMs: null, moving: false, patrol: null, tracking: false, position: null }));
}

/** Heads that the server tells of, and of them those that windows are told. */
export interface ShownHeads {
  /** `isAll`: there are no others; otherwise each replaces what was known of it. */
  readonly take: (heads: readonly PtzHead[], isAll: boolean) => void;
  /** The link was cut. */
  readonly lose: (movedHere: ReadonlySet<CameraId>) => void;
  /** Other cameras are granted than before. */
  readonly camerasChanged: () => void;
  readonly clear: () => void;
}

/** Shown is what is granted: of a camera that is not, nothing is told, though it may be known before its camera is. */
export function createShownHeads(store: Stores['ptzHeads'], isGranted: (camera: CameraId) => boolean): ShownHeads {
  const known = new Map<CameraId, PtzHead>();
  const replaceAll = (heads: readonly PtzHead[]): void => {
    known.clear();
    for (const head of heads) known.set(head.id, head);
    store.replaceAll(heads.filter(({ id }) => isGranted(id)));
  };
  return {
    take: (heads, isAll) => {
      if (isAll) return replaceAll(heads.filter(isShown));
      const [shown, gone] = [heads.filter((head) => isShown(head) && isGranted(head.id)), heads.filter((head) => !isShown(head))];
      for (const head of heads) if (isShown(head)) known.set(head.id, head);
      for (const { id } of gone) known.delete(id);
      if (shown.length > 0) store.put(...shown);
      if (gone.length > 0) store.remove(...gone.map(({ id }) => id));
    },
    lose: (movedHere) => replaceAll(lostHeads([...known.values()], movedHere)),
    camerasChanged: () => {
      const missing = [...known.values()].filter(({ id }) => isGranted(id) && store.get(id) === undefined);
      const withdrawn = [...store.records().values()].map(({ id }) => id).filter((id) => !isGranted(id));
      if (missing.length > 0) store.put(...missing);
      if (withdrawn.length > 0) store.remove(...withdrawn);
    },
    clear: () => replaceAll([]),
  };
}
