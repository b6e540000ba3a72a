import { useState, type ReactNode } from 'react';
import { Eraser, GripVertical, Save } from 'lucide-react';
import { DESK_SURFACE } from '@contract/domain/units.ts';
import { GRIDS } from '@contract/domain/wall.ts';
import { GRID_KEYS } from '../../commands/catalogue.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { useText } from '../../i18n/use-text.ts';
import { holdsRight, selectPerson, selectSurface } from '../../state/selectors/records.ts';
import { useSlice, useView, useViewActions } from '../../state/state-context.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { carry } from '../../ui/drag-data.ts';
import { GridGlyph } from '../../ui/grid-glyph.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { SaveForm } from './save-form.tsx';
import styles from './grid-bar.module.css';

/** Above the tiles: how many, what they are called, save, clear, send, and the number being typed. */
export const GridBar = (): ReactNode => {
  const t = useText();
  const commands = useCommands();
  const surface = useSlice('surfaces', selectSurface(DESK_SURFACE));
  const person = useSlice('session', selectPerson);
  const isSaveOpen = useView((view) => view.isSaveOpen);
  const { openSave } = useViewActions();
  const [asksClear, setAsksClear] = useState(false);
  const shown = surface.cameras.filter((camera) => camera !== null).length;
  const canEdit = holdsRight(person, 'layout.edit');
  const canSend = holdsRight(person, 'wall.control');
  const name = surface.layoutName !== '' ? surface.layoutName : shown === 0 ? t('live:grid.empty') : t('live:grid.unsaved');

  if (isSaveOpen && canEdit) return <SaveForm surface={surface} />;
  if (asksClear && shown > 0) {
    return (
      <div className={styles['bar']} role="group" aria-label={t('live:grid.toolbar')}>
        <p className={styles['question']}>{t('live:grid.clearConfirm', { count: shown })}</p>
        <Button
          look="danger"
          onClick={() => {
            commands.clear(DESK_SURFACE);
            setAsksClear(false);
          }}
        >
          {t('live:grid.clear')}
        </Button>
        <Button
          autoFocus
          onClick={() => {
            setAsksClear(false);
          }}
        >
          {t('common:action.keep')}
        </Button>
      </div>
    );
  }
  return (
    <div className={styles['bar']} role="group" aria-label={t('live:grid.toolbar')}>
      <Segmented
        label={t('live:grid.label')}
        value={surface.grid}
        options={GRIDS.map((grid) => ({
          value: grid,
          name: t('live:grid.tiles', { count: Number(grid) }),
          tip: `${t('live:grid.tiles', { count: Number(grid) })} (${GRID_KEYS[grid]})`,
          content: (
            <>
              <GridGlyph grid={grid} sizePx={14} />
              {grid}
            </>
          ),
        }))}
        onPick={(grid) => {
          commands.setGrid(grid);
        }}
      />
      <h2 className={styles['name']} title={name}>
        {name}
      </h2>
      <NumberEntry />
      {canSend && shown > 0 && (
        <span
          className={styles['handle']}
          draggable
          title={t('live:grid.send')}
          onDragStart={(event) => {
            carry(event.dataTransfer, { desk: 'desk' }, 'copy');
          }}
        >
          <GripVertical size={16} aria-hidden />
          {t('live:grid.sendShort')}
        </span>
      )}
      {canEdit && (
        <Button
          disabled={shown === 0}
          title={`${t('live:grid.save')} (Ctrl S)`}
          onClick={() => {
            openSave(true);
          }}
        >
          <Save size={16} aria-hidden />
          {t('live:grid.save')}
        </Button>
      )}
      <IconButton
        label={t('live:grid.clear')}
        disabled={shown === 0}
        onClick={() => {
          setAsksClear(true);
        }}
      >
        <Eraser size={16} aria-hidden />
      </IconButton>
    </div>
  );
};

/** The number of a camera while it is typed, and which camera it is. */
const NumberEntry = (): ReactNode => {
  const t = useText();
  const digits = useView((view) => view.numberEntry);
  const number = Number.parseInt(digits, 10);
  const name = useNameOfNumber(number);
  return (
    <p className={styles['entry']} role="status" hidden={digits === ''}>
      {digits !== '' && (
        <>
          <span>{t('live:grid.number')}</span>
          <kbd className={styles['digits']}>{digits}</kbd>
          <span className={styles['entryName']}>{name ?? t('live:grid.numberUnknown')}</span>
          {name !== null && <span className={styles['entryHint']}>{t('live:grid.numberHint')}</span>}
        </>
      )}
    </p>
  );
};

function useNameOfNumber(number: number): string | null {
  return useSlice('cameras', (replica) => {
    if (Number.isNaN(number)) return null;
    for (const camera of replica.records.values()) if (camera.number === number) return camera.name;
    return null;
  });
}
