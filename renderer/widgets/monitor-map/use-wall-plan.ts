import { useMemo } from 'react';
import type { NodeId } from '@contract/domain/units.ts';
import type { Monitor, WallNode } from '@contract/domain/wall.ts';
import { byNumber, selectRecords } from '../../state/selectors/records.ts';
import { useSlice } from '../../state/state-context.tsx';
import type { BoxSize } from '../../ui/use-box-size.ts';
import { LEAST_CARD_PX, LEAST_PICTURE_PX, planWall, type WallPlan } from './map-scale.ts';

const HEAD_PX = 26;

/** The picture of the wall in a box: small, with buttons, where groups are named only when there are several PCs; or large, without. */
export function useWallPlan(size: BoxSize, look: 'small' | 'large'): { readonly plan: WallPlan; readonly hasHeads: boolean; readonly isEmpty: boolean } {
  const monitors = useSlice('monitors', selectRecords<Monitor>);
  const nodes = useSlice('nodes', selectRecords<WallNode>);
  const hasHeads = look === 'large' || [...monitors.values()].some(({ node }) => node !== null);
  const plan = useMemo(
    () => planWall(byNumber(monitors), size, { headPx: hasHeads ? HEAD_PX : 0, leastPx: look === 'large' ? LEAST_PICTURE_PX : LEAST_CARD_PX, isDown: (node: NodeId) => nodes.get(node)?.state === 'down' }),
    [monitors, nodes, size, hasHeads, look],
  );
  return { plan, hasHeads, isEmpty: monitors.size === 0 };
}
