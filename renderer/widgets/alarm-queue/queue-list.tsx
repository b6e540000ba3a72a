import { useCallback, useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import type { QueueRow } from '@contract/domain/alarm-queue.ts';
import type { AlarmId } from '@contract/domain/units.ts';
import { OWN_KEYS } from '../../commands/use-shortcuts.ts';
import { useText } from '../../i18n/use-text.ts';
import { useServerTime } from '../../state/use-server-time.ts';
import { QueueLine, type RowActs } from './queue-row.tsx';
import { indexOfKey, rowAlarm, rowAt, rowKey } from './queue-view.ts';
import type { AlarmQueue } from './use-alarm-queue.ts';
import styles from './alarm-queue.module.css';

const ROW_PX = 52;
/** Id of the list, for the screen's keys to lead to. */
export const QUEUE_LIST_ID = 'alarm-queue';

interface QueueListProps extends RowActs {
  readonly queue: AlarmQueue;
  /** Key of the row that keys act on; null: none. */
  readonly cursor: string | null;
  readonly onCursor: (row: QueueRow) => void;
  readonly marked: ReadonlySet<AlarmId>;
  readonly open: AlarmId | null;
  readonly waiting: ReadonlySet<AlarmId>;
  readonly personId: string;
  /** The order stands whatever has the focus: a form about these rows is open. */
  readonly isHeld: boolean;
  /** Rises to bring the list back to its top. */
  readonly topTurn: number;
}

/** The rows: only those in sight are in the page. While the pointer is over it or it has the focus, no row moves. */
export const QueueList = ({ queue: { view, feed }, cursor, onCursor, marked, open, waiting, personId, isHeld, topTurn, onOpen, onMark }: QueueListProps): ReactNode => {
  const t = useText();
  const nowUtcMs = Math.floor(useServerTime() / 1_000) * 1_000;
  const scroller = useRef<HTMLDivElement>(null);
  const held = useRef({ pointer: false, focus: false, form: isHeld });
  const virtualizer = useVirtualizer({ count: view.totalRows, getScrollElement: () => scroller.current, estimateSize: () => ROW_PX, overscan: 6 });
  const items = virtualizer.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    feed.look(first, last);
  }, [feed, first, last]);
  useEffect(() => {
    if (topTurn > 0) scroller.current?.scrollTo({ top: 0 });
  }, [topTurn]);
  const hold = useCallback(
    (part: Partial<typeof held.current>): void => {
      Object.assign(held.current, part);
      feed.keepStill(Object.values(held.current).some(Boolean));
    },
    [feed],
  );
  useEffect(() => {
    hold({ form: isHeld });
  }, [hold, isHeld]);
  useEffect(
    () => () => {
      feed.keepStill(false);
    },
    [feed],
  );
  const here = cursor === null ? -1 : indexOfKey(view, cursor);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? ROW_PX) / ROW_PX) - 1);
    const steps: Readonly<Record<string, number>> = { ArrowDown: here + 1, ArrowUp: Math.max(0, here) - 1, PageDown: here + page, PageUp: here - page, Home: 0, End: view.totalRows - 1 };
    const row = rowAt(view, here);
    if (row?.kind === 'group' && ((event.key === 'ArrowRight' && !row.opened) || (event.key === 'ArrowLeft' && row.opened))) {
      event.preventDefault();
      onOpen(row);
      return;
    }
    const to = steps[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const index = Math.min(view.totalRows - 1, Math.max(0, to));
    virtualizer.scrollToIndex(index, { align: 'auto' });
    const next = rowAt(view, index);
    if (next !== undefined) onCursor(next);
  };
  const idOf = (key: string): string => `alarm-row-${key.replace(/[^\w-]/g, '_')}`;
  return (
    <div
      id={QUEUE_LIST_ID}
      ref={scroller}
      className={styles['scroller']}
      role="tree"
      aria-multiselectable="true"
      aria-label={t('alarms:list.label')}
      aria-activedescendant={cursor !== null && here >= first && here <= last ? idOf(cursor) : undefined}
      tabIndex={0}
      {...{ [OWN_KEYS]: '' }}
      onKeyDown={onKeyDown}
      onPointerEnter={() => {
        hold({ pointer: true });
      }}
      onPointerLeave={() => {
        hold({ pointer: false });
      }}
      onFocus={() => {
        hold({ focus: true });
      }}
      onBlur={() => {
        hold({ focus: false });
      }}
    >
      <div className={styles['rows']} role="presentation" style={{ height: virtualizer.getTotalSize() }}>
        {items.map(({ index, start }) => {
          const row = rowAt(view, index);
          if (row === undefined) {
            return (
              <div key={`at ${String(index)}`} className={styles['row']} style={{ transform: `translateY(${String(start)}px)` }} aria-hidden="true">
                <span className={styles['absent']}>{t('alarms:row.loading')}</span>
              </div>
            );
          }
          const key = rowKey(row);
          const alarm = rowAlarm(row);
          const isAlarm = row.kind === 'alarm';
          return (
            <QueueLine
              key={isAlarm && row.group !== null ? `${row.group} ${key}` : key}
              row={row}
              place={{
                id: idOf(key),
                topPx: start,
                position: index + 1,
                total: view.totalRows,
                isCursor: key === cursor,
                isMarked: isAlarm && marked.has(alarm.id),
                isOpen: isAlarm && alarm.id === open,
                isWaiting: isAlarm && waiting.has(alarm.id),
                isGone: isAlarm && view.gone.has(alarm.id),
              }}
              personId={personId}
              nowUtcMs={nowUtcMs}
              onOpen={onOpen}
              onMark={onMark}
            />
          );
        })}
      </div>
    </div>
  );
};
