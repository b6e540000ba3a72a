import type { CSSProperties, ReactNode } from 'react';
import { formatTenths } from '../../i18n/format.ts';
import { useLanguage, useText } from '../../i18n/use-text.ts';
import { selectLinkUse } from '../../state/selectors/records.ts';
import { isLowered, type WallTile } from '../../state/selectors/wall-tiles.ts';
import { useSlice } from '../../state/state-context.tsx';
import { useCameraRecord } from '../../state/use-camera-record.ts';
import { classNames } from '../../ui/class-names.ts';
import { BudgetForm } from './budget-form.tsx';
import { linkBar } from './link-figures.ts';
import styles from './link-budget.module.css';

const FIGURES = ['measured', 'planned', 'wanted', 'budget'] as const;
type Figure = (typeof FIGURES)[number];

/** What the pictures take of the link to the server, what they would like, the budget, and what was lowered for its sake. */
export const LinkBudget = ({ tiles }: { readonly tiles: readonly WallTile[] }): ReactNode => {
  const t = useText();
  const use = useSlice('linkUse', selectLinkUse);
  const lowered = tiles.filter(isLowered);
  return (
    <section className={styles['link']} aria-label={t('control:tab.link')}>
      <div className={styles['column']}>
        <h2 className={styles['title']}>{t('control:link.title')}</h2>
        {use === null ? <p className={styles['note']}>{t('control:link.none')}</p> : <Figures />}
        <BudgetForm />
      </div>
      <div className={styles['column']}>
        <h2 className={styles['title']}>{t('control:link.lowered', { count: lowered.length })}</h2>
        {use !== null && use.loweredByLink + use.loweredByMachine > 0 && (
          <p className={styles['note']}>{[use.loweredByLink > 0 && t('live:link.byLink', { count: use.loweredByLink }), use.loweredByMachine > 0 && t('live:link.byMachine', { count: use.loweredByMachine })].filter(Boolean).join(' · ')}</p>
        )}
        <p className={styles['note']}>{t('control:link.order')}</p>
        {lowered.length === 0 ? (
          <p className={styles['none']}>{t('control:link.noneLowered')}</p>
        ) : (
          <ul className={styles['lowered']} tabIndex={0} aria-label={t('control:link.lowered', { count: lowered.length })}>
            {lowered.map((tile) => (
              <LoweredRow key={tile.key} tile={tile} />
            ))}
          </ul>
        )}
      </div>
    </section>
  );
};

const Figures = (): ReactNode => {
  const t = useText();
  const language = useLanguage();
  const use = useSlice('linkUse', selectLinkUse);
  if (use === null) return null;
  const bar = linkBar(use);
  const isOver = use.wantedKbps > use.budgetKbps;
  const kbps: Readonly<Record<Figure, number>> = { measured: use.measuredKbps, planned: use.plannedKbps, wanted: use.wantedKbps, budget: use.budgetKbps };
  const percent = (share: number): CSSProperties => ({ width: `${String(Math.min(100, Math.round(share * 1_000) / 10))}%` });
  const words = FIGURES.map((figure) => `${t(`control:link.${figure}`)} ${t('control:link.mbps', { mbps: formatTenths(kbps[figure] / 1_000, language) })}`).join(', ');
  return (
    <>
      <div className={styles['bar']} role="img" aria-label={words}>
        <span className={styles['wanted']} style={percent(bar.wanted)} />
        <span className={styles['planned']} style={percent(bar.planned)} />
        <span className={classNames(styles['measured'], use.measuredKbps > use.budgetKbps && styles['over'])} style={percent(bar.measured)} />
        <span className={styles['budget']} style={{ left: `${String(Math.min(100, bar.budget * 100))}%` }} />
      </div>
      <dl className={styles['figures']}>
        {FIGURES.map((figure) => (
          <div key={figure} className={styles['figure']}>
            <dt>
              <span className={classNames(styles['key'], styles[`${figure}Key`])} aria-hidden="true" />
              {t(`control:link.${figure}`)}
            </dt>
            <dd>{t('control:link.mbps', { mbps: formatTenths(kbps[figure] / 1_000, language) })}</dd>
          </div>
        ))}
        <div className={styles['figure']}>
          <dt>{t('control:link.streams')}</dt>
          <dd>{use.streams}</dd>
        </div>
      </dl>
      <p className={isOver ? styles['told'] : styles['note']}>{t(isOver ? 'control:link.isOver' : 'control:link.isEnough')}</p>
    </>
  );
};

const LoweredRow = ({ tile }: { readonly tile: WallTile }): ReactNode => {
  const t = useText();
  const record = useCameraRecord(tile.camera);
  const { report, monitor } = tile;
  if (report === null || report.lowered === null) return null;
  return (
    <li className={styles['row']}>
      <span className={styles['place']}>{monitor === null ? t('control:place.deskTile', { tile: tile.tile + 1 }) : t('control:place.long', { monitor: monitor.number, tile: tile.tile + 1 })}</span>
      <span className={styles['name']} title={record?.name}>
        {record === undefined ? t('tiles:nameNotLoaded') : `${String(record.number)} ${record.name}`}
      </span>
      <span className={styles['how']}>{report.pace === 'full' ? t('control:link.leaner') : t(`tiles:pace.${report.pace}`)}</span>
      <span className={styles['why']}>{t(`tiles:cause.${report.lowered}`)}</span>
    </li>
  );
};
