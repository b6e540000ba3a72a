export { PtzAsks } from './ptz-asks.tsx';
export { PtzBadge } from './ptz-badge.tsx';
export { PtzPadWalk } from './ptz-pad-walk.tsx';
export { PtzPanel } from './ptz-panel.tsx';
export { PtzTile } from './ptz-tile.tsx';
export { useIsSteered, useSteerable } from './use-steerable.ts';
