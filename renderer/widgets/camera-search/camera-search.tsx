import { useId, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { Search, X } from 'lucide-react';
import { SEARCH_FIELD_ID } from '../../commands/use-shortcuts.ts';
import { useText } from '../../i18n/use-text.ts';
import { useView, useViewActions } from '../../state/state-context.tsx';
import { IconButton } from '../../ui/button.tsx';
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
  const text = useView((view) => view.searchText);
  const { search } = useViewActions();
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && text !== '') search('');
    else if (event.key === 'ArrowDown') onLeaveDown();
    else if (event.key === 'Enter' && text !== '') onOpenFirst();
    else return;
    event.preventDefault();
  };
  return (
    <search className={styles['search']}>
      <Search size={16} className={styles['glass']} aria-hidden />
      <input
        ref={field}
        id={SEARCH_FIELD_ID}
        type="search"
        className={styles['field']}
        aria-label={t('live:cameras.search')}
        aria-describedby={hintId}
        placeholder={t('live:cameras.searchPlaceholder')}
        value={text}
        maxLength={100}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          search(event.target.value);
        }}
        onKeyDown={onKeyDown}
      />
      {text === '' ? (
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
      )}
      <span id={hintId} hidden>
        {t('live:cameras.noneHint')}
      </span>
    </search>
  );
};
