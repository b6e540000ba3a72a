import { useState, type ReactNode } from 'react';
import { Printer } from 'lucide-react';
import type { Handover } from '@contract/domain/duty.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { formatShortMoment } from '../../i18n/format.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { useErrorSentence } from '../../ui/error-sentence.ts';
import styles from './duty-desk.module.css';

/** Prints a handover to a PDF the operator names, and says where it went. */
export const PrintButton = ({ handover }: { readonly handover: Handover }): ReactNode => {
  const t = useText();
  const commands = useCommands();
  const sentence = useErrorSentence();
  const [told, setTold] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const print = async (): Promise<void> => {
    setBusy(true);
    setTold(t('duty:handover.printing'));
    const answer = await commands.duty.print(handover.id);
    setBusy(false);
    if (!answer.ok) setTold(sentence(answer.error));
    else setTold(answer.value === null ? null : t('duty:handover.printed', { file: answer.value.file }));
  };
  return (
    <span className={styles['print']}>
      <Button disabled={isBusy} aria-label={t('duty:handover.printOf', { name: handover.from.name, time: formatShortMoment(handover.madeUtcMs) })} onClick={() => void print()}>
        <Printer size={16} aria-hidden />
        {t('duty:handover.print')}
      </Button>
      <span role="status" className={styles['muted']}>
        {told}
      </span>
    </span>
  );
};
