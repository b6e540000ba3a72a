import { useEffect, useRef, type ReactNode } from 'react';
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
  const self = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(isOpen);
  useEffect(() => {
    // The focus went with the panel.
    if (wasOpen.current && !isOpen && document.activeElement === document.body) self.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  const label = count === 0 ? t('find:filters.open') : t('find:filters.openCount', { count });
  return (
    <Button
      ref={self}
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
