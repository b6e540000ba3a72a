import { useMemo } from 'react';
import type { Alarm } from '@contract/domain/alarm.ts';
import { ONLY } from '@contract/state/slices.ts';
import { selectPerson } from '../../state/selectors/records.ts';
import { useSlice, useWindowState } from '../../state/state-context.tsx';
import { isOffered, type OfferContext, type Wish } from './act-offers.ts';

/** The person here as one who acts; null: nobody, or without the right to handle alarms. */
export function useOfferContext(): OfferContext | null {
  const { clock } = useWindowState();
  const person = useSlice('session', selectPerson);
  const shiftEndsUtcMs = useSlice('duty', (duty) => duty.records.get(ONLY)?.onDuty.find(({ personId }) => personId === person?.id)?.untilUtcMs ?? null);
  return useMemo(() => {
    if (person === null || !person.rights.includes('alarm.handle')) return null;
    return { actor: { personId: person.id, name: person.name, unitName: person.unitName ?? '', workstation: '' }, rights: person.rights, nowUtcMs: clock.nowUtcMs(), shiftEndsUtcMs };
  }, [person, shiftEndsUtcMs, clock]);
}

/** Whether a wish makes sense for any of these alarms. */
export const offersAny = (targets: readonly Alarm[], wish: Wish, context: OfferContext): boolean => targets.some((alarm) => isOffered(alarm, wish, context));
