import { useCallback, useEffect, useReducer, useState, type ReactNode } from 'react';
import type { TileRect } from '@contract/domain/arrangement.ts';
import { withDraftContent } from '@contract/domain/arrangement-edit.ts';
import type { TileContent } from '@contract/domain/tile-content.ts';
import { DESK_SURFACE } from '@contract/domain/units.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { bindingOf } from '../../commands/key-binding.ts';
import { useText } from '../../i18n/use-text.ts';
import { selectSurface } from '../../state/selectors/records.ts';
import { useView, useViewActions, useWindowState, type WindowState } from '../../state/state-context.tsx';
import { Button } from '../../ui/button.tsx';
import { KeyList } from '../../widgets/key-list/index.ts';
import { Canvas } from './canvas.tsx';
import { firstBare } from './canvas-math.ts';
import { editorOfLayout, editorOfSurface, focusOf, freshEditor, isChanged, nextEmpty, rearranged, reduceEditor, type Editor } from './editor-model.ts';
import { SaveBar, useSave } from './save-bar.tsx';
import { StartPanel } from './start-panel.tsx';
import { Toolbar } from './toolbar.tsx';
import { Palette } from './palette.tsx';
import styles from './layout-editor-screen.module.css';

/** Draws layouts: tiles on a raster, and what they hold. Changes nothing that is shown until it is saved and opened. */
export const LayoutEditorScreen = (): ReactNode => {
  const t = useText();
  const state = useWindowState();
  const commands = useCommands();
  const { holdUnsaved, leaveScreen, openEditor } = useViewActions();
  const isKeyListOpen = useView((view) => view.isKeyListOpen);
  const wantsOut = useView((view) => view.wantedScreenId !== null || view.wantsSignOut);
  const wantsSignOut = useView((view) => view.wantsSignOut);
  const editorStart = useView((view) => view.editorStart);
  const [editor, dispatch] = useReducer(reduceEditor, state, firstEditor);
  const [isUpright, setUpright] = useState(() => isTall(editor));
  const [drawing, setDrawing] = useState<TileRect | null>(null);
  /** What is to be begun with once the person has agreed to give up the changes. */
  const [asked, setAsked] = useState<Editor | null>(null);
  const saving = useSave(editor, dispatch);
  const changed = isChanged(editor);
  const { now } = editor.history;
  const focus = focusOf(editor);

  useEffect(() => {
    holdUnsaved(changed);
  }, [changed, holdUnsaved]);
  useEffect(() => () => { holdUnsaved(false); }, [holdUnsaved]);

  const begin = useCallback((next: Editor): void => {
    dispatch({ kind: 'start', editor: next });
    setUpright(isTall(next));
    setDrawing(null);
    setAsked(null);
  }, []);
  const start = (next: Editor): void => {
    if (changed) setAsked(next);
    else begin(next);
  };
  useEffect(() => {
    if (editorStart === null) return;
    const next = editorFor(state);
    openEditor(null);
    if (next === null) return;
    if (changed) setAsked(next);
    else begin(next);
  }, [editorStart, state, openEditor, changed, begin]);

  useEditorKeys({ undo: () => { dispatch({ kind: 'undo' }); }, redo: () => { dispatch({ kind: 'redo' }); }, save: () => { void saving.save('save'); } });

  const leave = (): void => {
    if (wantsSignOut) commands.signOut();
    else leaveScreen(true);
  };
  const place = (content: TileContent): void => {
    dispatch({ kind: 'edit', deed: 'content', answer: withDraftContent(now, focus, content), select: [content.kind === 'camera' ? nextEmpty(now, focus) : focus] });
  };
  return (
    <div className={styles['screen']}>
      <StartPanel
        onNew={() => { start(freshEditor()); }}
        onDesk={() => { start(editorOfSurface(selectSurface(DESK_SURFACE)(state.replica.surfaces.getState()))); }}
        onLayout={(layout) => { start(editorOfLayout(layout)); }}
        onReady={(arrangement) => {
          setUpright(arrangement.rows > arrangement.columns);
          dispatch({ kind: 'edit', deed: 'started', answer: rearranged(now, arrangement), select: [0] });
        }}
      />
      <main className={styles['main']}>
        <h1 className="visually-hidden">{t('editor:title')}</h1>
        <SaveBar editor={editor} dispatch={dispatch} saving={saving} />
        {wantsOut && (
          <Question
            text={t(wantsSignOut ? 'editor:leave.signOutQuestion' : 'editor:leave.question')}
            yes={t('editor:leave.discard')}
            onYes={leave}
            onNo={() => { leaveScreen(false); }}
            save={async () => {
              if ((await saving.save('save')) !== null) leave();
              else leaveScreen(false);
            }}
          />
        )}
        {asked !== null && <Question text={t('editor:leave.startQuestion')} yes={t('editor:leave.discard')} onYes={() => { begin(asked); }} onNo={() => { setAsked(null); }} />}
        <Toolbar editor={editor} dispatch={dispatch} isUpright={isUpright} onUpright={setUpright} onDraw={() => { setDrawing({ ...firstBare(now.arrangement), columns: 1, rows: 1 }); }} />
        <Canvas editor={editor} dispatch={dispatch} isUpright={isUpright} drawing={drawing} onDrawing={setDrawing} />
        <Telling editor={editor} drawing={drawing} />
      </main>
      {isKeyListOpen ? <KeyList /> : <Palette number={focus + 1} content={now.contents[focus] ?? null} onPlace={place} />}
    </div>
  );
};

