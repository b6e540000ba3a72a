import { memo, type ReactNode } from 'react';
import type { QueryOrder } from '@contract/domain/camera-query.ts';
import type { FoundCameras } from '../../commands/use-found.ts';
import { useText } from '../../i18n/use-text.ts';
import { useView, useViewActions, useWindowState } from '../../state/state-context.tsx';
import { useNumberFormat } from '../../ui/error-sentence.ts';
import { AllActs } from './all-acts.tsx';
import styles from './camera-results.module.css';

/** Orders a person chooses from. */
const ORDERS = ['best', 'name', 'number'] as const satisfies readonly QueryOrder[];

/** How many were found, in which order they are listed, and what can be done with all of them. */
export const ResultBar = memo(({ found }: { readonly found: FoundCameras }): ReactNode => {
  const t = useText();
  const format = useNumberFormat();
  const { view } = useWindowState();
  const order = useView(({ query }) => query.order);
  const { ask, showFoundOnMap } = useViewActions();
  const { ids, near, total } = found;
  const exact = ids.slice(0, ids.length - near);
  const isNearOnly = near > 0 && exact.length === 0;
  const words = t(isNearOnly ? 'live:cameras.foundNear' : 'live:cameras.found', { total: format(total) });
  const told = (
    <p className={styles['found']} role="status">
      {words}
    </p>
  );
  return (
    <>
      {isNearOnly && told}
      <div className={styles['bar']}>
        {isNearOnly ? <span className={styles['found']} /> : told}
        <select
          className={`field-box ${styles['order'] ?? ''}`}
          aria-label={t('find:order.label')}
          value={order}
          onChange={(event) => {
            const chosen = ORDERS.find((known) => known === event.target.value);
            if (chosen !== undefined) ask({ ...view.store.getState().query, order: chosen });
          }}
        >
          {ORDERS.map((each) => (
            <option key={each} value={each}>
              {t(`find:order.${each}`)}
            </option>
          ))}
        </select>
        {/* What only comes close is not meant by "all". */}
        <AllActs label={t('find:act.all')} cameras={isNearOnly ? ids : exact} total={isNearOnly ? total : total - near} canSave onShowOnMap={showFoundOnMap} />
      </div>
      {ids.length < total && <p className={styles['capped']}>{t('find:capped', { shown: format(ids.length) })}</p>}
    </>
  );
});
ResultBar.displayName = 'ResultBar';
