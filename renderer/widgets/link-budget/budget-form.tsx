import { useState, type FormEvent, type ReactNode } from 'react';
import { usualBudgetKbps } from '@contract/domain/stream-plan.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { formatNumber } from '../../i18n/format.ts';
import { useLanguage, useText } from '../../i18n/use-text.ts';
import { selectSettings, selectTier } from '../../state/selectors/records.ts';
import { useSlice } from '../../state/state-context.tsx';
import { Button } from '../../ui/button.tsx';
import { useErrorSentence } from '../../ui/error-sentence.ts';
import { TextField } from '../../ui/text-field.tsx';
import { BUDGET_MBPS, budgetKbpsOf } from './link-figures.ts';
import styles from './link-budget.module.css';

/** Sets how much of the link the pictures may take; the usual amount is named, and one press away. */
export const BudgetForm = (): ReactNode => {
  const t = useText();
  const language = useLanguage();
  const commands = useCommands();
  const sentence = useErrorSentence();
  const setKbps = useSlice('settings', (replica) => selectSettings(replica)?.linkBudgetKbps ?? null);
  const tier = useSlice('tier', (replica) => selectTier(replica)?.service?.tier ?? 'commune');
  const usual = formatNumber(usualBudgetKbps(tier) / 1_000, language);
  const [text, setText] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const standing = setKbps === null ? '' : String(setKbps / 1_000).replace('.', language === 'vi' ? ',' : '.');
  const set = async (budgetKbps: number | null): Promise<void> => {
    const answer = await commands.setLinkBudget(budgetKbps);
    setProblem(answer.ok ? null : sentence(answer.error));
    if (!answer.ok) return;
    setText(null);
    setSaid(budgetKbps === null ? t('control:link.saidUsual', { usual }) : t('control:link.saidSet', { mbps: formatNumber(budgetKbps / 1_000, language) }));
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const budgetKbps = budgetKbpsOf(text ?? standing);
    if (budgetKbps === null) setProblem(t('control:link.range', { min: formatNumber(BUDGET_MBPS.min, language), max: formatNumber(BUDGET_MBPS.max, language) }));
    else void set(budgetKbps);
  };
  return (
    <form className={styles['form']} noValidate onSubmit={submit} aria-label={t('control:link.set')}>
      <TextField
        label={t('control:link.field')}
        hint={setKbps === null ? t('control:link.usualNow', { usual }) : t('control:link.usual', { usual })}
        error={problem}
        inputMode="decimal"
        autoComplete="off"
        maxLength={9}
        placeholder={usual}
        value={text ?? standing}
        onChange={(event) => {
          setText(event.target.value);
          setProblem(null);
          setSaid('');
        }}
      />
      <div className={styles['buttons']}>
        <Button type="submit" look="primary">
          {t('control:link.submit')}
        </Button>
        <Button
          disabled={setKbps === null}
          onClick={() => {
            void set(null);
          }}
        >
          {t('control:link.backToUsual', { usual })}
        </Button>
      </div>
      <p className={styles['note']} role="status">
        {said}
      </p>
    </form>
  );
};
