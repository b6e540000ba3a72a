import { useEffect, useState, useSyncExternalStore } from 'react';
import { ONLY, type AlarmDeskRecord } from '@contract/state/slices.ts';
import type { Replica } from '@contract/state/patch.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { windowLater } from '../../lib/later.ts';
import { useSlice, useWindowState } from '../../state/state-context.tsx';
import { createQueueFeed, type QueueFeed, type QueueSpec, type QueueState } from './queue-feed.ts';

/** The desk's alarms as a whole; null: main has said nothing yet. */
export const selectAlarmDesk = (replica: Replica<AlarmDeskRecord>): AlarmDeskRecord | null => replica.records.get(ONLY) ?? null;

const NONE = { 1: 0, 2: 0, 3: 0, 4: 0 } as const;
const NOTHING = { raised: 0, counts: { open: NONE, unseen: NONE, mine: 0, forMe: 0, shelved: 0, suppressed: 0 } } as const;

/** The queue as a component draws it; `spec` keeps its identity while it stays the same. */
export interface AlarmQueue extends QueueState {
  readonly feed: QueueFeed;
}

export function useAlarmQueue(spec: QueueSpec): AlarmQueue {
  const { alarms } = useCommands();
  const { replica } = useWindowState();
  const revision = useSlice('alarmDesk', (desk) => selectAlarmDesk(desk)?.revision ?? -1);
  const [feed] = useState(() => createQueueFeed(spec, { ask: alarms.queue, desk: () => selectAlarmDesk(replica.alarmDesk.getState()) ?? NOTHING, later: windowLater, monoMs: () => performance.now() }));
  useEffect(() => feed.start(), [feed]);
  useEffect(() => {
    feed.want(spec);
  }, [feed, spec]);
  useEffect(() => {
    feed.changed();
  }, [feed, revision]);
  const state = useSyncExternalStore(feed.subscribe, feed.getSnapshot);
  return { ...state, feed };
}
