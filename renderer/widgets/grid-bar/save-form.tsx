import { useState, type FormEvent, type ReactNode } from 'react';
import { Save } from 'lucide-react';
import { DESK_SURFACE } from '@contract/domain/units.ts';
import type { Surface } from '@contract/domain/wall.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { useText } from '../../i18n/use-text.ts';
import { holdsRight, selectPerson } from '../../state/selectors/records.ts';
import { useSlice, useViewActions } from '../../state/state-context.tsx';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useErrorSentence } from '../../ui/error-sentence.ts';
import styles from './grid-bar.module.css';

/** Names and saves what the desk shows. Stands in the bar's own place, so no picture is covered. */
export const SaveForm = ({ surface }: { readonly surface: Surface }): ReactNode => {
  const t = useText();
  const commands = useCommands();
  const sentence = useErrorSentence();
  const { openSave, tell } = useViewActions();
  const person = useSlice('session', selectPerson);
  const [name, setName] = useState(surface.layoutName);
  const [shared, setShared] = useState(false);
  const [locked, setLocked] = useState(surface.locked);
  const [error, setError] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const same = useSlice('layouts', (replica) => [...replica.records.values()].find((layout) => layout.name === name.trim() && layout.ownerId === person?.id) ?? null);

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (name.trim() === '') {
      setError(t('live:save.nameMissing'));
      return;
    }
    setBusy(true);
    const answer = await commands.saveLayout({ name: name.trim(), from: { surface: DESK_SURFACE }, shared, locked, replace: same?.id ?? null });
    setBusy(false);
    if (answer.ok) {
      if (answer.value.sync === 'waiting') tell({ kind: 'layout-waiting' });
      openSave(false);
      return;
    }
    // Both versions stand in the list of layouts, to be chosen from.
    if (answer.error.code === 'layout/conflict') openSave(false);
    setError(sentence(answer.error));
  };
  return (
    <form
      className={styles['bar']}
      aria-label={t('live:save.title')}
      noValidate
      onSubmit={(event) => {
        void submit(event);
      }}
    >
      <label className={styles['saveLabel']} htmlFor="layout-name">
        {t('live:save.name')}
      </label>
      <input
        id="layout-name"
        className={classNames('field-box', styles['saveField'])}
        value={name}
        maxLength={100}
        autoFocus
        autoComplete="off"
        aria-invalid={error !== null}
        aria-describedby="layout-name-note"
        onFocus={(event) => {
          event.target.select();
        }}
        onChange={(event) => {
          setName(event.target.value);
          setError(null);
        }}
      />
      <span id="layout-name-note" className={styles['saveNote']} role={error === null ? undefined : 'alert'}>
        {error ?? (same === null ? '' : t('live:save.replace', { name: same.name }))}
      </span>
      {holdsRight(person, 'layout.share') && (
        <label className={styles['share']}>
          <input
            type="checkbox"
            checked={shared}
            onChange={(event) => {
              setShared(event.target.checked);
            }}
          />
          {t('live:save.share')}
        </label>
      )}
      <label className={styles['share']}>
        <input
          type="checkbox"
          checked={locked}
          onChange={(event) => {
            setLocked(event.target.checked);
          }}
        />
        {t('live:save.lock')}
      </label>
      <Button type="submit" look="primary" disabled={isBusy}>
        <Save size={16} aria-hidden />
        {t('live:save.submit')}
      </Button>
      <Button
        onClick={() => {
          openSave(false);
        }}
      >
        {t('common:action.cancel')}
      </Button>
    </form>
  );
};
