import { useRef, type KeyboardEvent, type ReactNode } from 'react';
import { X } from 'lucide-react';
import { SEARCH_FIELD_ID } from '../../commands/use-shortcuts.ts';
import { useText } from '../../i18n/use-text.ts';
import { filterValues, withValue, type FilterValue } from '../../state/selectors/camera-filter.ts';
import { useView, useViewActions } from '../../state/state-context.tsx';
import { Button } from '../../ui/button.tsx';
import { useFacetWord } from './facet-words.ts';
import styles from './camera-filters.module.css';

/** What is filtered by, each to be given up by a click, Delete or Backspace; nothing when nothing is. */
export const FilterChips = (): ReactNode => {
  const t = useText();
  const word = useFacetWord();
  const list = useRef<HTMLUListElement>(null);
  const filter = useView((view) => view.query.filter);
  const actions = useViewActions();
  const values = filterValues(filter);
  if (values.length === 0) return null;
  const toField = (): void => {
    document.getElementById(SEARCH_FIELD_ID)?.focus();
  };
  const giveUp = (value: FilterValue, index: number): void => {
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])];
    const next = buttons[index + 1] ?? buttons[index - 1];
    if (next === undefined) toField();
    else next.focus();
    actions.filter(withValue(filter, value, false));
  };
  return (
    <div className={styles['active']} role="group" aria-label={t('find:filters.active')}>
      <ul ref={list} className={styles['chips']} data-own-keys="">
        {values.map((value, index) => {
          const facet = t(`find:facet.${value.facet}`);
          const words = word(value);
          return (
            <li key={`${value.facet} ${value.value}`}>
              <button
                type="button"
                className={styles['chip']}
                aria-label={t('find:filters.remove', { facet, value: words })}
                title={`${facet}: ${words}. ${t('find:filters.removeTip')}`}
                onClick={() => {
                  giveUp(value, index);
                }}
                onKeyDown={(event: KeyboardEvent) => {
                  if (event.key !== 'Delete' && event.key !== 'Backspace') return;
                  event.preventDefault();
                  giveUp(value, index);
                }}
              >
                <span className={styles['chipWords']}>{words}</span>
                <X size={14} aria-hidden />
              </button>
            </li>
          );
        })}
      </ul>
      {values.length > 1 && (
        <Button
          look="quiet"
          className={styles['clear']}
          aria-label={t('find:filters.clear')}
          onClick={() => {
            toField();
            actions.filter({});
          }}
        >
          {t('find:filters.clearShort')}
        </Button>
      )}
    </div>
  );
};
