import { createContext, use, useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import type { TileSession } from '../../players/tile-session.ts';
import type { TileSessionPool, TileTarget } from '../../players/tile-session-pool.ts';

const TilePoolContext = createContext<TileSessionPool | null>(null);

export const TilePoolProvider = ({ pool, children }: { readonly pool: TileSessionPool; readonly children: ReactNode }): ReactNode => (
  <TilePoolContext value={pool}>{children}</TilePoolContext>
);

/** The running session of a camera in a tile, or null until the tile stands. Released with the component. */
export function useTileSession({ surface, camera, profile }: TileTarget): TileSession | null {
  const pool = use(TilePoolContext);
  if (pool === null) throw new Error('no tile pool above this component');
  const [session, setSession] = useState<TileSession | null>(null);
  const firstProfile = useRef(profile);
  useLayoutEffect(() => {
    // Another profile is no reason for another session: the effect below gives it to the running one.
    const lease = pool.acquire({ surface, camera, profile: firstProfile.current });
    setSession(lease.session);
    return lease.release;
  }, [pool, surface, camera]);
  useLayoutEffect(() => {
    session?.setProfile(profile);
  }, [session, profile]);
  return session;
}
