import { useState, type FormEvent, type ReactNode } from 'react';
import { Save } from 'lucide-react';
import type { SceneId } from '@contract/domain/units.ts';
import { SCENES_MAX } from '@contract/domain/wall-scene.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { useText } from '../../i18n/use-text.ts';
import { selectRecords } from '../../state/selectors/records.ts';
import { useSlice } from '../../state/state-context.tsx';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useErrorSentence } from '../../ui/error-sentence.ts';
import { SceneForm } from './scene-form.tsx';
import { SceneRow } from './scene-row.tsx';
import { useSceneWords } from './scene-words.ts';
import styles from './scene-list.module.css';

/** Saved states of the whole wall: save the one of now, recall, change when each comes. */
export const SceneList = (): ReactNode => {
  const t = useText();
  const scenes = useSlice('scenes', selectRecords);
  const words = useSceneWords(scenes);
  const [edited, setEdited] = useState<SceneId | null>(null);
  /** The focus goes back to where it was. */
  const [returned, setReturned] = useState<SceneId | null>(null);
  const editing = edited === null ? undefined : scenes.get(edited);
  const sorted = words.sorted(scenes.values());
  return (
    <section className={styles['list']} aria-labelledby="scenes-title">
      <h2 id="scenes-title" className={styles['title']}>
        {t('control:scenes.title')} <span className={styles['count']}>{sorted.length > 0 ? sorted.length : ''}</span>
      </h2>
      {editing !== undefined ? (
        <SceneForm
          key={editing.id}
          scene={editing}
          onClose={() => {
            setReturned(edited);
            setEdited(null);
          }}
        />
      ) : (
        <>
          <SaveNow isFull={sorted.length >= SCENES_MAX} />
          {sorted.length === 0 ? (
            <p className={styles['none']}>{t('control:scenes.none')}</p>
          ) : (
            <ul className={styles['rows']}>
              {sorted.map((scene) => (
                <SceneRow
                  key={scene.id}
                  scene={scene}
                  words={words}
                  takesFocus={scene.id === returned}
                  onEdit={() => {
                    setEdited(scene.id);
                  }}
                />
              ))}
            </ul>
          )}
        </>
      )}
    </section>
  );
};

const SaveNow = ({ isFull }: { readonly isFull: boolean }): ReactNode => {
  const t = useText();
  const commands = useCommands();
  const sentence = useErrorSentence();
  const [name, setName] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const trimmed = name.trim();
    if (trimmed === '') {
      setProblem(t('control:scenes.nameMissing'));
      return;
    }
    const answer = await commands.saveScene({ name: trimmed, replace: null });
    setProblem(answer.ok ? null : sentence(answer.error));
    if (!answer.ok) return;
    setName('');
    setSaid(t('control:scenes.saved', { name: trimmed }));
  };
  return (
    <form
      className={styles['save']}
      noValidate
      aria-label={t('control:scenes.save')}
      onSubmit={(event) => {
        void submit(event);
      }}
    >
      <input
        className={classNames('field-box', styles['field'])}
        aria-label={t('control:scenes.name')}
        placeholder={t('control:scenes.name')}
        aria-invalid={problem !== null}
        value={name}
        maxLength={100}
        autoComplete="off"
        onChange={(event) => {
          setName(event.target.value);
          setProblem(null);
          setSaid('');
        }}
      />
      <Button type="submit" disabled={isFull} title={t('control:scenes.save')}>
        <Save size={16} aria-hidden />
        {t('control:scenes.saveShort')}
      </Button>
      {problem !== null ? (
        <p className={styles['problem']} role="alert">
          {problem}
        </p>
      ) : (
        <p className={styles['note']} role="status">
          {isFull ? t('control:scenes.full', { max: SCENES_MAX }) : said}
        </p>
      )}
    </form>
  );
};
