import { useState, type ReactNode } from 'react';
import { BellRing, CalendarClock, Pencil, Replace, Trash2, TriangleAlert } from 'lucide-react';
import type { WallScene } from '@contract/domain/wall-scene.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { useText } from '../../i18n/use-text.ts';
import { useSlice, useViewActions } from '../../state/state-context.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { SceneDrawing } from './scene-drawing.tsx';
import type { SceneWords } from './scene-words.ts';
import styles from './scene-list.module.css';

interface SceneRowProps {
  readonly scene: WallScene;
  readonly words: SceneWords;
  /** Its form was just closed. */
  readonly takesFocus: boolean;
  readonly onEdit: () => void;
}

/** A scene: one press recalls it. */
export const SceneRow = ({ scene, words, takesFocus, onEdit }: SceneRowProps): ReactNode => {
  const t = useText();
  const commands = useCommands();
  const { fail } = useViewActions();
  const [asked, setAsked] = useState<'remove' | 'replace' | null>(null);
  const [wasAsked, setWasAsked] = useState(false);
  const absent = useSlice('monitors', (replica) => scene.monitors.filter(({ monitor }) => replica.records.get(monitor)?.present !== true).length);
  const { name } = scene;
  if (asked !== null) {
    return (
      <li className={styles['row']}>
        <p className={styles['question']}>{t(asked === 'remove' ? 'control:scenes.removeConfirm' : 'control:scenes.replaceConfirm', { name })}</p>
        <span className={styles['answers']}>
          <Button
            look={asked === 'remove' ? 'danger' : 'primary'}
            onClick={() => {
              setAsked(null);
              if (asked === 'remove') commands.removeScene(scene.id);
              else void commands.saveScene({ name, replace: scene.id }).then((answer) => { if (!answer.ok) fail(answer.error); });
            }}
          >
            {t(asked === 'remove' ? 'common:action.remove' : 'control:scenes.replaceShort')}
          </Button>
          <Button
            autoFocus
            onClick={() => {
              setAsked(null);
            }}
          >
            {t('common:action.keep')}
          </Button>
        </span>
      </li>
    );
  }
  return (
    <li className={styles['row']} data-scene={scene.id}>
      <button
        type="button"
        className={styles['recall']}
        autoFocus={wasAsked}
        aria-label={t('control:scenes.recall', { name })}
        {...(scene.keyDigit !== null && { 'aria-keyshortcuts': `Shift+${String(scene.keyDigit)}` })}
        title={t('control:scenes.recall', { name })}
        onClick={() => {
          commands.recallScene(scene.id);
        }}
      >
        <SceneDrawing scene={scene} />
        <span className={styles['words']}>
          <span className={styles['name']}>{name}</span>
          <span className={styles['small']} aria-hidden="true">
            {t('control:scenes.monitors', { count: scene.monitors.length })}
          </span>
        </span>
        {scene.keyDigit !== null && (
          <kbd className={styles['key']} aria-hidden="true">
            {t('control:scenes.key', { digit: scene.keyDigit })}
          </kbd>
        )}
      </button>
      <span className={styles['tools']}>
        <span className={styles['when']}>
          {scene.schedule !== null && (
            <span className={styles['whenLine']}>
              <CalendarClock size={14} aria-hidden />
              {words.schedule(scene.schedule)}
            </span>
          )}
          {scene.alarm !== null && (
            <span className={styles['whenLine']}>
              <BellRing size={14} aria-hidden />
              {words.alarm(scene.alarm)}
            </span>
          )}
          {absent > 0 && (
            <span className={styles['whenLine']}>
              <TriangleAlert size={14} aria-hidden />
              {t('control:scenes.absent', { count: absent })}
            </span>
          )}
        </span>
        <IconButton label={t('control:scenes.edit', { name })} autoFocus={takesFocus} onClick={onEdit}>
          <Pencil size={16} aria-hidden />
        </IconButton>
        <IconButton
          label={t('control:scenes.replace', { name })}
          onClick={() => {
            setAsked('replace');
            setWasAsked(true);
          }}
        >
          <Replace size={16} aria-hidden />
        </IconButton>
        <IconButton
          label={t('control:scenes.remove', { name })}
          onClick={() => {
            setAsked('remove');
            setWasAsked(true);
          }}
        >
          <Trash2 size={16} aria-hidden />
        </IconButton>
      </span>
    </li>
  );
};
