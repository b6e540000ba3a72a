import { useEffect, useMemo, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { X } from 'lucide-react';
import { EMPTY_QUERY } from '@contract/domain/camera-query.ts';
import { useFacets } from '../../commands/use-facets.ts';
import { nameCollator } from '../../i18n/format.ts';
import { useLanguage, useText } from '../../i18n/use-text.ts';
import { askedQuery, hasValue, withValue } from '../../state/selectors/camera-filter.ts';
import { selectRecords } from '../../state/selectors/records.ts';
import { inNameOrder } from '../../state/selectors/shared-lists.ts';
import { useSlice, useView, useViewActions } from '../../state/state-context.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { useNumberFormat } from '../../ui/error-sentence.ts';
import { FacetValues, type FacetChoice } from './facet-values.tsx';
import { FIXED_VALUES, type FixedFacet } from './facet-words.ts';
import { UnitFacet } from './unit-facet.tsx';
import styles from './camera-filters.module.css';

interface FilterPanelProps {
  /** Words that are looked for besides; they count as the filters do. */
  readonly words: string;
  /** Cameras that fit now; null: not known yet. */
  readonly total: number | null;
}

const FIRST: readonly FixedFacet[] = ['kinds', 'states', 'onWall', 'purposes'];
const LATER: readonly FixedFacet[] = ['heights', 'types', 'analytics', 'connections', 'tiers'];
const MOST_NAMES = 10;

/** All that cameras can be filtered by. Filters count at once; the button at its foot goes back to what they leave. */
export const FilterPanel = ({ words: typed, total }: FilterPanelProps): ReactNode => {
  const t = useText();
  const format = useNumberFormat();
  const language = useLanguage();
  const self = useRef<HTMLElement>(null);
  const filter = useView((view) => view.query.filter);
  const groups = useSlice('groups', selectRecords);
  const actions = useViewActions();
  const asked = useMemo(() => askedQuery({ ...EMPTY_QUERY, text: typed, filter }), [typed, filter]);
  const { countOf, valuesOf } = useFacets(asked);
  useEffect(() => {
    self.current?.focus();
  }, []);
  const close = (): void => {
    actions.openFilters(false);
  };
  const choice: FacetChoice = {
    isChosen: (value) => hasValue(filter, value),
    countOf: ({ facet, value }) => (facet === 'onWall' || countOf === null ? null : countOf(facet, value)),
    onChoose: (value, isChosen) => {
      actions.filter(withValue(filter, value, isChosen));
    },
  };
  const fixed = (facet: FixedFacet): ReactNode => <FacetValues key={facet} facet={facet} values={FIXED_VALUES[facet]} {...choice} />;
  /** Values that some camera has, and those chosen already. */
  const named = (facet: 'makes' | 'tags'): readonly string[] => [...new Set([...(filter[facet] ?? []), ...valuesOf(facet).map(({ value }) => value)])];
  const words = total === 0 ? t('find:filters.showNone') : t('find:filters.show', { total: total === null ? '…' : format(total) });
  return (
    <section
      ref={self}
      tabIndex={-1}
      className={styles['panel']}
      aria-label={t('find:filters.title')}
      data-own-keys=""
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        close();
      }}
    >
      <header className={styles['head']}>
        <h3 className={styles['title']}>{t('find:filters.title')}</h3>
        <IconButton label={t('common:action.close')} onClick={close}>
          <X size={16} aria-hidden />
        </IconButton>
      </header>
      <div className={styles['facets']}>
        <UnitFacet {...choice} />
        {FIRST.map(fixed)}
        {groups.size > 0 && <FacetValues facet="groups" values={inNameOrder(groups.values(), nameCollator(language)).map(({ id }) => id)} most={MOST_NAMES} {...choice} />}
        {LATER.map(fixed)}
        <FacetValues facet="makes" values={named('makes')} most={MOST_NAMES} {...choice} />
        <FacetValues facet="tags" values={named('tags')} most={MOST_NAMES} {...choice} />
      </div>
      <footer className={styles['foot']}>
        <Button look="primary" className={styles['show']} onClick={close}>
          {words}
        </Button>
        <p className="visually-hidden" role="status">
          {words}
        </p>
      </footer>
    </section>
  );
};
