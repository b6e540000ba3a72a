import type { ReactNode } from 'react';
import { ChevronsDown, Gauge } from 'lucide-react';
import type { LinkUseRecord } from '@contract/state/slices.ts';
import { formatTenths } from '../../i18n/format.ts';
import { useLanguage, useText } from '../../i18n/use-text.ts';
import { selectLinkUse } from '../../state/selectors/records.ts';
import { useSlice } from '../../state/state-context.tsx';
import { classNames } from '../../ui/class-names.ts';
import styles from './status-bar.module.css';

/** From here on the link is told in amber. */
export const NEARLY_FULL = 0.9;

/** Share of the budget that is planned or really used, whichever is more; 0 without a budget. */
export const usedShare = ({ budgetKbps, plannedKbps, measuredKbps }: Pick<LinkUseRecord, 'budgetKbps' | 'plannedKbps' | 'measuredKbps'>): number =>
  budgetKbps <= 0 ? 0 : Math.max(plannedKbps, measuredKbps) / budgetKbps;

/** What the pictures of this PC take of the link, and how many of them are lowered, with the cause. */
export const LinkUse = (): ReactNode => {
  const t = useText();
  const language = useLanguage();
  const use = useSlice('linkUse', selectLinkUse);
  if (use === null) return null;
  const mbps = (kbps: number): string => formatTenths(kbps / 1_000, language);
  const isNearlyFull = usedShare(use) >= NEARLY_FULL;
  const lowered = use.loweredByLink + use.loweredByMachine;
  return (
    <>
      {lowered > 0 && (
        <span className={classNames(styles['item'], styles['told'])} title={[use.loweredByLink > 0 && t('live:link.byLink', { count: use.loweredByLink }), use.loweredByMachine > 0 && t('live:link.byMachine', { count: use.loweredByMachine })].filter(Boolean).join(' · ')}>
          <ChevronsDown size={14} aria-hidden />
          {t('live:link.lowered', { count: lowered })}
        </span>
      )}
      <span
        className={classNames(styles['item'], styles['whole'], isNearlyFull && styles['amber'])}
        data-link={isNearlyFull ? 'nearly-full' : 'free'}
        title={t('live:link.detail', { measured: mbps(use.measuredKbps), planned: mbps(use.plannedKbps), wanted: mbps(use.wantedKbps), budget: mbps(use.budgetKbps), streams: use.streams })}
      >
        <Gauge size={14} aria-hidden />
        {t(isNearlyFull ? 'live:link.nearlyFull' : 'live:link.use', { measured: mbps(use.measuredKbps), budget: mbps(use.budgetKbps) })}
      </span>
    </>
  );
};
