import { useCallback, useEffect, useRef, useState } from 'react';
import type { BaseMapOutcome } from '@contract/domain/base-map.ts';
import type { Result } from '@contract/domain/result.ts';
import type { RequestInput } from '@contract/ipc/contract.ts';
import { useCommands } from '../../commands/commands-context.tsx';

interface BaseMapTrial {
  readonly isBusy: boolean;
  /** Null: one is under way already, or it was given up before the answer came. */
  readonly ask: (input: RequestInput<'settings.setBaseMap'>) => Promise<Result<BaseMapOutcome> | null>;
  /** What main tries is not taken any more; nothing is told of it. */
  readonly giveUp: () => void;
}

/** Has main try one base map at a time, no longer than the form stands. */
export function useBaseMapTrial(): BaseMapTrial {
  const commands = useCommands();
  const [isBusy, setBusy] = useState(false);
  const running = useRef<object | null>(null);
  const giveUp = useCallback((): void => {
    if (running.current === null) return;
    running.current = null;
    setBusy(false);
    commands.cancelBaseMap();
  }, [commands]);
  useEffect(() => giveUp, [giveUp]);
  const ask: BaseMapTrial['ask'] = async (input) => {
    if (running.current !== null) return null;
    const own = {};
    running.current = own;
    setBusy(true);
    const answer = await commands.setBaseMap(input);
    if (running.current !== own) return null;
    running.current = null;
    setBusy(false);
    return answer;
  };
  return { isBusy, ask, giveUp };
}
