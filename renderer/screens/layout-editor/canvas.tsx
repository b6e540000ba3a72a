import { useEffect, useRef, type Dispatch, type KeyboardEvent, type ReactNode } from 'react';
import type { TileRect } from '@contract/domain/arrangement.ts';
import { TILE_EDGES, withDraftContent } from '@contract/domain/arrangement-edit.ts';
import { cameraContent } from '@contract/domain/tile-content.ts';
import { useText } from '../../i18n/use-text.ts';
import { classNames } from '../../ui/class-names.ts';
import { carriedCamera, carries } from '../../ui/drag-data.ts';
import { useDropTarget } from '../../ui/use-drop-target.ts';
import { useContentName } from '../../widgets/tile-content/index.ts';
import { actOfKey, stepOfArrow } from './canvas-keys.ts';
import { firstBare, placeOf, steppedRect } from './canvas-math.ts';
import { drawn, focusOf, type Editor, type EditorAct } from './editor-model.ts';
import { useCanvasPointer } from './use-canvas-pointer.ts';
import styles from './canvas.module.css';

interface CanvasProps {
  readonly editor: Editor;
  readonly dispatch: Dispatch<EditorAct>;
  readonly isUpright: boolean;
  /** A rectangle is being drawn by keys; null: none. */
  readonly drawing: TileRect | null;
  readonly onDrawing: (rect: TileRect | null) => void;
}

/** The monitor being laid out: its raster, its tiles; every drag has a way by keys. */
export const Canvas = ({ editor, dispatch, isUpright, drawing, onDrawing }: CanvasProps): ReactNode => {
  const t = useText();
  const { arrangement } = editor.history.now;
  const box = useRef<HTMLDivElement>(null);
  const { ghost, target, handlers } = useCanvasPointer(box, editor, dispatch);
  const focus = focusOf(editor);
  useFocusFollows(box, focus, editor.history.now.arrangement.tiles.length);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (drawing !== null) {
      onDrawKey(event, drawing);
      return;
    }
    const act = actOfKey(editor, event);
    if (act === null) return;
    event.preventDefault();
    event.stopPropagation();
    if (act === 'draw') onDrawing({ ...firstBare(arrangement), columns: 1, rows: 1 });
    else dispatch(act);
  };
  const onDrawKey = (event: KeyboardEvent, rect: TileRect): void => {
    const step = stepOfArrow(event.key);
    if (step !== null) onDrawing(steppedRect(arrangement, rect, step, event.shiftKey));
    else if (event.key === 'Enter') {
      dispatch(drawn(editor, rect));
      onDrawing(null);
    } else if (event.key === 'Escape') onDrawing(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const shownGhost = drawing ?? ghost;
  return (
    <div className={styles['room']}>
      <div
        ref={box}
        role="group"
        aria-label={t('editor:canvas.label', { columns: arrangement.columns, rows: arrangement.rows, count: arrangement.tiles.length })}
        aria-describedby="canvas-hint"
        className={classNames(styles['canvas'], isUpright && styles['upright'])}
        data-own-keys=""
        onKeyDown={onKeyDown}
        {...handlers}
      >
        <Raster columns={arrangement.columns} rows={arrangement.rows} />
        {arrangement.tiles.map((rect, index) => (
          <CanvasTile key={index} editor={editor} dispatch={dispatch} index={index} rect={rect} isTarget={target === index} />
        ))}
        {shownGhost !== null && <div className={styles['ghost']} style={placeOf(arrangement, shownGhost)} aria-hidden="true" />}
      </div>
      <p id="canvas-hint" hidden>
        {t('editor:canvas.hint')}
      </p>
    </div>
  );
};

const Raster = ({ columns, rows }: { readonly columns: number; readonly rows: number }): ReactNode => (
  <svg className={styles['raster']} viewBox={`0 0 ${String(columns)} ${String(rows)}`} preserveAspectRatio="none" aria-hidden="true">
    {Array.from({ length: columns - 1 }, (_, index) => (
      <path key={`c${String(index)}`} d={`M${String(index + 1)} 0V${String(rows)}`} vectorEffect="non-scaling-stroke" />
    ))}
    {Array.from({ length: rows - 1 }, (_, index) => (
      <path key={`r${String(index)}`} d={`M0 ${String(index + 1)}H${String(columns)}`} vectorEffect="non-scaling-stroke" />
    ))}
  </svg>
);

interface CanvasTileProps {
  readonly editor: Editor;
  readonly dispatch: Dispatch<EditorAct>;
  readonly index: number;
  readonly rect: TileRect;
  readonly isTarget: boolean;
}

const CanvasTile = ({ editor, dispatch, index, rect, isTarget }: CanvasTileProps): ReactNode => {
  const t = useText();
  const { arrangement, contents } = editor.history.now;
  const content = contents[index] ?? null;
  const name = useContentName(content);
  const isChosen = editor.selected.includes(index);
  const hasFocus = focusOf(editor) === index;
  const { isOver, handlers } = useDropTarget({
    accepts: (transfer) => carries(transfer, 'camera'),
    onDrop: (transfer) => {
      const camera = carriedCamera(transfer);
      if (camera !== null) dispatch({ kind: 'edit', deed: 'content', answer: withDraftContent(editor.history.now, index, cameraContent(camera)), select: [index] });
    },
  });
  const words = { number: index + 1, name, column: rect.column + 1, row: rect.row + 1, columns: rect.columns, rows: rect.rows };
  return (
    <div className={classNames(styles['tile'], isChosen && styles['chosen'], (isTarget || isOver) && styles['target'])} style={placeOf(arrangement, rect)} data-tile={index} {...handlers}>
      <button type="button" className={styles['face']} aria-label={t('editor:canvas.tile', words)} aria-pressed={isChosen} tabIndex={hasFocus ? 0 : -1} title={name} onClick={(event) => {
        // By keys or by an assistive tool; the pointer is followed by the canvas itself.
        if (event.detail === 0) dispatch({ kind: 'select', tile: index, adds: event.ctrlKey });
      }}>
        <span className={styles['number']} data-number={index} title={t('editor:canvas.numberDrag')}>
          {index + 1}
        </span>{' '}
        <span className={classNames(styles['content'], content === null && styles['bare'])}>{name}</span>
      </button>
      {hasFocus &&
        TILE_EDGES.map((edge) => <span key={edge} className={classNames(styles['edge'], styles[edge])} data-edge={edge} aria-hidden="true" />)}
    </div>
  );
};

/** The focus goes with the tile that is chosen last, when the canvas has it, or nothing has because its tile is gone. */
function useFocusFollows(box: { readonly current: HTMLDivElement | null }, focus: number, count: number): void {
  // Not a state: while the focus is on its way elsewhere nothing may take it back, or a press that begins a drag is lost.
  const isIn = useRef(false);
  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const onFocus = (event: FocusEvent): void => {
      isIn.current = event.type === 'focusin' || (event.relatedTarget instanceof Node && element.contains(event.relatedTarget));
    };
    element.addEventListener('focusin', onFocus);
    element.addEventListener('focusout', onFocus);
    return () => {
      element.removeEventListener('focusin', onFocus);
      element.removeEventListener('focusout', onFocus);
    };
  }, [box]);
  useEffect(() => {
    if (isIn.current || document.activeElement === document.body) box.current?.querySelector<HTMLElement>(`[data-tile="${String(focus)}"] button`)?.focus();
  }, [box, focus, count]);
}
