import { useState, type FormEvent, type ReactNode } from 'react';
import { BookmarkPlus, ImageOff, Pencil, Save, Trash2 } from 'lucide-react';
import type { PtzAct, PtzPreset } from '@contract/domain/ptz.ts';
import type { CameraId } from '@contract/domain/units.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { useErrorSentence } from '../../ui/error-sentence.ts';
import { FormProblem } from '../../ui/form.tsx';
import { Menu } from '../../ui/menu.tsx';
import { MoreButton } from '../../ui/more-button.tsx';
import { useMenuPlace } from '../../ui/use-menu-place.ts';
import { freeNumber, NAME_MAX, PRESET_NUMBERS, presetNumberOf } from './preset-numbers.ts';
import { PresetRenameForm } from './preset-rename-form.tsx';
import { useFocusOnOpen } from './use-focus-on-open.ts';
import type { PlacesHere } from './use-places.ts';
import type { Told } from './use-told.ts';
import styles from './ptz-panel.module.css';

interface PtzPresetsProps {
  readonly camera: CameraId;
  readonly places: PlacesHere;
  readonly tell: Told['tell'];
}

/** What is asked about saved positions, in the place of their buttons. */
type Question = { readonly kind: 'save'; readonly preset: PtzPreset | null } | { readonly kind: 'rename' | 'remove'; readonly preset: PtzPreset };

/** Saved positions with their pictures: go there, save where it looks now, rename, remove. */
export const PtzPresets = ({ camera, places: { places, error, renew }, tell }: PtzPresetsProps): ReactNode => {
  const t = useText();
  const { ptz } = useCommands();
  const sentence = useErrorSentence();
  const [question, setQuestion] = useState<Question | null>(null);
  const presets = [...(places?.presets ?? [])].sort((one, other) => one.number - other.number);
  const change = async (act: PtzAct): Promise<void> => {
    if (!(await tell(ptz.act(camera, act)))) return;
    setQuestion(null);
    renew();
  };
  return (
    <section className={styles['section']} aria-label={t('ptz:presets.title')}>
      <header className={styles['sectionHead']}>
        <h3 className={styles['subtitle']}>{t('ptz:presets.title')}</h3>
        <Button
          look="quiet"
          onClick={() => {
            setQuestion({ kind: 'save', preset: null });
          }}
        >
          <BookmarkPlus size={16} aria-hidden />
          {t('ptz:presets.saveNew')}
        </Button>
      </header>
      {question?.kind === 'save' && (
        <SaveForm
          key={question.preset?.number ?? 'new'}
          presets={presets}
          preset={question.preset}
          onSave={(number, name) => {
            void change({ kind: 'preset-save', preset: number, ...(name !== '' && { name }) });
          }}
          onCancel={() => {
            setQuestion(null);
          }}
        />
      )}
      {question?.kind === 'rename' && (
        <PresetRenameForm
          key={question.preset.number}
          preset={question.preset}
          onRename={(name) => {
            void change({ kind: 'preset-rename', preset: question.preset.number, name });
          }}
          onCancel={() => {
            setQuestion(null);
          }}
        />
      )}
      {question?.kind === 'remove' && (
        <RemoveQuestion
          preset={question.preset}
          onRemove={() => {
            void change({ kind: 'preset-remove', preset: question.preset.number });
          }}
          onKeep={() => {
            setQuestion(null);
          }}
        />
      )}
      {error !== null && <FormProblem problem={sentence(error)} />}
      {places !== null && presets.length === 0 && <p className={styles['note']}>{t('ptz:presets.none')}</p>}
      {places === null && error === null && <p className={styles['note']}>{t('ptz:presets.loading')}</p>}
      <ul className={styles['presets']}>
        {presets.map((preset) => (
          <PresetCard
            key={preset.number}
            preset={preset}
            onGo={() => {
              void tell(ptz.act(camera, { kind: 'preset-go', preset: preset.number }));
            }}
            onAsk={setQuestion}
          />
        ))}
      </ul>
    </section>
  );
};

const presetWords = ({ number, name }: PtzPreset): { readonly number: number; readonly name: string } => ({ number, name });

