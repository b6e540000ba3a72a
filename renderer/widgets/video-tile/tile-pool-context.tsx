import { createContext, use, type ReactNode } from 'react';
import type { TileSessionPool } from '../../players/tile-session-pool.ts';

const TilePoolContext = createContext<TileSessionPool | null>(null);

export const TilePoolProvider = ({ pool, children }: { readonly pool: TileSessionPool; readonly children: ReactNode }): ReactNode => (
  <TilePoolContext value={pool}>{children}</TilePoolContext>
);

export function useTilePool(): TileSessionPool {
  const pool = use(TilePoolContext);
  if (pool === null) throw new Error('no tile pool above this component');
  return pool;
}
