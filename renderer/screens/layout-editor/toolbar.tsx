import { useState, type Dispatch, type ReactNode } from 'react';
import { BringToFront, Columns2, Eraser, Grid2x2, Grid3x3, ListOrdered, PencilRuler, Redo2, Rows2, Trash2, Undo2, type LucideIcon } from 'lucide-react';
import { RASTER_MAX } from '@contract/domain/arrangement.ts';
import { mergeTiles, removeTiles, renumberByRows, splitTile, withRaster, type EditAnswer } from '@contract/domain/arrangement-edit.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { emptied } from './canvas-keys.ts';
import { focusOf, type Deed, type Editor, type EditorAct } from './editor-model.ts';
import styles from './layout-editor-screen.module.css';

interface ToolbarProps {
  readonly editor: Editor;
  readonly dispatch: Dispatch<EditorAct>;
  readonly isUpright: boolean;
  readonly onUpright: (isUpright: boolean) => void;
  readonly onDraw: () => void;
}

/** Everything that can be done with the chosen tiles, as buttons. */
export const Toolbar = ({ editor, dispatch, isUpright, onUpright, onDraw }: ToolbarProps): ReactNode => {
  const t = useText();
  const { now, past, future } = editor.history;
  const focus = focusOf(editor);
  const tool = (name: 'merge' | 'splitColumns' | 'splitRows' | 'splitFour' | 'remove' | 'empty' | 'number', key: string, Icon: LucideIcon, deed: Deed, make: () => EditAnswer, select?: readonly number[]): ReactNode => (
    <IconButton
      label={t(`editor:tool.${name}`)}
      title={key === '' ? t(`editor:tool.${name}`) : `${t(`editor:tool.${name}`)} (${key})`}
      onClick={() => {
        dispatch({ kind: 'edit', deed, answer: make(), ...(select !== undefined && { select }) });
      }}
    >
      <Icon size={18} aria-hidden />
    </IconButton>
  );
  return (
    <div role="toolbar" aria-label={t('editor:tool.label')} className={styles['toolbar']}>
      <IconButton label={t('editor:tool.undo')} title={`${t('editor:tool.undo')} (Ctrl Z)`} disabled={past.length === 0} onClick={() => { dispatch({ kind: 'undo' }); }}>
        <Undo2 size={18} aria-hidden />
      </IconButton>
      <IconButton label={t('editor:tool.redo')} title={`${t('editor:tool.redo')} (Ctrl Shift Z)`} disabled={future.length === 0} onClick={() => { dispatch({ kind: 'redo' }); }}>
        <Redo2 size={18} aria-hidden />
      </IconButton>
      <span className={styles['gap']} />
      <IconButton label={t('editor:tool.draw')} title={`${t('editor:tool.draw')} (D)`} onClick={onDraw}>
        <PencilRuler size={18} aria-hidden />
      </IconButton>
      {tool('merge', 'M', BringToFront, 'merged', () => mergeTiles(now, editor.selected), [Math.min(...editor.selected)])}
      {tool('splitColumns', 'V', Columns2, 'split', () => splitTile(now, focus, 2, 1), [focus])}
      {tool('splitRows', 'H', Rows2, 'split', () => splitTile(now, focus, 1, 2), [focus])}
      {tool('splitFour', 'X', Grid2x2, 'split', () => splitTile(now, focus, 2, 2), [focus])}
      <SplitForm onSplit={(columns, rows) => { dispatch({ kind: 'edit', deed: 'split', answer: splitTile(now, focus, columns, rows), select: [focus] }); }} />
      {tool('empty', 'Backspace', Eraser, 'emptied', () => emptied(now, editor.selected))}
      {tool('remove', 'Delete', Trash2, 'removed', () => removeTiles(now, editor.selected))}
      {tool('number', '', ListOrdered, 'numbered', () => renumberByRows(now))}
      <span className={styles['gap']} />
      <RasterForm key={`${String(now.arrangement.columns)} ${String(now.arrangement.rows)}`} columns={now.arrangement.columns} rows={now.arrangement.rows} onSet={(columns, rows) => { dispatch({ kind: 'edit', deed: 'raster', answer: withRaster(now, columns, rows) }); }} />
      <Segmented
        label={t('editor:aspect.label')}
        value={isUpright ? 'upright' : 'wide'}
        options={(['wide', 'upright'] as const).map((value) => ({ value, name: t(`editor:aspect.${value}`), content: value === 'wide' ? '16:9' : '9:16' }))}
        onPick={(value) => { onUpright(value === 'upright'); }}
      />
    </div>
  );
};

const Count = ({ label, value, onChange }: { readonly label: string; readonly value: string; readonly onChange: (value: string) => void }): ReactNode => (
  <input className={classNames('field-box', styles['count'])} aria-label={label} inputMode="numeric" maxLength={2} value={value} onChange={(event) => { onChange(event.target.value.replace(/\D/g, '')); }} />
);

/** Cuts the tile in as many columns and rows as typed. */
const SplitForm = ({ onSplit }: { readonly onSplit: (columns: number, rows: number) => void }): ReactNode => {
  const t = useText();
  const [columns, setColumns] = useState('3');
  const [rows, setRows] = useState('3');
  return (
    <form className={styles['pair']} aria-label={t('editor:tool.splitMany')} onSubmit={(event) => { event.preventDefault(); onSplit(Number(columns), Number(rows)); }}>
      <Count label={t('editor:tool.splitManyColumns')} value={columns} onChange={setColumns} />
      <span aria-hidden="true">×</span>
      <Count label={t('editor:tool.splitManyRows')} value={rows} onChange={setRows} />
      <Button type="submit">
        <Grid3x3 size={16} aria-hidden />
        {t('editor:tool.split')}
      </Button>
    </form>
  );
};

/** How many cells the monitor is cut in. */
const RasterForm = ({ columns: oldColumns, rows: oldRows, onSet }: { readonly columns: number; readonly rows: number; readonly onSet: (columns: number, rows: number) => void }): ReactNode => {
  const t = useText();
  const [columns, setColumns] = useState(String(oldColumns));
  const [rows, setRows] = useState(String(oldRows));
  return (
    <form className={styles['pair']} aria-label={t('editor:raster.label', { max: RASTER_MAX })} title={t('editor:raster.label', { max: RASTER_MAX })} onSubmit={(event) => { event.preventDefault(); onSet(Number(columns), Number(rows)); }}>
      <span>{t('editor:raster.short')}</span>
      <Count label={t('editor:raster.columns')} value={columns} onChange={setColumns} />
      <span aria-hidden="true">×</span>
      <Count label={t('editor:raster.rows')} value={rows} onChange={setRows} />
      <Button type="submit">{t('editor:raster.set')}</Button>
    </form>
  );
};
