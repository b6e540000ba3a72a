import type { ReactNode } from 'react';
import { ChevronDown, ChevronUp, CircleAlert, X } from 'lucide-react';
import type { ProblemOfProcedure } from '@contract/domain/procedure-check.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { formLook } from '../../ui/form.tsx';
import { BodyFields } from './body-fields.tsx';
import { movedStep, withChangedStep, withoutStep, type DraftStep, type ProcedureDraft } from './draft.ts';
import { NextChoice } from './next-choice.tsx';
import styles from './procedure-editor.module.css';

interface StepCardProps {
  readonly draft: ProcedureDraft;
  readonly step: DraftStep;
  readonly index: number;
  readonly problems: readonly ProblemOfProcedure[];
  readonly isOpen: boolean;
  readonly onOpen: (open: boolean) => void;
  readonly onChange: (draft: ProcedureDraft) => void;
}

/** One step of a draft: a line, and when opened all that is written of it. */
export const StepCard = ({ draft, step, index, problems, isOpen, onOpen, onChange }: StepCardProps): ReactNode => {
  const t = useText();
  const { steps } = draft;
  const name = step.title === '' ? t(`procedures:kind.${step.body.kind}`) : step.title;
  const change = (of: Partial<Omit<DraftStep, 'id'>>): void => {
    onChange(withChangedStep(draft, step.id, of));
  };
  return (
    <li className={styles['card']} data-open={isOpen}>
      <div className={styles['cardHead']}>
        <span className={styles['number']}>{index + 1}</span>
        <Button
          look="quiet"
          className={styles['cardTitle']}
          aria-expanded={isOpen}
          aria-label={t('procedures:field.open', { name })}
          onClick={() => {
            onOpen(!isOpen);
          }}
        >
          {name}
        </Button>
        <span className={styles['cardKind']}>{t(`procedures:kind.${step.body.kind}`)}</span>
        {step.mandatory && <span className={styles['mandatory']}>{t('procedures:run.mandatory')}</span>}
        <IconButton
          label={t('procedures:field.up', { name })}
          disabled={index === 0}
          onClick={() => {
            onChange(movedStep(draft, index, index - 1));
          }}
        >
          <ChevronUp size={16} aria-hidden />
        </IconButton>
        <IconButton
          label={t('procedures:field.down', { name })}
          disabled={index === steps.length - 1}
          onClick={() => {
            onChange(movedStep(draft, index, index + 1));
          }}
        >
          <ChevronDown size={16} aria-hidden />
        </IconButton>
        <IconButton
          label={t('procedures:field.remove', { name })}
          onClick={() => {
            onChange(withoutStep(draft, step.id));
          }}
        >
          <X size={16} aria-hidden />
        </IconButton>
      </div>
      {problems.map(({ code }) => (
        <p key={code} className={styles['problem']}>
          <CircleAlert size={16} aria-hidden />
          {t(`procedures:problem.${code}`)}
        </p>
      ))}
      {isOpen && (
        <div className={styles['fields']}>
          <label className={formLook.line}>
            {t('procedures:field.stepTitle')}
            <input
              className="field-box"
              autoFocus={step.title === ''}
              maxLength={200}
              value={step.title}
              onChange={(event) => {
                change({ title: event.target.value });
              }}
            />
          </label>
          <label className={formLook.line}>
            {t('procedures:field.stepText')}
            <textarea
              className={styles['area']}
              rows={3}
              maxLength={2_000}
              value={step.text}
              onChange={(event) => {
                change({ text: event.target.value });
              }}
            />
          </label>
          <BodyFields
            step={step}
            steps={steps}
            onChange={(body) => {
              change({ body });
            }}
          />
          <div className={styles['row']}>
            <label className={styles['choice']}>
              <input
                type="checkbox"
                checked={step.mandatory}
                onChange={(event) => {
                  change({ mandatory: event.target.checked });
                }}
              />
              {t('procedures:field.mandatory')}
            </label>
            <label className={formLook.line}>
              {t('procedures:field.limit')}
              <input
                className="field-box"
                inputMode="numeric"
                maxLength={5}
                placeholder={t('procedures:field.limitNone')}
                value={step.limitS === null ? '' : String(step.limitS)}
                onChange={(event) => {
                  const digits = event.target.value.replaceAll(/\D/g, '');
                  change({ limitS: digits === '' ? null : Number(digits) });
                }}
              />
            </label>
            {step.body.kind !== 'question' && (
              <NextChoice
                label={t('procedures:field.next')}
                isNamed
                value={step.next}
                step={step}
                steps={steps}
                onChange={(next) => {
                  change({ next });
                }}
              />
            )}
          </div>
        </div>
      )}
    </li>
  );
};
