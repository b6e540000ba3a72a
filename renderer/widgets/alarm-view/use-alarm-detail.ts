import { useCallback, useEffect, useRef, useState } from 'react';
import type { AlarmDetailView } from '@contract/domain/alarm-queue.ts';
import type { AppError, Result } from '@contract/domain/result.ts';
import type { AlarmId } from '@contract/domain/units.ts';
import { ONLY } from '@contract/state/slices.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { useSlice } from '../../state/state-context.tsx';

/** What is known of an alarm in view. */
export interface AlarmDetailState {
  /** Null: nothing was answered yet, or it is withheld. */
  readonly detail: AlarmDetailView | null;
  readonly error: AppError | null;
  /** Opens a restricted one with a fresh code of the person's second factor. */
  readonly open: (code: string) => Promise<Result<null>>;
  readonly again: () => void;
}

type Told = Pick<AlarmDetailState, 'detail' | 'error'> & { readonly of: AlarmId };

/** Asked for when the alarm comes into view, whenever it is known to have changed, and when the server goes or comes back. `version`: the newest known. */
export function useAlarmDetail(alarm: AlarmId, version: number): AlarmDetailState {
  const { alarms } = useCommands();
  const [told, setTold] = useState<Told>({ of: alarm, detail: null, error: null });
  const [turn, setTurn] = useState(0);
  /** It was opened with a code: asked for without one it would be withheld again. */
  const isOpened = useRef(false);
  const detailRevision = useSlice('alarmDesk', (desk) => desk.records.get(ONLY)?.detailRevision ?? 0);
  // Without the server it is what this PC keeps, and with it again what the server has.
  const isOnline = useSlice('tier', (tier) => tier.records.get(ONLY)?.connection.kind === 'online');
  const again = useCallback(() => {
    setTurn((now) => now + 1);
  }, []);
  useEffect(() => {
    isOpened.current = false;
  }, [alarm]);
  useEffect(() => {
    if (isOpened.current) return undefined;
    let isOver = false;
    void alarms.detail(alarm).then((answer) => {
      if (isOver || isOpened.current) return;
      setTold((before) => (answer.ok ? { of: alarm, detail: answer.value, error: null } : { of: alarm, detail: before.of === alarm && answer.error.code !== 'alarm/restricted' ? before.detail : null, error: answer.error }));
    });
    return () => {
      isOver = true;
    };
  }, [alarms, alarm, version, detailRevision, isOnline, turn]);
  const open = useCallback(
    async (code: string): Promise<Result<null>> => {
      const answer = await alarms.open(alarm, code);
      if (!answer.ok) return answer;
      isOpened.current = true;
      setTold({ of: alarm, detail: answer.value, error: null });
      return { ok: true, value: null };
    },
    [alarms, alarm],
  );
  const isOf = told.of === alarm;
  return { detail: isOf ? told.detail : null, error: isOf ? told.error : null, open, again };
}
