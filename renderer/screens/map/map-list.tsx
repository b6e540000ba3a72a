import { useEffect, useRef, useState, type ComponentProps, type KeyboardEvent, type ReactNode } from 'react';
import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import { OWN_KEYS } from '../../commands/use-shortcuts.ts';
import { classNames } from '../../ui/class-names.ts';
import styles from './map-screen.module.css';

const ROW_PX = 52;

/** Where a line stands in its list. */
export interface LinePlace {
  readonly topPx: number;
  readonly position: number;
  readonly total: number;
  /** It is the one that Tab reaches. */
  readonly isCursor: boolean;
  readonly onReach: () => void;
}

interface MapListProps<R extends { readonly key: string }> {
  readonly rows: readonly R[];
  readonly label: string;
  readonly renderLine: (row: R, place: LinePlace) => ReactNode;
}

/** The line that Tab reaches, and where it stood: its neighbour takes its place when it leaves. */
interface Cursor {
  readonly key: string | null;
  readonly index: number;
}

/** A list beside the map: only the lines in sight are in the page, and the one line that can be reached by Tab; the others are reached by arrows. */
export const MapList = <R extends { readonly key: string }>({ rows, label, renderLine }: MapListProps<R>): ReactNode => {
  const scroller = useRef<HTMLDivElement>(null);
  const [reached, setReached] = useState<Cursor>({ key: null, index: 0 });
  /** The line that is to take the focus once it is drawn. */
  const wanted = useRef<string | null>(null);
  const hasFocus = useRef(false);
  const known = reached.key === null ? -1 : rows.findIndex(({ key }) => key === reached.key);
  const cursor = known >= 0 ? known : Math.max(0, Math.min(reached.index, rows.length - 1));
  // Where it stands now is where its neighbour will be.
  if (known >= 0 && known !== reached.index) setReached({ key: reached.key, index: known });
  const virtualizer = useVirtualizer({ count: rows.length, getScrollElement: () => scroller.current, estimateSize: () => ROW_PX, getItemKey: (index) => rows[index]?.key ?? index, rangeExtractor: withRow(cursor), overscan: 6 });
  useEffect(() => {
    // A drawing from before the key may come to this only after it: the focus is not for the line that was the cursor then.
    const isWanted = wanted.current !== null && wanted.current === rows[cursor]?.key;
    // The line that had it has left the page, and nothing else took it.
    const isLost = hasFocus.current && document.activeElement === document.body;
    if (!isWanted && !isLost) return;
    const line = scroller.current?.querySelector<HTMLElement>('[data-map-row][tabindex="0"]');
    if (line === null || line === undefined) return;
    wanted.current = null;
    line.focus({ preventScroll: true });
  });
  const onKeyDown = (event: KeyboardEvent): void => {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? ROW_PX) / ROW_PX) - 1);
    const steps: Readonly<Record<string, number>> = { ArrowDown: cursor + 1, ArrowUp: cursor - 1, PageDown: cursor + page, PageUp: cursor - page, Home: 0, End: rows.length - 1 };
    const to = steps[event.key];
    const index = to === undefined ? undefined : Math.min(rows.length - 1, Math.max(0, to));
    const row = index === undefined ? undefined : rows[index];
    if (index === undefined || row === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    setReached({ key: row.key, index });
    wanted.current = index === cursor ? null : row.key;
    virtualizer.scrollToIndex(index, { align: 'auto' });
  };
  return (
    <div ref={scroller} className={styles['scroller']}>
      <ul
        aria-label={label}
        className={styles['lines']}
        style={{ height: virtualizer.getTotalSize() }}
        onKeyDown={onKeyDown}
        onFocus={() => {
          hasFocus.current = true;
        }}
        onBlur={() => {
          hasFocus.current = false;
        }}
        {...{ [OWN_KEYS]: '' }}
      >
        {virtualizer.getVirtualItems().map((item) => {
          const row = rows[item.index];
          if (row === undefined) return null;
          return renderLine(row, {
            topPx: item.start,
            position: item.index + 1,
            total: rows.length,
            isCursor: item.index === cursor,
            onReach: () => {
              setReached({ key: row.key, index: item.index });
            },
          });
        })}
      </ul>
    </div>
  );
};

/** The lines in sight and one more, in their order. */
const withRow =
  (row: number) =>
  (range: Range): number[] =>
    row >= range.count ? defaultRangeExtractor(range) : [...new Set([row, ...defaultRangeExtractor(range)])].sort((one, other) => one - other);

interface MapLineProps extends Pick<ComponentProps<'li'>, 'draggable' | 'onDoubleClick' | 'onDragStart'> {
  readonly place: LinePlace;
  readonly isPicked?: boolean;
  readonly title: string;
  readonly onShow: () => void;
  /** Left of the words. */
  readonly mark: ReactNode;
  readonly name: string;
  readonly second: ReactNode;
  /** Right of the words. */
  readonly aside?: ReactNode;
  /** Buttons beside the line's own. */
  readonly children?: ReactNode;
}

/** One line of a list beside the map; pressed, the map goes there. */
export const MapLine = ({ place, isPicked = false, title, onShow, mark, name, second, aside, children, ...line }: MapLineProps): ReactNode => (
  <li {...line} className={classNames(styles['line'], isPicked && styles['pickedLine'])} style={{ transform: `translateY(${String(place.topPx)}px)` }} aria-posinset={place.position} aria-setsize={place.total} onFocus={place.onReach}>
    <button
      type="button"
      data-map-row=""
      tabIndex={place.isCursor ? 0 : -1}
      aria-current={isPicked}
      className={styles['lineMain']}
      title={title}
      onClick={() => {
        place.onReach();
        onShow();
      }}
    >
      {mark}
      <span className={styles['words']}>
        <span className={styles['name']}>{name}</span>
        <span className={styles['second']}>{second}</span>
      </span>
      {aside !== undefined && <span className={styles['aside']}>{aside}</span>}
    </button>
    {children}
  </li>
);