const isTall = ({ history }: Editor): boolean => history.now.arrangement.rows > history.now.arrangement.columns;

/** What the view asks the editor to begin with; null: nothing, or a layout that is gone. */
function editorFor({ view, replica }: WindowState): Editor | null {
  const { editorStart } = view.store.getState();
  if (editorStart === null) return null;
  if (editorStart.kind === 'desk') return editorOfSurface(selectSurface(DESK_SURFACE)(replica.surfaces.getState()));
  const layout = replica.layouts.getState().records.get(editorStart.layout);
  return layout === undefined ? null : editorOfLayout(layout);
}
const firstEditor = (state: WindowState): Editor => editorFor(state) ?? freshEditor();

/** What was done last, or why not; spoken, and written under the canvas. */
const Telling = ({ editor, drawing }: { readonly editor: Editor; readonly drawing: TileRect | null }): ReactNode => {
  const t = useText();
  const { said, history } = editor;
  const count = history.now.arrangement.tiles.length;
  const text =
    drawing !== null
      ? t('editor:drawing', { column: drawing.column + 1, row: drawing.row + 1, columns: drawing.columns, rows: drawing.rows })
      : said === null
        ? t('editor:canvas.hint')
        : said.kind === 'refused'
          ? t(`editor:refused.${said.why}`)
          : `${t(`editor:done.${said.deed}`)} ${t('editor:tilesNow', { count })}`;
  return (
    <p className={styles['telling']} role="status" data-said={said?.kind ?? 'none'}>
      {text}
    </p>
  );
};

interface QuestionProps {
  readonly text: string;
  readonly yes: string;
  readonly onYes: () => void;
  readonly onNo: () => void;
  readonly save?: () => Promise<void>;
}

const Question = ({ text, yes, onYes, onNo, save }: QuestionProps): ReactNode => {
  const t = useText();
  return (
    <div role="alertdialog" aria-label={text} className={styles['question']}>
      <p>{text}</p>
      {save !== undefined && (
        <Button look="primary" onClick={() => { void save(); }}>
          {t('editor:save.save')}
        </Button>
      )}
      <Button look="danger" onClick={onYes}>
        {yes}
      </Button>
      <Button autoFocus onClick={onNo}>
        {t('editor:leave.stay')}
      </Button>
    </div>
  );
};

/** Ctrl Z, Ctrl Shift Z, Ctrl Y and Ctrl S anywhere on the screen; a field keeps its own undo. */
function useEditorKeys({ undo, redo, save }: { readonly undo: () => void; readonly redo: () => void; readonly save: () => void }): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return;
      const binding = bindingOf(event);
      const isField = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
      if (binding === 'Ctrl+KeyS') save();
      else if (binding === 'Ctrl+KeyZ' && !isField) undo();
      else if ((binding === 'Ctrl+Shift+KeyZ' || binding === 'Ctrl+KeyY') && !isField) redo();
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('keydown', onKey);
    };
  });
}
