import type { ReactNode } from 'react';
import { SlidersHorizontal } from 'lucide-react';
import { useText } from '../../i18n/use-text.ts';
import { filterValues } from '../../state/selectors/camera-filter.ts';
import { useView, useViewActions } from '../../state/state-context.tsx';
import { Button } from '../../ui/button.tsx';
import styles from './camera-filters.module.css';

/** Opens and closes the filters; says how many are in use. */
export const FilterButton = (): ReactNode => {
  const t = useText();
  const count = useView((view) => filterValues(view.query.filter).length);
  const isOpen = useView((view) => view.isFilterOpen);
  const { openFilters } = useViewActions();
  const label = count === 0 ? t('find:filters.open') : t('find:filters.openCount', { count });
  return (
    <Button
      look={isOpen ? 'primary' : 'plain'}
      className={styles['button']}
      aria-label={label}
      aria-expanded={isOpen}
      title={label}
      onClick={() => {
        openFilters(!isOpen);
      }}
    >
      <SlidersHorizontal size={16} aria-hidden />
      {count > 0 && <span className={styles['buttonCount']} data-count={count} aria-hidden="true" />}
    </Button>
  );
};
