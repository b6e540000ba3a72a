import { useId, useState, type ReactNode } from 'react';
import type { FilterFacet, FilterValue } from '../../state/selectors/camera-filter.ts';
import { useText } from '../../i18n/use-text.ts';
import { classNames } from '../../ui/class-names.ts';
import { useNumberFormat } from '../../ui/error-sentence.ts';
import { Button } from '../../ui/button.tsx';
import { useFacetWord } from './facet-words.ts';
import styles from './camera-filters.module.css';

export interface FacetChoice {
  readonly isChosen: (value: FilterValue) => boolean;
  /** Null: not counted (yet). */
  readonly countOf: (value: FilterValue) => number | null;
  readonly onChoose: (value: FilterValue, isChosen: boolean) => void;
}

interface FacetValuesProps extends FacetChoice {
  readonly facet: FilterFacet;
  readonly values: readonly string[];
  /** Values beyond these are folded away, unless they are chosen. */
  readonly most?: number;
}

/** A facet: each of its values a switch with how many cameras it would leave. */
export const FacetValues = ({ facet, values, most = Infinity, ...choice }: FacetValuesProps): ReactNode => {
  const t = useText();
  const format = useNumberFormat();
  const titleId = useId();
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? values : values.filter((value, index) => index < most || choice.isChosen({ facet, value }));
  const folded = values.length - shown.length;
  return (
    <section className={styles['facet']} role="group" aria-labelledby={titleId}>
      <h4 id={titleId} className={styles['facetTitle']}>
        {t(`find:facet.${facet}`)}
      </h4>
      {values.length === 0 && <p className={styles['none']}>{t('find:filters.nothing')}</p>}
      <div className={styles['values']}>
        {shown.map((value) => (
          <FacetSwitch key={value} value={{ facet, value }} {...choice} />
        ))}
        {(folded > 0 || isWhole) && (
          <Button
            look="quiet"
            className={styles['more']}
            aria-expanded={isWhole}
            onClick={() => {
              setWhole(!isWhole);
            }}
          >
            {isWhole ? t('find:filters.fewer') : t('find:filters.more', { total: format(folded) })}
          </Button>
        )}
      </div>
    </section>
  );
};

/** One value of a facet; `look` line: with room for a long name. */
export const FacetSwitch = ({ value, isChosen, countOf, onChoose, look = 'box' }: FacetChoice & { readonly value: FilterValue; readonly look?: 'box' | 'line' }): ReactNode => {
  const t = useText();
  const format = useNumberFormat();
  const words = useFacetWord()(value);
  const count = countOf(value);
  const chosen = isChosen(value);
  return (
    <button
      type="button"
      aria-pressed={chosen}
      title={words}
      className={classNames(styles['value'], styles[look], chosen && styles['chosen'], count === 0 && !chosen && styles['dimmed'])}
      onClick={() => {
        onChoose(value, !chosen);
      }}
    >
      <span className={styles['valueWords']}>{words}</span>
      {count !== null && (
        <>
          {/* Drawn, not written: what is written in a button has to stand in its name as it is. */}
          <span className={styles['count']} data-count={format(count)} aria-hidden="true" />
          <span className="visually-hidden">, {t('live:cameras.found', { total: format(count) })}</span>
        </>
      )}
    </button>
  );
};
