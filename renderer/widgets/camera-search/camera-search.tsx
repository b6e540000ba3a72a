import { useEffect, useId, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { X } from 'lucide-react';
import { SEARCH_FIELD_ID } from '../../commands/use-shortcuts.ts';
import { useText } from '../../i18n/use-text.ts';
import { useView, useViewActions } from '../../state/state-context.tsx';
import { IconButton } from '../../ui/button.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import styles from './camera-search.module.css';

interface CameraSearchProps {
  /** Enter: the first result is wanted. */
  readonly onOpenFirst: () => void;
  /** Arrow down: on to the list. */
  readonly onLeaveDown: () => void;
}

/** The search field of the camera list. */
export const CameraSearch = ({ onOpenFirst, onLeaveDown }: CameraSearchProps): ReactNode => {
  const t = useText();
  const hintId = useId();
  const field = useRef<HTMLInputElement>(null);
  const text = useView((view) => view.query.text);
  const isWanted = useView((view) => view.wantsSearch);
  const { search, reachSearch } = useViewActions();
  useEffect(() => {
    if (!isWanted) return;
    field.current?.focus();
    reachSearch();
  }, [isWanted, reachSearch]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && text !== '') search('');
    else if (event.key === 'ArrowDown') onLeaveDown();
    else if (event.key === 'Enter' && text !== '') onOpenFirst();
    else return;
    event.preventDefault();
  };
  return (
    <search className={styles['search']}>
      <SearchField
        field={field}
        id={SEARCH_FIELD_ID}
        label={t('live:cameras.search')}
        placeholder={t('live:cameras.searchPlaceholder')}
        describedBy={hintId}
        value={text}
        onChange={search}
        onKeyDown={onKeyDown}
        after={
          text === '' ? (
            <kbd className={styles['key']} aria-hidden="true">
              /
            </kbd>
          ) : (
            <IconButton
              label={t('live:cameras.clearSearch')}
              onClick={() => {
                search('');
                field.current?.focus();
              }}
            >
              <X size={16} aria-hidden />
            </IconButton>
          )
        }
      />
      <span id={hintId} hidden>
        {t('live:cameras.noneHint')}
      </span>
    </search>
  );
};
