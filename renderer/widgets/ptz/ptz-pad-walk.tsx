import { DESK_SURFACE } from '@contract/domain/units.ts';
import { selectSurface } from '../../state/selectors/records.ts';
import { useViewActions, useWindowState } from '../../state/state-context.tsx';
import { usePadActs } from './use-ptz-pad.ts';

/** Joystick buttons that select the next and the previous tile of the desk, whatever stands in it. Draws nothing; once in a screen with tiles. */
export const PtzPadWalk = (): null => {
  const { replica, view } = useWindowState();
  const { selectTile } = useViewActions();
  usePadActs(true, (act) => {
    const step = act === 'next-tile' ? 1 : act === 'previous-tile' ? -1 : 0;
    const count = selectSurface(DESK_SURFACE)(replica.surfaces.getState()).contents.length;
    if (step === 0 || count === 0) return;
    const selected = Math.min(view.store.getState().selectedTile, count - 1);
    selectTile((selected + step + count) % count);
  });
  return null;
};
