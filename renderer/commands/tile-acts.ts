/**
 * What can be done with one tile of the desk, by bar, menu or key; the tile that is selected answers. `menu` opens the list of
 * all of them.
 */
export const TILE_ACTS = [
  'menu',
  'replay',
  'zoom-in',
  'zoom-out',
  'zoom-reset',
  'zoom-tile',
  'snapshot',
  'sound',
  'run',
  'step-next',
  'step-previous',
  'memory',
  'back',
  'lift-mask',
  'steer',
  'clear',
] as const;
export type TileAct = (typeof TILE_ACTS)[number];

/** False: the tile cannot do this now (it holds no camera, has no sound…). */
export type TileActHandler = (act: TileAct) => boolean;

export interface TileActs {
  /** Asks a tile of the desk. False: no such tile, or nothing in it can do this now. */
  readonly ask: (tile: number, act: TileAct) => boolean;
  /** What stands in a tile answers until it releases; several may stand in one, each for its own acts. */
  readonly answer: (tile: number, handler: TileActHandler) => () => void;
}

export function createTileActs(): TileActs {
  const handlers = new Set<{ readonly tile: number; readonly handler: TileActHandler }>();
  return {
    ask: (tile, act) => [...handlers].some((each) => each.tile === tile && each.handler(act)),
    answer: (tile, handler) => {
      const own = { tile, handler };
      handlers.add(own);
      return () => {
        handlers.delete(own);
      };
    },
  };
}
