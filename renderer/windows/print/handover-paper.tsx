import { useEffect, type ReactNode } from 'react';
import { formatDate, formatTime } from '../../i18n/format.ts';
import { useText } from '../../i18n/use-text.ts';
import { SheetView } from '../../widgets/duty-desk/index.ts';
import type { Printed } from './printed.ts';
import styles from './handover-paper.module.css';

/** A handover on paper: what, by whom, both signatures, the digest they stand under. */
export const HandoverPaper = ({ printed, onDrawn }: { readonly printed: Printed; readonly onDrawn: () => void }): ReactNode => {
  const t = useText();
  useEffect(onDrawn, [onDrawn]);
  const { handover, printedUtcMs } = printed;
  const { from, to, madeUtcMs, signatures, digest, state, sheet } = handover;
  const facts: readonly (readonly [string, string])[] = [
    [t('duty:print.centre'), from.unitName],
    [t('duty:print.made'), `${formatTime(madeUtcMs)} ${formatDate(madeUtcMs)}`],
    [t('duty:print.from'), from.name],
    [t('duty:print.to'), to?.name ?? t('duty:print.notYet')],
    [t('duty:print.workstation'), from.workstation],
    [t('duty:print.state'), t(`duty:past.state.${state}`)],
  ];
  return (
    <main className={styles['paper']}>
      <h1>{t('duty:print.heading')}</h1>
      <dl className={styles['facts']}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <SheetView sheet={sheet} />
      <section className={styles['signatures']}>
        {(['from', 'to'] as const).map((side) => {
          const signature = signatures.find((known) => known.side === side);
          return (
            <div key={side}>
              <h3>{t(`duty:print.${side}`)}</h3>
              <p className={styles['name']}>{signature?.name ?? '\u00a0'}</p>
              <p>{signature === undefined ? t('duty:print.notYet') : t('duty:print.signedAt', { time: formatTime(signature.utcMs), date: formatDate(signature.utcMs) })}</p>
            </div>
          );
        })}
      </section>
      <p className={styles['digest']}>
        {t('duty:print.digest')}
        <code>{digest}</code>
      </p>
      <p className={styles['foot']}>{t('duty:print.printedAt', { time: formatTime(printedUtcMs), date: formatDate(printedUtcMs) })}</p>
    </main>
  );
};
