import { useEffect, useId, useRef, useState, type FormEvent, type KeyboardEvent, type ReactNode } from 'react';
import { X } from 'lucide-react';
import { BASE_MAP_KINDS, BASE_MAP_LIMITS, type BaseMapKind } from '@contract/domain/base-map.ts';
import { useText } from '../../i18n/use-text.ts';
import { selectBaseMap } from '../../state/selectors/records.ts';
import { useSlice, useView } from '../../state/state-context.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { useErrorSentence } from '../../ui/error-sentence.ts';
import { FormProblem } from '../../ui/form.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useBaseMapTrial } from './base-map-trial.ts';
import styles from './base-map.module.css';
import mapStyles from './map-screen.module.css';

type Typed = Readonly<Record<'address' | 'more', string>>;

/** Chooses the base map of this PC; it is taken when main could really get it. */
export const BaseMapForm = ({ onClose }: { readonly onClose: (isUsed: boolean) => void }): ReactNode => {
  const t = useText();
  const id = useId();
  const trial = useBaseMapTrial();
  const { isBusy } = trial;
  const sentence = useErrorSentence();
  const inUse = useSlice('settings', selectBaseMap);
  const sight = useView((view) => view.map.sight);
  const [kind, setKind] = useState<BaseMapKind>(inUse.kind);
  const [{ address, more }, setTyped] = useState<Typed>(inUse.kind === 'pmtiles' ? { address: '', more: '' } : { address: inUse.address, more: inUse.more });
  const [problem, setProblem] = useState<string | null>(null);
  const self = useRef<HTMLDivElement>(null);
  useEffect(() => {
    self.current?.querySelector<HTMLElement>('input:checked')?.focus();
  }, []);
  /** Another wish: what main may be trying is not it. */
  const change = (typed: Partial<Typed>): void => {
    trial.giveUp();
    setTyped({ address, more, ...typed });
    setProblem(null);
  };
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setProblem(null);
    const seen = sight === null ? null : { ...sight.centre, zoom: sight.zoom };
    const answer = await trial.ask(kind === 'bundled' ? { kind } : kind === 'pmtiles' ? { kind, sight: seen } : { kind, address: address.trim(), more: more.trim(), sight: seen });
    if (answer === null) return undefined;
    if (!answer.ok) return setProblem(sentence(answer.error));
    if (answer.value.outcome === 'other-servers') {
      const { origins } = answer.value;
      setTyped({ address, more: [more.trim(), ...origins].filter((part) => part !== '').join(' ') });
      return setProblem(t('map:base.otherServers', { servers: origins.join(', ') }));
    }
    if (answer.value.outcome === 'used') onClose(true);
    return undefined;
  };
  return (
    <div
      ref={self}
      role="dialog"
      aria-labelledby={id}
      className={styles['dialog']}
      data-own-keys=""
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        onClose(false);
      }}
    >
      <header className={mapStyles['layersHead']}>
        <h2 id={id} className={mapStyles['title']}>
          {t('map:base.title')}
        </h2>
        <IconButton
          label={t('map:base.close')}
          onClick={() => {
            onClose(false);
          }}
        >
          <X size={16} aria-hidden />
        </IconButton>
      </header>
      <form
        className={styles['form']}
        noValidate
        onSubmit={(event) => {
          void submit(event);
        }}
      >
        <div role="radiogroup" aria-labelledby={id} className={styles['kinds']}>
          {BASE_MAP_KINDS.map((each) => (
            <label key={each} className={styles['kind']}>
              <input
                type="radio"
                name={id}
                checked={kind === each}
                onChange={() => {
                  setKind(each);
                  change({});
                }}
              />
              {t(`map:base.kind.${each}`)}
            </label>
          ))}
        </div>
        {kind !== 'bundled' && kind !== 'pmtiles' && (
          <>
            <TextField
              label={t(`map:base.address.${kind}`)}
              hint={t(`map:base.example.${kind}`)}
              inputMode="url"
              spellCheck={false}
              autoComplete="off"
              maxLength={BASE_MAP_LIMITS.addressChars}
              value={address}
              onChange={(event) => {
                change({ address: event.target.value });
              }}
            />
            <TextField
              label={t('map:base.more')}
              hint={t('map:base.moreHint')}
              inputMode="url"
              spellCheck={false}
              autoComplete="off"
              maxLength={BASE_MAP_LIMITS.moreChars}
              value={more}
              onChange={(event) => {
                change({ more: event.target.value });
              }}
            />
          </>
        )}
        <p className={styles['note']}>{t(`map:base.about.${kind}`)}</p>
        <p className="visually-hidden" role="status">
          {isBusy ? t('map:base.trying') : ''}
        </p>
        <div className={styles['foot']}>
          <FormProblem problem={problem} />
          <div className={styles['buttons']}>
            {/* Not disabled: that would take the focus out of the form, and its keys with it. */}
            <Button type="submit" look="primary" aria-disabled={isBusy}>
              {isBusy ? t('map:base.trying') : t(kind === 'pmtiles' ? 'map:base.chooseFile' : 'map:base.use')}
            </Button>
            <Button
              onClick={() => {
                onClose(false);
              }}
            >
              {t('common:action.cancel')}
            </Button>
          </div>
        </div>
      </form>
    </div>
  );
};
