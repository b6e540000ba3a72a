import { useState, type FormEvent, type ReactNode } from 'react';
import type { PtzPreset } from '@contract/domain/ptz.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { FormProblem } from '../../ui/form.tsx';
import { NAME_MAX } from './preset-numbers.ts';
import { useFocusOnOpen } from './use-focus-on-open.ts';
import styles from './ptz-panel.module.css';

interface PresetRenameFormProps {
  readonly preset: PtzPreset;
  /** Never without a name. */
  readonly onRename: (name: string) => void;
  readonly onCancel: () => void;
}

/** Calls a saved position something else; it keeps where it looks and its picture. */
export const PresetRenameForm = ({ preset, onRename, onCancel }: PresetRenameFormProps): ReactNode => {
  const t = useText();
  const [name, setName] = useState(preset.name);
  const [isMissing, setMissing] = useState(false);
  const field = useFocusOnOpen<HTMLInputElement>();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() === '') setMissing(true);
    else onRename(name.trim());
  };
  return (
    <form className={styles['saveForm']} aria-label={t('ptz:presets.renameTitle', { number: preset.number, name: preset.name })} noValidate data-own-keys="" onSubmit={submit}>
      <label className={styles['line']}>
        {t('ptz:presets.name')}
        <input
          className="field-box"
          maxLength={NAME_MAX}
          value={name}
          ref={field}
          autoComplete="off"
          aria-invalid={isMissing}
          onChange={(event) => {
            setName(event.target.value);
            setMissing(false);
          }}
        />
      </label>
      <FormProblem problem={isMissing ? t('ptz:presets.nameMissing') : null} />
      <div className={styles['acts']}>
        <Button type="submit" look="primary">
          {t('ptz:presets.renameSave')}
        </Button>
        <Button onClick={onCancel}>{t('common:action.cancel')}</Button>
      </div>
    </form>
  );
};
