import { useState, type ReactNode } from 'react';
import { X } from 'lucide-react';
import { FORCE_KINDS } from '@contract/domain/force.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { formLook } from '../../ui/form.tsx';
import { contactsFrom, contactsText, itemsFrom, type DraftBody, type DraftStep } from './draft.ts';
import { NextChoice } from './next-choice.tsx';
import styles from './procedure-editor.module.css';

interface BodyFieldsProps {
  readonly step: DraftStep;
  readonly steps: readonly DraftStep[];
  readonly onChange: (body: DraftBody) => void;
}

const ANSWERS = { min: 2, max: 10 } as const;

/** What is written of a step beyond its title, by its kind. */
export const BodyFields = ({ step, steps, onChange }: BodyFieldsProps): ReactNode => {
  const t = useText();
  const { body } = step;
  switch (body.kind) {
    case 'instruction':
    case 'attachment':
    case 'note':
      return null;
    case 'checklist':
      return (
        <Lines
          label={t('procedures:field.items')}
          start={body.items.join('\n')}
          onChange={(text) => {
            onChange({ ...body, items: itemsFrom(text) });
          }}
        />
      );
    case 'timer':
      return (
        <label className={formLook.line}>
          {t('procedures:field.seconds')}
          <input
            className="field-box"
            inputMode="numeric"
            maxLength={5}
            value={body.seconds === 0 ? '' : String(body.seconds)}
            onChange={(event) => {
              onChange({ ...body, seconds: Number(event.target.value.replaceAll(/\D/g, '')) });
            }}
          />
        </label>
      );
    case 'call':
      return (
        <Lines
          label={t('procedures:field.contacts')}
          start={contactsText(body.contacts)}
          onChange={(text) => {
            onChange({ ...body, contacts: contactsFrom(text) });
          }}
        />
      );
    case 'task':
      return (
        <>
          <label className={formLook.line}>
            {t('procedures:field.taskText')}
            <input
              className="field-box"
              maxLength={500}
              value={body.text}
              onChange={(event) => {
                onChange({ ...body, text: event.target.value });
              }}
            />
          </label>
          <fieldset className={styles['choices']}>
            <legend className={styles['legend']}>{t('procedures:field.taskForces')}</legend>
            {FORCE_KINDS.map((kind) => (
              <label key={kind} className={styles['choice']}>
                <input
                  type="checkbox"
                  checked={body.forces.includes(kind)}
                  onChange={(event) => {
                    onChange({ ...body, forces: FORCE_KINDS.filter((other) => (other === kind ? event.target.checked : body.forces.includes(other))) });
                  }}
                />
                {t(`procedures:force.${kind}`)}
              </label>
            ))}
          </fieldset>
        </>
      );
    case 'question':
      return (
        <fieldset className={styles['answers']}>
          <legend className={styles['legend']}>{t('procedures:field.answers')}</legend>
          {body.answers.map((answer, index) => (
            <div key={index} className={styles['answer']}>
              <input
                className="field-box"
                aria-label={t('procedures:field.answerText', { number: index + 1 })}
                placeholder={t('procedures:field.answerText', { number: index + 1 })}
                maxLength={200}
                value={answer.text}
                onChange={(event) => {
                  onChange({ ...body, answers: body.answers.map((was, at) => (at === index ? { ...was, text: event.target.value } : was)) });
                }}
              />
              <NextChoice
                label={t('procedures:field.answerNext', { number: index + 1 })}
                isNamed={false}
                value={answer.next}
                step={step}
                steps={steps}
                onChange={(next) => {
                  onChange({ ...body, answers: body.answers.map((was, at) => (at === index ? { ...was, next } : was)) });
                }}
              />
              <IconButton
                label={t('procedures:field.removeAnswer', { number: index + 1 })}
                disabled={body.answers.length <= ANSWERS.min}
                onClick={() => {
                  onChange({ ...body, answers: body.answers.filter((_, at) => at !== index) });
                }}
              >
                <X size={16} aria-hidden />
              </IconButton>
            </div>
          ))}
          <Button
            disabled={body.answers.length >= ANSWERS.max}
            onClick={() => {
              onChange({ ...body, answers: [...body.answers, { text: '', next: { kind: 'below' } }] });
            }}
          >
            {t('procedures:field.addAnswer')}
          </Button>
        </fieldset>
      );
  }
};

/** Several things, one a line; what is typed stays as typed. */
const Lines = ({ label, start, onChange }: { readonly label: string; readonly start: string; readonly onChange: (text: string) => void }): ReactNode => {
  const [text, setText] = useState(start);
  return (
    <label className={formLook.line}>
      {label}
      <textarea
        className={styles['area']}
        rows={Math.min(10, Math.max(3, text.split('\n').length + 1))}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          onChange(event.target.value);
        }}
      />
    </label>
  );
};
