import { useEffect, useState, type ReactNode } from 'react';
import type { Handover } from '@contract/domain/duty.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { formatShortMoment } from '../../i18n/format.ts';
import { useText } from '../../i18n/use-text.ts';
import { useNumberFormat } from '../../ui/error-sentence.ts';
import { PrintButton } from './print-button.tsx';
import { SheetTable } from './sheet-table.tsx';
import styles from './duty-desk.module.css';

/** Handovers of before, newest first; read anew when the one under way becomes another. */
export const PastHandovers = ({ handover }: { readonly handover: Handover | null }): ReactNode => {
  const t = useText();
  const commands = useCommands();
  const number = useNumberFormat();
  const [past, setPast] = useState<readonly Handover[] | 'asking' | 'failed'>('asking');
  const version = handover === null ? 'none' : `${handover.id} ${String(handover.signatures.length)}`;
  useEffect(() => {
    let isGone = false;
    void commands.duty.past().then((answer) => {
      if (!isGone) setPast(answer.ok ? answer.value : 'failed');
    });
    return () => {
      isGone = true;
    };
  }, [commands, version]);
  return (
    <section className={styles['part']}>
      <h2>{t('duty:past.title')}</h2>
      {past === 'failed' && <p className={styles['muted']}>{t('duty:past.failed')}</p>}
      {Array.isArray(past) && past.length === 0 && <p className={styles['muted']}>{t('duty:past.none')}</p>}
      {past !== 'failed' && past !== 'asking' && past.length > 0 && (
        <SheetTable
          label={t('duty:past.title')}
          heads={[t('duty:past.when'), t('duty:past.from'), t('duty:past.to'), t('duty:past.open'), t('duty:handover.print')]}
          rows={past.map((item) => ({
            key: item.id,
            cells: [
              formatShortMoment(item.madeUtcMs),
              item.from.name,
              item.state === 'withdrawn' ? t('duty:past.state.withdrawn') : (item.to?.name ?? t('duty:past.state.open')),
              number(item.sheet.openTotal),
              item.state === 'signed' ? <PrintButton key="print" handover={item} /> : '',
            ],
          }))}
        />
      )}
    </section>
  );
};
