import { ONLY, type AlarmDeskRecord } from '@contract/state/slices.ts';
import { useSlice } from './state-context.tsx';

/** Another text whenever lists of these topics are to be read anew: the server says that they changed, or it went or came back. */
export function useListRevision(...topics: readonly (keyof AlarmDeskRecord['topics'])[]): string {
  const revisions = useSlice('alarmDesk', (replica) => topics.map((topic) => replica.records.get(ONLY)?.topics[topic] ?? 0).join(' '));
  const connection = useSlice('tier', (replica) => replica.records.get(ONLY)?.connection.kind ?? '');
  return `${connection} ${revisions}`;
}
