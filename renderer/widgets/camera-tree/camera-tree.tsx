import { Fragment, memo, useEffect, useImperativeHandle, useRef, useState, type KeyboardEvent, type ReactNode, type Ref } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import type { CameraGroup } from '@contract/domain/camera-group.ts';
import type { CameraId, UnitId } from '@contract/domain/units.ts';
import { OWN_KEYS } from '../../commands/use-shortcuts.ts';
import { useText } from '../../i18n/use-text.ts';
import type { TreeRow } from '../../state/selectors/camera-rows.ts';
import { useWindowState } from '../../state/state-context.tsx';
import type { MenuPoint } from '../../ui/menu.tsx';
import { CameraMenu, useCameraActs, cameraKey, type CameraMenuList } from '../camera-results/index.ts';
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
  /** What they were found by, to be shown in their names. */
  readonly typed?: string;
  /** The group whose cameras these are. */
  readonly group?: CameraGroup | null;
  /** Delete on a camera. */
  readonly onRemove?: (camera: CameraId) => void;
  readonly onOpen: (camera: CameraId) => void;
  readonly onExpand: (unit: UnitId, expanded: boolean) => void;
  readonly onLeaveUp: () => void;
  readonly ref?: Ref<CameraTreeHandle>;
}

const ROW_PX = { unit: 36, camera: 36, result: 52 } as const;
const HEADING_PX = 28;
const MENU_INSET_PX = 24;

type OpenMenu = { readonly camera: CameraId; readonly at: MenuPoint; readonly start: CameraMenuList };
const TYPING_PAUSE_MS = 700;

/**
 * Lines of units and cameras; only those in sight are in the page. One line at a time can be reached by Tab. Give it what keeps its
 * identity: beside a field that is typed in it is drawn only when there is an answer.
 */
export const CameraTree = memo(({ rows, label, typed: typedText = '', group = null, onRemove, onOpen, onExpand, onLeaveUp, ref }: CameraTreeProps): ReactNode => {
  const t = useText();
  const acts = useCameraActs();
  const [menu, setMenu] = useState<OpenMenu | null>(null);
  const { book } = useWindowState();
  const scroller = useRef<HTMLDivElement>(null);
  const [cursorKey, setCursorKey] = useState<string | null>(null);
  /** The line that is to take the focus once it is drawn. */
  const wanted = useRef<string | null>(null);
  const typed = useRef({ text: '', atMs: 0 });
  const cursor = Math.max(0, cursorKey === null ? 0 : rows.findIndex(({ key }) => key === cursorKey));

  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => rowHeightPx(rows[index]),
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 4,
  });
  // Lines of another height, or another list, ask for a new measure.
  const shape = rows[0]?.kind === 'camera' && rows[0].isResult;
  useEffect(() => {
    scroller.current?.scrollTo({ top: 0 });
  }, [shape]);
  const heading = rows.findIndex((row) => row.kind === 'camera' && row.fit === 'first-near');
  useEffect(() => {
    virtualizer.measure();
  }, [virtualizer, shape, heading]);

  const takeFocus = (): void => {
    // A drawing from before the key may come to this only after it: the focus is not for the line that was the cursor then.
    if (wanted.current === null || wanted.current !== rows[cursor]?.key) return;
    const line = scroller.current?.querySelector<HTMLElement>('[role="treeitem"][tabindex="0"]');
    if (line === null || line === undefined) return;
    wanted.current = null;
    line.focus({ preventScroll: true });
  };
  const go = (index: number): void => {
    const row = rows[index];
    if (row === undefined) return;
    setCursorKey(row.key);
    wanted.current = row.key;
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

  const openMenu = (camera: CameraId, start: CameraMenuList): void => {
    const box = scroller.current?.querySelector(`[data-camera="${CSS.escape(camera)}"]`)?.getBoundingClientRect();
    setMenu({ camera, start, at: { xPx: (box?.left ?? 0) + MENU_INSET_PX, yPx: (box?.bottom ?? 0) - 4 } });
  };
  /** True when the key does something with the camera in hand. */
  const actOnCamera = (event: KeyboardEvent): boolean => {
    const row = rows[cursor];
    if (row?.kind !== 'camera') return false;
    const { camera } = row;
    if (event.key === 'Delete' && onRemove !== undefined) {
      onRemove(camera);
      return true;
    }
    const key = cameraKey(event.nativeEvent);
    if (key === null) return false;
    if (key.kind === 'menu') openMenu(camera, 'menu');
    else if (key.kind === 'group') openMenu(camera, 'groups');
    else if (key.kind === 'map') acts.showOnMap(camera);
    else if (key.kind === 'page') acts.openPage(camera);
    else if (key.kind === 'copy') acts.copyNumber(camera);
    else acts.openOnNumber(key.number, camera);
    return true;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (actOnCamera(event)) return event.preventDefault();
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
      go(typedLine(rows, cursor, text, (camera) => book.record(camera)?.name ?? ''));
      event.preventDefault();
    }
  };
  const openAt = (index: number): void => {
    const row = rows[index];
    if (row?.kind === 'camera') onOpen(row.camera);
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
            <Fragment key={item.key}>
              {row.fit === 'first-near' && (
                <p className={styles['near']} style={{ transform: `translateY(${String(item.start)}px)`, height: HEADING_PX }} aria-hidden="true">
                  {t('find:near')}
                </p>
              )}
              <CameraRow
                row={row}
                {...place}
                {...(row.fit === 'first-near' && { topPx: item.start + HEADING_PX, heightPx: item.size - HEADING_PX })}
                typed={typedText}
                onPick={() => {
                  go(item.index);
                }}
                onOpen={() => {
                  openAt(item.index);
                }}
                onMenu={(at) => {
                  setCursorKey(row.key);
                  setMenu({ camera: row.camera, at, start: 'menu' });
                }}
              />
            </Fragment>
          );
        })}
      </div>
      {menu !== null && (
        <CameraMenu
          {...menu}
          group={group}
          onClose={() => {
            setMenu(null);
          }}
        />
      )}
    </div>
  );
});
CameraTree.displayName = 'CameraTree';

const rowHeightPx = (row: TreeRow | undefined): number => {
  if (row === undefined || row.kind === 'unit') return ROW_PX.unit;
  return (row.isResult ? ROW_PX.result : ROW_PX.camera) + (row.fit === 'first-near' ? HEADING_PX : 0);
};
