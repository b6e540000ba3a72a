import { useState, type ReactNode } from 'react';
import { checkProcedure } from '@contract/domain/procedure-check.ts';
import type { Procedure, ProcedureStep } from '@contract/domain/procedure.ts';
import { formatShortMoment } from '../../i18n/format.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import styles from './procedure-editor.module.css';

interface ProcedureViewProps {
  readonly procedure: Procedure;
  readonly mayEdit: boolean;
  readonly mayPublish: boolean;
  readonly onEdit: () => void;
  readonly onTest: () => void;
  readonly onPublish: () => Promise<void>;
  readonly onRetire: () => Promise<void>;
  readonly exportButton: ReactNode;
}

/** A procedure to be read, with what may be done with it. */
export const ProcedureView = ({ procedure, mayEdit, mayPublish, onEdit, onTest, onPublish, onRetire, exportButton }: ProcedureViewProps): ReactNode => {
  const t = useText();
  const [asked, setAsked] = useState<'publish' | 'retire' | null>(null);
  const { name, state, version, steps, kinds } = procedure;
  const isSound = checkProcedure(procedure).length === 0;
  return (
    <>
      <div className={styles['bar']}>
        {mayEdit && <Button onClick={onEdit}>{t('procedures:desk.edit')}</Button>}
        <Button disabled={!isSound} onClick={onTest}>
          {t('procedures:desk.test')}
        </Button>
        {mayPublish && state === 'draft' && (
          <Button
            disabled={!isSound}
            onClick={() => {
              setAsked('publish');
            }}
          >
            {t('procedures:desk.publish')}
          </Button>
        )}
        {exportButton}
        {((mayPublish && state === 'published') || (mayEdit && state === 'draft')) && (
          <Button
            onClick={() => {
              setAsked('retire');
            }}
          >
            {t(state === 'draft' ? 'procedures:desk.throwAway' : 'procedures:desk.retire')}
          </Button>
        )}
      </div>
      {asked !== null && (
        <div className={styles['question']} role="group" aria-label={t(asked === 'publish' ? 'procedures:desk.publishAsk' : 'procedures:desk.retireAsk', { name })}>
          <p>{t(asked === 'publish' ? 'procedures:desk.publishAsk' : state === 'draft' ? 'procedures:desk.throwAwayAsk' : 'procedures:desk.retireAsk', { name })}</p>
          <div className={styles['row']}>
            <Button
              autoFocus
              onClick={() => {
                setAsked(null);
              }}
            >
              {t('procedures:desk.keep')}
            </Button>
            <Button
              look={asked === 'publish' ? 'primary' : 'danger'}
              onClick={() => {
                setAsked(null);
                void (asked === 'publish' ? onPublish() : onRetire());
              }}
            >
              {t(asked === 'publish' ? 'procedures:desk.publish' : state === 'draft' ? 'procedures:desk.throwAway' : 'procedures:desk.retire')}
            </Button>
          </div>
        </div>
      )}
      <h2 className={styles['title']}>{name}</h2>
      <p className={styles['muted']}>
        {t('procedures:desk.versionOf', { state: t(`procedures:desk.state.${state}`), version })} · {t('procedures:desk.changed', { name: procedure.changedBy, time: formatShortMoment(procedure.changedUtcMs) })}
      </p>
      <p className={styles['muted']}>{kinds.length === 0 ? t('procedures:field.allKinds') : kinds.map((kind) => t(`alarms:kind.${kind}`)).join(', ')}</p>
      <ol className={styles['read']} aria-label={t('procedures:field.steps')}>
        {steps.map((step, index) => (
          <ReadStep key={step.id} step={step} number={index + 1} steps={steps} />
        ))}
      </ol>
    </>
  );
};

const ReadStep = ({ step, number, steps }: { readonly step: ProcedureStep; readonly number: number; readonly steps: readonly ProcedureStep[] }): ReactNode => {
  const t = useText();
  const { body } = step;
  const nameOf = (id: string | null): string => {
    const at = steps.findIndex((other) => other.id === id);
    return at < 0 ? t('procedures:field.end') : `${String(at + 1)}. ${steps[at]?.title ?? ''}`;
  };
  const isBelow = step.next === (steps[number]?.id ?? null);
  return (
    <li className={styles['readStep']}>
      <span className={styles['number']}>{number}</span>
      <div className={styles['readBody']}>
        <p className={styles['readTitle']}>
          {step.title}
          <span className={styles['cardKind']}>{t(`procedures:kind.${body.kind}`)}</span>
          {step.mandatory && <span className={styles['mandatory']}>{t('procedures:run.mandatory')}</span>}
        </p>
        {step.text !== '' && <p className={styles['muted']}>{step.text}</p>}
        {body.kind === 'checklist' && <Facts facts={body.items} />}
        {body.kind === 'call' && <Facts facts={body.contacts.map(({ name, phone }) => `${name}, ${phone}`)} />}
        {body.kind === 'question' && <Facts facts={body.answers.map(({ text, next }) => `${text} → ${nameOf(next)}`)} />}
        {body.kind === 'task' && <Facts facts={[body.text]} />}
        {body.kind !== 'question' && !isBelow && <p className={styles['muted']}>→ {nameOf(step.next)}</p>}
      </div>
    </li>
  );
};

const Facts = ({ facts }: { readonly facts: readonly string[] }): ReactNode => (
  <ul className={styles['facts']}>
    {facts.map((fact) => (
      <li key={fact}>{fact}</li>
    ))}
  </ul>
);
