import { useState, type ReactNode } from 'react';
import { Check, ImagePlus, Phone } from 'lucide-react';
import type { ProcedureStep } from '@contract/domain/procedure.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { formatCountdown } from '../../i18n/format.ts';
import { useText } from '../../i18n/use-text.ts';
import { useServerTime } from '../../state/use-server-time.ts';
import { Button } from '../../ui/button.tsx';
import { useErrorSentence } from '../../ui/error-sentence.ts';
import { FormProblem } from '../../ui/form.tsx';
import type { StepDraft } from './step-draft.ts';
import styles from './procedure-run.module.css';

interface StepFieldsProps {
  readonly step: ProcedureStep;
  readonly sinceUtcMs: number;
  readonly draft: StepDraft;
  readonly onChange: (draft: StepDraft) => void;
  /** What a step that gives a task shows. */
  readonly taskFields: ReactNode;
}

/** What a step asks for, by its kind. */
export const StepFields = ({ step, sinceUtcMs, draft, onChange, taskFields }: StepFieldsProps): ReactNode => {
  const t = useText();
  const { body } = step;
  switch (body.kind) {
    case 'instruction':
      return null;
    case 'checklist':
      return (
        <ul className={styles['checks']} aria-label={t('procedures:kind.checklist')}>
          {body.items.map((item, index) => (
            <li key={item}>
              <label className={styles['check']}>
                <input
                  type="checkbox"
                  checked={draft.items[index] === true}
                  onChange={(event) => {
                    onChange({ ...draft, items: draft.items.map((was, at) => (at === index ? event.target.checked : was)) });
                  }}
                />
                {item}
              </label>
            </li>
          ))}
        </ul>
      );
    case 'question':
      return (
        <fieldset className={styles['answers']}>
          <legend className={styles['legend']}>{t('procedures:step.answer')}</legend>
          {body.answers.map((answer, index) => (
            <label key={answer.text} className={styles['check']}>
              <input
                type="radio"
                name={`answer-${step.id}`}
                checked={draft.answer === index}
                onChange={() => {
                  onChange({ ...draft, answer: index });
                }}
              />
              {answer.text}
            </label>
          ))}
        </fieldset>
      );
    case 'timer':
      return <Waiting untilUtcMs={sinceUtcMs + body.seconds * 1_000} />;
    case 'call':
      return (
        <ul className={styles['contacts']}>
          {body.contacts.map(({ name, phone }) => (
            <li key={phone} className={styles['contact']}>
              <Phone size={16} aria-hidden />
              <span className={styles['contactName']}>{name}</span>
              <span className={styles['phone']}>{phone}</span>
              <Button
                aria-pressed={draft.called === `${name}, ${phone}`}
                onClick={() => {
                  onChange({ ...draft, called: `${name}, ${phone}` });
                }}
              >
                {draft.called === `${name}, ${phone}` && <Check size={16} aria-hidden />}
                {t('procedures:step.called', { name })}
              </Button>
            </li>
          ))}
        </ul>
      );
    case 'task':
      return taskFields;
    case 'attachment':
      return <PictureField draft={draft} onChange={onChange} />;
    case 'note':
      return null;
  }
};

const Waiting = ({ untilUtcMs }: { readonly untilUtcMs: number }): ReactNode => {
  const t = useText();
  const leftMs = untilUtcMs - useServerTime();
  return (
    <p className={styles['waiting']} role="timer">
      {leftMs > 0 ? t('procedures:step.waitLeft', { time: formatCountdown(leftMs) }) : t('procedures:step.waitOver')}
    </p>
  );
};

const PictureField = ({ draft, onChange }: Pick<StepFieldsProps, 'draft' | 'onChange'>): ReactNode => {
  const t = useText();
  const commands = useCommands();
  const sentence = useErrorSentence();
  const [problem, setProblem] = useState<string | null>(null);
  const choose = async (): Promise<void> => {
    const answer = await commands.importPicture();
    if (!answer.ok) return setProblem(sentence(answer.error));
    setProblem(null);
    if (answer.value !== null) onChange({ ...draft, picture: answer.value.picture });
  };
  return (
    <div className={styles['picture']}>
      {draft.picture !== null && <img className={styles['thumb']} src={`/pictures/${draft.picture}`} alt={t('procedures:step.pictureOf')} />}
      <Button onClick={() => void choose()}>
        <ImagePlus size={16} aria-hidden />
        {t('procedures:step.picture')}
      </Button>
      <FormProblem problem={problem} />
    </div>
  );
};
