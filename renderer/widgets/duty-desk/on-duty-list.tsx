import type { ReactNode } from 'react';
import type { OnDuty } from '@contract/domain/duty.ts';
import { formatShortMoment } from '../../i18n/format.ts';
import { useText } from '../../i18n/use-text.ts';
import { EmptyNote } from '../../ui/empty-note.tsx';
import { useNumberFormat } from '../../ui/error-sentence.ts';
import { SheetTable } from './sheet-table.tsx';
import styles from './duty-desk.module.css';

/** Everybody on duty at this tier, with what they hold. */
export const OnDutyList = ({ onDuty, personId }: { readonly onDuty: readonly OnDuty[]; readonly personId: string }): ReactNode => {
  const t = useText();
  const number = useNumberFormat();
  return (
    <section className={styles['part']}>
      <h2>{t('duty:onDuty.title')}</h2>
      {onDuty.length === 0 ? (
        <EmptyNote title={t('duty:onDuty.none')}>{t('duty:onDuty.noneHint')}</EmptyNote>
      ) : (
        <SheetTable
          label={t('duty:onDuty.title')}
          heads={[t('duty:onDuty.name'), t('duty:onDuty.workstation'), t('duty:onDuty.shift'), t('duty:onDuty.load')]}
          rows={onDuty.map((person) => ({
            key: person.personId,
            cells: [
              <span key="name" title={person.unitName}>
                {person.name}
                {person.personId === personId && ` (${t('duty:onDuty.me')})`}
              </span>,
              person.workstation,
              t('duty:onDuty.until', { from: formatShortMoment(person.sinceUtcMs), until: formatShortMoment(person.untilUtcMs) }),
              t('duty:onDuty.loadWords', { count: person.load, number: number(person.load) }),
            ],
          }))}
        />
      )}
    </section>
  );
};
