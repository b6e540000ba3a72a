import { useMemo } from 'react';
import { USUAL_SOUNDS, type AlarmSoundSettings } from '@contract/domain/alarm-sound-settings.ts';
import type { Sounding } from '@contract/domain/alarm-sound.ts';
import type { Replica } from '@contract/state/patch.ts';
import { ONLY, type AlarmDeskRecord } from '@contract/state/slices.ts';
import { selectSettings } from '../../state/selectors/records.ts';
import { useSlice } from '../../state/state-context.tsx';

const of = <K extends keyof Sounding>(key: K) => (replica: Replica<AlarmDeskRecord>): Sounding[K] | null => replica.records.get(ONLY)?.sounding?.[key] ?? null;
const selectAlarm = of('alarm');
const selectKind = of('kind');
const selectPriority = of('priority');
const selectCount = of('count');
const selectBurst = of('burst');

/** What sounds at this desk; keeps its identity while it is the same, however often the desk's record changes. Null: silence. */
export function useSounding(): Sounding | null {
  const alarm = useSlice('alarmDesk', selectAlarm);
  const kind = useSlice('alarmDesk', selectKind);
  const priority = useSlice('alarmDesk', selectPriority);
  const count = useSlice('alarmDesk', selectCount);
  const burst = useSlice('alarmDesk', selectBurst);
  return useMemo(() => (alarm === null || kind === null || priority === null || count === null || burst === null ? null : { alarm, kind, priority, count, burst }), [alarm, kind, priority, count, burst]);
}

/** Until when sounds are off, by the server's clock; null: they are on. */
export const useMutedUntil = (): number | null => useSlice('alarmDesk', (replica) => replica.records.get(ONLY)?.mutedUntilUtcMs ?? null);

export const useSoundSettings = (): AlarmSoundSettings => useSlice('settings', (replica) => selectSettings(replica)?.sounds ?? USUAL_SOUNDS);