const RemoveQuestion = ({ preset, onRemove, onKeep }: { readonly preset: PtzPreset; readonly onRemove: () => void; readonly onKeep: () => void }): ReactNode => {
  const t = useText();
  const safe = useFocusOnOpen<HTMLButtonElement>();
  return (
    <div className={styles['question']} role="alertdialog" aria-label={t('ptz:presets.removeConfirm', presetWords(preset))}>
      <p>{t('ptz:presets.removeConfirm', presetWords(preset))}</p>
      <div className={styles['acts']}>
        <Button look="danger" onClick={onRemove}>
          {t('common:action.remove')}
        </Button>
        <Button ref={safe} onClick={onKeep}>
          {t('common:action.keep')}
        </Button>
      </div>
    </div>
  );
};

/** Bytes of a JPEG from outside become a picture only as what they are. */
const pictureUrl = (base64: string): string | null => (/^[A-Za-z0-9+/]+=*$/.test(base64) ? `data:image/jpeg;base64,${base64}` : null);

const PresetCard = ({ preset, onGo, onAsk }: { readonly preset: PtzPreset; readonly onGo: () => void; readonly onAsk: (question: Question) => void }): ReactNode => {
  const t = useText();
  const menu = useMenuPlace();
  const picture = preset.pictureBase64 === undefined ? null : pictureUrl(preset.pictureBase64);
  return (
    <li className={styles['preset']} data-preset={preset.number}>
      <button type="button" className={styles['go']} aria-label={t('ptz:presets.go', presetWords(preset))} title={t('ptz:presets.go', presetWords(preset))} onClick={onGo}>
        <span className={styles['shot']}>{picture === null ? <ImageOff size={20} aria-hidden /> : <img src={picture} alt="" draggable={false} />}</span>
        <span className={styles['presetName']}>
          <span className={styles['presetNumber']}>{preset.number}</span> {preset.name}
        </span>
      </button>
      <MoreButton label={t('ptz:presets.more', presetWords(preset))} className={styles['presetMore']} menu={menu} />
      {menu.at !== null && (
        <Menu
          label={t('ptz:presets.more', presetWords(preset))}
          at={menu.at}
          items={[
            { id: 'save', label: t('ptz:presets.saveHere'), icon: Save, act: () => { onAsk({ kind: 'save', preset }); } },
            { id: 'rename', label: t('ptz:presets.rename'), icon: Pencil, act: () => { onAsk({ kind: 'rename', preset }); } },
            { id: 'remove', label: t('ptz:presets.remove'), icon: Trash2, isApart: true, act: () => { onAsk({ kind: 'remove', preset }); } },
          ]}
          onClose={menu.close}
        />
      )}
    </li>
  );
};

interface SaveFormProps {
  readonly presets: readonly PtzPreset[];
  /** The one to save anew; null: another. */
  readonly preset: PtzPreset | null;
  readonly onSave: (number: number, name: string) => void;
  readonly onCancel: () => void;
}

const SaveForm = ({ presets, preset, onSave, onCancel }: SaveFormProps): ReactNode => {
  const t = useText();
  const [number, setNumber] = useState(String(preset?.number ?? freeNumber(presets) ?? ''));
  const [name, setName] = useState(preset?.name ?? '');
  const [isWrong, setWrong] = useState(false);
  const nameField = useFocusOnOpen<HTMLInputElement>();
  const wanted = presetNumberOf(number);
  const taken = presets.find((each) => each.number === wanted);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (wanted === null) setWrong(true);
    else onSave(wanted, name.trim());
  };
  return (
    <form className={styles['saveForm']} aria-label={t('ptz:presets.saveNew')} noValidate data-own-keys="" onSubmit={submit}>
      <label className={styles['line']}>
        {t('ptz:presets.number')}
        <input
          className="field-box"
          inputMode="numeric"
          maxLength={3}
          value={number}
          readOnly={preset !== null}
          aria-invalid={isWrong}
          onChange={(event) => {
            setNumber(event.target.value);
            setWrong(false);
          }}
        />
      </label>
      <label className={styles['line']}>
        {t('ptz:presets.name')}
        <input
          className="field-box"
          maxLength={NAME_MAX}
          value={name}
          ref={nameField}
          autoComplete="off"
          onChange={(event) => {
            setName(event.target.value);
          }}
        />
      </label>
      <FormProblem problem={isWrong ? t('ptz:presets.numberWrong', PRESET_NUMBERS) : null} />
      {taken !== undefined && <p className={styles['note']}>{t('ptz:presets.replaces', presetWords(taken))}</p>}
      <div className={styles['acts']}>
        <Button type="submit" look="primary">
          {t('ptz:presets.save')}
        </Button>
        <Button onClick={onCancel}>{t('common:action.cancel')}</Button>
      </div>
    </form>
  );
};
