import { useId, useMemo, useState, type ReactNode } from 'react';
import type { OrgUnit } from '@contract/domain/camera.ts';
import { foldText, matchesFolded } from '@contract/domain/text-fold.ts';
import { nameCollator } from '../../i18n/format.ts';
import { useLanguage, useText } from '../../i18n/use-text.ts';
import { selectRecords } from '../../state/selectors/records.ts';
import { useSlice } from '../../state/state-context.tsx';
import { useNumberFormat } from '../../ui/error-sentence.ts';
import { SearchField } from '../../ui/search-field.tsx';
import { FacetSwitch, type FacetChoice } from './facet-values.tsx';
import styles from './camera-filters.module.css';

const MOST_UNITS = 8;

/** Units, each with what is below it: chosen ones first, then those that leave the most cameras; others are found by name. */
export const UnitFacet = (choice: FacetChoice): ReactNode => {
  const t = useText();
  const format = useNumberFormat();
  const language = useLanguage();
  const titleId = useId();
  const [text, setText] = useState('');
  const units = useSlice('units', selectRecords<OrgUnit>);
  const folded = useMemo(() => {
    const { compare } = nameCollator(language);
    return [...units.values()].sort((one, other) => compare(one.name, other.name)).map(({ id, name }) => ({ id, name: foldText(name) }));
  }, [units, language]);
  const typed = foldText(text);
  const found = folded
    .filter(({ id, name }) => (typed === '' ? true : matchesFolded(name, typed) || choice.isChosen({ facet: 'units', value: id })))
    .map(({ id }) => ({ id, isChosen: choice.isChosen({ facet: 'units', value: id }), count: choice.countOf({ facet: 'units', value: id }) ?? 0 }))
    .sort((one, other) => Number(other.isChosen) - Number(one.isChosen) || other.count - one.count);
  const chosen = found.filter(({ isChosen }) => isChosen).length;
  const shown = found.slice(0, chosen + MOST_UNITS);
  const left = found.length - shown.length;
  return (
    <section className={styles['facet']} role="group" aria-labelledby={titleId}>
      <h4 id={titleId} className={styles['facetTitle']}>
        {t('find:facet.units')}
      </h4>
      <div className={styles['unitSearch']}>
        <SearchField label={t('find:filters.unitSearch')} placeholder={t('find:filters.unitPlaceholder')} value={text} onChange={setText} />
      </div>
      <div className={styles['units']}>
        {shown.map(({ id }) => (
          <FacetSwitch key={id} value={{ facet: 'units', value: id }} look="line" {...choice} />
        ))}
      </div>
      {found.length === 0 && <p className={styles['none']}>{t('find:filters.noUnit')}</p>}
      {left > 0 && <p className={styles['none']}>{t('find:filters.moreUnits', { total: format(left) })}</p>}
    </section>
  );
};
