import { useEffect, useImperativeHandle, useRef, useState, type KeyboardEvent, type ReactNode, type Ref } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import type { CameraId, UnitId } from '@contract/domain/units.ts';
import { OWN_KEYS } from '../../commands/use-shortcuts.ts';
import type { TreeRow } from '../../state/selectors/camera-rows.ts';
import { CameraRow } from './camera-row.tsx';
import { treeStep, typedLine } from './tree-keys.ts';
import { UnitRow } from './unit-row.tsx';
import styles from './camera-tree.module.css';

export interface CameraTreeHandle {
  /** Moves the focus into the list. */
  readonly focus: () => void;
}

interface CameraTreeProps {
  readonly rows: readonly TreeRow[];
  readonly label: string;
  readonly onOpen: (camera: CameraId) => void;
  readonly onExpand: (unit: UnitId, expanded: boolean) => void;
  readonly onLeaveUp: () => void;
  readonly ref?: Ref<CameraTreeHandle>;
}

const ROW_PX = { unit: 36, camera: 36, result: 52 } as const;
const TYPING_PAUSE_MS = 700;

/** Lines of units and cameras; only those in sight are in the page. One line at a time can be reached by Tab. */
export const CameraTree = ({ rows, label, onOpen, onExpand, onLeaveUp, ref }: CameraTreeProps): ReactNode => {
  const scroller = useRef<HTMLDivElement>(null);
  const [cursorKey, setCursorKey] = useState<string | null>(null);
  const wantsFocus = useRef(false);
  const typed = useRef({ text: '', atMs: 0 });
  const cursor = Math.max(0, cursorKey === null ? 0 : rows.findIndex(({ key }) => key === cursorKey));

  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => rowHeightPx(rows[index]),
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 8,
  });
  // Lines of another height, or another list, ask for a new measure.
  const shape = rows[0]?.kind === 'camera' && rows[0].place !== null;
  useEffect(() => {
    virtualizer.measure();
    scroller.current?.scrollTo({ top: 0 });
  }, [virtualizer, shape]);

  const takeFocus = (): void => {
    if (!wantsFocus.current) return;
    const line = scroller.current?.querySelector<HTMLElement>('[role="treeitem"][tabindex="0"]');
    if (line === null || line === undefined) return;
    wantsFocus.current = false;
    line.focus({ preventScroll: true });
  };
  const go = (index: number): void => {
    const row = rows[index];
    if (row === undefined) return;
    setCursorKey(row.key);
    wantsFocus.current = true;
    virtualizer.scrollToIndex(index, { align: 'auto' });
    // The line picked again draws nothing anew: a focus still wanted would come later, in the middle of other typing.
    if (index === cursor) takeFocus();
  };
  useEffect(takeFocus);
  useImperativeHandle(ref, () => ({
    focus: () => {
      go(cursor);
    },
  }));

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target instanceof HTMLButtonElement && event.key === 'Enter') return;
    const step = treeStep(rows, cursor, event.key);
    if (step !== null) {
      if (step.kind === 'go') go(step.index);
      else if (step.kind === 'expand') onExpand(step.unit, step.expanded);
      else if (step.kind === 'leave-up') onLeaveUp();
      else openAt(step.index);
      event.preventDefault();
    } else if (/^\p{L}$/u.test(event.key)) {
      const text = event.timeStamp - typed.current.atMs < TYPING_PAUSE_MS ? typed.current.text + event.key : event.key;
      typed.current = { text, atMs: event.timeStamp };
      go(typedLine(rows, cursor, text));
      event.preventDefault();
    }
  };
  const openAt = (index: number): void => {
    const row = rows[index];
    if (row?.kind === 'camera') onOpen(row.entry.camera.id);
  };

  return (
    <div ref={scroller} className={styles['scroller']}>
      <div role="tree" aria-label={label} className={styles['tree']} style={{ height: virtualizer.getTotalSize() }} onKeyDown={onKeyDown} {...{ [OWN_KEYS]: '' }}>
        {virtualizer.getVirtualItems().map((item) => {
          const row = rows[item.index];
          if (row === undefined) return null;
          const place = { topPx: item.start, heightPx: item.size, isCursor: item.index === cursor };
          return row.kind === 'unit' ? (
            <UnitRow
              key={item.key}
              row={row}
              {...place}
              onPick={() => {
                go(item.index);
                onExpand(row.unitId, !row.expanded);
              }}
            />
          ) : (
            <CameraRow
              key={item.key}
              row={row}
              {...place}
              onPick={() => {
                go(item.index);
              }}
              onOpen={() => {
                openAt(item.index);
              }}
            />
          );
        })}
      </div>
    </div>
  );
};

const rowHeightPx = (row: TreeRow | undefined): number => (row === undefined || row.kind === 'unit' ? ROW_PX.unit : row.place === null ? ROW_PX.camera : ROW_PX.result);
