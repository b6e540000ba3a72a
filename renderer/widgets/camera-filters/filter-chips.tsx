import { useRef, type KeyboardEvent, type ReactNode } from 'react';
import { Search, X } from 'lucide-react';
import { SEARCH_FIELD_ID } from '../../commands/use-shortcuts.ts';
import { useText } from '../../i18n/use-text.ts';
import { filterValues, withValue } from '../../state/selectors/camera-filter.ts';
import { useView, useViewActions } from '../../state/state-context.tsx';
import { Button } from '../../ui/button.tsx';
import { useFacetWord } from './facet-words.ts';
import styles from './camera-filters.module.css';

interface FilterChipsProps {
  /** Words that count besides the filters, where the screen has no field of its own for them. */
  readonly words?: string;
  readonly onGiveUpWords?: () => void;
  /** Takes the focus when the last is given up. */
  readonly fieldId?: string;
}

/** What is filtered by, each to be given up by a click, Delete or Backspace; nothing when nothing is. */
export const FilterChips = ({ words = '', onGiveUpWords = () => undefined, fieldId = SEARCH_FIELD_ID }: FilterChipsProps): ReactNode => {
  const t = useText();
  const word = useFacetWord();
  const list = useRef<HTMLUListElement>(null);
  const filter = useView((view) => view.query.filter);
  const actions = useViewActions();
  const values = filterValues(filter);
  const hasWords = words !== '';
  if (values.length === 0 && !hasWords) return null;
  const toField = (): void => {
    document.getElementById(fieldId)?.focus();
  };
  const giveUp = (chip: HTMLElement, give: () => void): void => {
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])];
    const index = buttons.findIndex((button) => button === chip);
    const next = buttons[index + 1] ?? buttons[index - 1];
    if (next === undefined) toField();
    else next.focus();
    give();
  };
  return (
    <div className={styles['active']} role="group" aria-label={t('find:filters.active')}>
      <ul ref={list} className={styles['chips']} data-own-keys="">
        {hasWords && (
          <Chip
            label={t('find:filters.removeWords', { words })}
            title={t('find:filters.words', { words })}
            onGiveUp={(chip) => {
              giveUp(chip, onGiveUpWords);
            }}
          >
            <Search size={14} aria-hidden />
            <span className={styles['chipWords']}>{words}</span>
          </Chip>
        )}
        {values.map((value) => {
          const facet = t(`find:facet.${value.facet}`);
          const name = word(value);
          return (
            <Chip
              key={`${value.facet} ${value.value}`}
              label={t('find:filters.remove', { facet, value: name })}
              title={`${facet}: ${name}`}
              onGiveUp={(chip) => {
                giveUp(chip, () => {
                  actions.filter(withValue(filter, value, false));
                });
              }}
            >
              <span className={styles['chipWords']}>{name}</span>
            </Chip>
          );
        })}
      </ul>
      {values.length + Number(hasWords) > 1 && (
        <Button
          look="quiet"
          className={styles['clear']}
          aria-label={t('find:filters.clear')}
          onClick={() => {
            toField();
            onGiveUpWords();
            actions.filter({});
          }}
        >
          {t('find:filters.clearShort')}
        </Button>
      )}
    </div>
  );
};

interface ChipProps {
  readonly label: string;
  readonly title: string;
  readonly onGiveUp: (chip: HTMLElement) => void;
  readonly children: ReactNode;
}

const Chip = ({ label, title, onGiveUp, children }: ChipProps): ReactNode => {
  const t = useText();
  return (
    <li>
      <button
        type="button"
        className={styles['chip']}
        aria-label={label}
        title={`${title}. ${t('find:filters.removeTip')}`}
        onClick={({ currentTarget }) => {
          onGiveUp(currentTarget);
        }}
        onKeyDown={(event: KeyboardEvent<HTMLElement>) => {
          if (event.key !== 'Delete' && event.key !== 'Backspace') return;
          event.preventDefault();
          onGiveUp(event.currentTarget);
        }}
      >
        {children}
        <X size={14} aria-hidden />
      </button>
    </li>
  );
};
