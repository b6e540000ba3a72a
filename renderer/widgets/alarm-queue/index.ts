export { QueueBar } from './queue-bar.tsx';
export type { QueueFeed, QueueSpec } from './queue-feed.ts';
export { QueueHead } from './queue-head.tsx';
export { QUEUE_LIST_ID, QueueList } from './queue-list.tsx';
export { QueueStrips } from './queue-strips.tsx';
export { freshOf, indexOfKey, rowAlarm, rowAt, rowKey, type Fresh } from './queue-view.ts';
export { selectAlarmDesk, useAlarmQueue, type AlarmQueue } from './use-alarm-queue.ts';
