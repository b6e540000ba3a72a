import { useState, type ReactNode } from 'react';
import { Eraser, GripVertical, Lock, LockOpen, Pause, PencilRuler, Play, Save, SkipBack, SkipForward, Square } from 'lucide-react';
import { DESK_SURFACE } from '@contract/domain/units.ts';
import { filledTiles, type Surface } from '@contract/domain/wall.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { useKeyWords } from '../../commands/use-keys.ts';
import { useText } from '../../i18n/use-text.ts';
import { holdsRight, selectPerson, selectSurface } from '../../state/selectors/records.ts';
import { useSlice, useView, useViewActions } from '../../state/state-context.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { carry } from '../../ui/drag-data.ts';
import { NumberEntry } from '../number-entry/index.ts';
import { ArrangementPicker } from './arrangement-picker.tsx';
import { SaveForm } from './save-form.tsx';
import styles from './grid-bar.module.css';

/** Above the tiles: how many, what they are called, save, clear, send, and the number being typed. */
export const GridBar = (): ReactNode => {
  const t = useText();
  const commands = useCommands();
  const surface = useSlice('surfaces', selectSurface(DESK_SURFACE));
  const person = useSlice('session', selectPerson);
  const isSaveOpen = useView((view) => view.isSaveOpen);
  const keyWords = useKeyWords();
  const { openSave, openEditor } = useViewActions();
  const [asksClear, setAsksClear] = useState(false);
  const shown = filledTiles(surface);
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
      <ArrangementPicker
        arrangement={surface.arrangement}
        isOff={surface.locked}
        onPick={(arrangement) => {
          commands.setArrangement(DESK_SURFACE, arrangement);
        }}
      />
      <h2 className={styles['name']} title={name}>
        {name}
      </h2>
      {surface.tour !== null && <TourActs tour={surface.tour} />}
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
          <span className={styles['handleWords']}>{t('live:grid.sendShort')}</span>
        </span>
      )}
      {canEdit && (
        <Button
          disabled={shown === 0}
          title={[t('live:grid.save'), keyWords('layout.save')].filter(Boolean).join(' · ')}
          onClick={() => {
            openSave(true);
          }}
        >
          <Save size={16} aria-hidden />
          {t('live:grid.save')}
        </Button>
      )}
      {canEdit && (
        <IconButton
          label={t('live:grid.edit')}
          onClick={() => {
            openEditor({ kind: 'desk' });
          }}
        >
          <PencilRuler size={16} aria-hidden />
        </IconButton>
      )}
      <IconButton
        label={t(surface.locked ? 'live:grid.unlock' : 'live:grid.lock')}
        aria-pressed={surface.locked}
        onClick={() => {
          commands.setLocked(DESK_SURFACE, !surface.locked);
        }}
      >
        {surface.locked ? <Lock size={16} aria-hidden /> : <LockOpen size={16} aria-hidden />}
      </IconButton>
      <IconButton
        label={t('live:grid.clear')}
        disabled={shown === 0 || surface.locked}
        onClick={() => {
          setAsksClear(true);
        }}
      >
        <Eraser size={16} aria-hidden />
      </IconButton>
    </div>
  );
};

/** A tour of layouts running on the desk: stop, step, end. */
const TourActs = ({ tour }: { readonly tour: NonNullable<Surface['tour']> }): ReactNode => {
  const t = useText();
  const { tour: act } = useCommands();
  const isPaused = tour.run.kind === 'paused';
  return (
    <div className={styles['tour']} role="group" aria-label={t('live:tour.label', { name: tour.name })}>
      <span className={styles['tourName']} title={tour.name}>
        {tour.name === '' ? t('live:tour.unnamed') : tour.name}
      </span>
      <IconButton label={t('live:tour.previous')} onClick={() => { act(DESK_SURFACE, 'previous'); }}>
        <SkipBack size={16} aria-hidden />
      </IconButton>
      <IconButton label={t(isPaused ? 'live:tour.resume' : 'live:tour.pause')} onClick={() => { act(DESK_SURFACE, isPaused ? 'resume' : 'pause'); }}>
        {isPaused ? <Play size={16} aria-hidden /> : <Pause size={16} aria-hidden />}
      </IconButton>
      <IconButton label={t('live:tour.next')} onClick={() => { act(DESK_SURFACE, 'next'); }}>
        <SkipForward size={16} aria-hidden />
      </IconButton>
      <IconButton label={t('live:tour.end')} onClick={() => { act(DESK_SURFACE, 'end'); }}>
        <Square size={16} aria-hidden />
      </IconButton>
    </div>
  );
};
