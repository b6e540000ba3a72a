import { useEffect, useState, type ReactNode } from 'react';
import { Download, RefreshCw } from 'lucide-react';
import type { AlarmStatistics as Statistics } from '@contract/domain/alarm-statistics.ts';
import type { AppError } from '@contract/domain/result.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { formatShortMoment } from '../../i18n/format.ts';
import { useText } from '../../i18n/use-text.ts';
import { selectTier } from '../../state/selectors/records.ts';
import { useSlice, useWindowState } from '../../state/state-context.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyNote } from '../../ui/empty-note.tsx';
import { useErrorSentence } from '../../ui/error-sentence.ts';
import { FormProblem, formLook } from '../../ui/form.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { dayOf, PERIODS, spanOf, spanOfDays, type Period, type Span } from './period.ts';
import { StatisticsView } from './statistics-view.tsx';
import styles from './alarm-statistics.module.css';

type Shown = { readonly kind: 'loading' } | { readonly kind: 'failed'; readonly error: AppError } | { readonly kind: 'loaded'; readonly statistics: Statistics };

/** What became of alarms in a time the person chooses, and as a table for other programs. */
export const AlarmStatistics = (): ReactNode => {
  const t = useText();
  const tier = useSlice('tier', selectTier);
  return tier?.service?.capabilities.includes('alarm-statistics') === true ? <StatisticsDesk /> : <EmptyNote title={t('statistics:notOffered')} />;
};

const StatisticsDesk = (): ReactNode => {
  const t = useText();
  const commands = useCommands();
  const sentence = useErrorSentence();
  const { clock } = useWindowState();
  const [period, setPeriod] = useState<Period>('day');
  const [span, setSpan] = useState<Span>(() => spanOf('day', clock.nowUtcMs()));
  const [shown, setShown] = useState<Shown>({ kind: 'loading' });
  const [told, setTold] = useState<string | null>(null);

  useEffect(() => {
    let isGone = false;
    setShown({ kind: 'loading' });
    void commands.statistics.load(span.fromUtcMs, span.untilUtcMs).then((answer) => {
      if (!isGone) setShown(answer.ok ? { kind: 'loaded', statistics: answer.value } : { kind: 'failed', error: answer.error });
    });
    return () => {
      isGone = true;
    };
  }, [commands, span]);

  const pick = (next: Period): void => {
    setPeriod(next);
    if (next !== 'own') setSpan(spanOf(next, clock.nowUtcMs()));
  };
  const exportCsv = async (): Promise<void> => {
    const answer = await commands.statistics.exportCsv(span.fromUtcMs, span.untilUtcMs);
    if (!answer.ok) setTold(sentence(answer.error));
    else setTold(answer.value === null ? null : t('statistics:exported', { file: answer.value.file }));
  };
  return (
    <div className={styles['desk']}>
      <div className={styles['tools']}>
        <Segmented label={t('statistics:period')} value={period} options={PERIODS.map((value) => ({ value, name: t(`statistics:periods.${value}`), content: t(`statistics:periods.${value}`) }))} onPick={pick} />
        {period === 'own' && <OwnDays span={span} onPick={setSpan} />}
        <span className={styles['muted']}>{t('statistics:range', { from: formatShortMoment(span.fromUtcMs), until: formatShortMoment(span.untilUtcMs) })}</span>
        <span className={styles['space']} />
        {period !== 'own' && (
          <Button onClick={() => { pick(period); }}>
            <RefreshCw size={16} aria-hidden />
            {t('statistics:again')}
          </Button>
        )}
        <Button onClick={() => void exportCsv()}>
          <Download size={16} aria-hidden />
          {t('statistics:export')}
        </Button>
      </div>
      <p role="status" className={styles['muted']} hidden={told === null}>
        {told}
      </p>
      {shown.kind === 'loading' && <EmptyNote title={t('statistics:loading')} />}
      {shown.kind === 'failed' && <FormProblem problem={sentence(shown.error)} />}
      {shown.kind === 'loaded' && <StatisticsView statistics={shown.statistics} />}
    </div>
  );
};

const OwnDays = ({ span, onPick }: { readonly span: Span; readonly onPick: (span: Span) => void }): ReactNode => {
  const t = useText();
  const [first, setFirst] = useState(() => dayOf(span.fromUtcMs));
  const [last, setLast] = useState(() => dayOf(span.untilUtcMs - 1));
  const [problem, setProblem] = useState<string | null>(null);
  return (
    <form
      className={styles['days']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const chosen = spanOfDays(first, last);
        setProblem(chosen === null ? t('statistics:badPeriod') : null);
        if (chosen !== null) onPick(chosen);
      }}
    >
      <label className={formLook.line}>
        {t('statistics:from')}
        <input className="field-box" type="date" value={first} onChange={(event) => { setFirst(event.target.value); }} />
      </label>
      <label className={formLook.line}>
        {t('statistics:until')}
        <input className="field-box" type="date" value={last} onChange={(event) => { setLast(event.target.value); }} />
      </label>
      <Button type="submit">{t('statistics:show')}</Button>
      <FormProblem problem={problem} />
    </form>
  );
};
