import { useEffect, useState } from 'react';
import { useWindowState } from './state-context.tsx';

/** The server's time, ms since 1970, renewed as its second begins. For clocks and countdowns of a few components only. */
export function useServerTime(): number {
  const { clock } = useWindowState();
  const [nowUtcMs, setNowUtcMs] = useState(() => clock.nowUtcMs());
  useEffect(() => {
    let timer = 0;
    const renew = (): void => {
      const now = clock.nowUtcMs();
      setNowUtcMs(now);
      timer = window.setTimeout(renew, 1_000 - (Math.floor(now) % 1_000) + 5);
    };
    renew();
    return () => {
      window.clearTimeout(timer);
    };
  }, [clock]);
  return nowUtcMs;
}
