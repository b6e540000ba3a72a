import { useEffect, useState } from 'react';
import { selectTier } from '../state/selectors/records.ts';
import { useSlice } from '../state/state-context.tsx';

/** States change all the time: what depends on them is asked for again this often, ms. */
const STATES_AGAIN_MS = 2_000;

/** Changes whenever the directory may answer otherwise than before; with `followsStates` also every two seconds. */
export function useDirectoryVersion(followsStates: boolean): string {
  const version = useSlice('tier', (replica) => {
    const tier = selectTier(replica);
    return tier === null ? '' : `${tier.directoryState} ${String(tier.directoryTotal)} ${String(tier.directoryUtcMs)}`;
  });
  const [tick, setTick] = useState(0);
  useEffect(() => {
    if (!followsStates) return undefined;
    const timer = window.setInterval(() => {
      setTick((now) => now + 1);
    }, STATES_AGAIN_MS);
    return () => {
      window.clearInterval(timer);
    };
  }, [followsStates]);
  return `${version} ${String(tick)}`;
}
