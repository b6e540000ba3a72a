import type { KeyboardEvent, ReactNode, Ref } from 'react';
import { Search } from 'lucide-react';
import { classNames } from './class-names.ts';
import styles from './search-field.module.css';

interface SearchFieldProps {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly onKeyDown?: (event: KeyboardEvent) => void;
  /** Id of what tells more, as how many were found. */
  readonly describedBy?: string;
  readonly id?: string;
  readonly field?: Ref<HTMLInputElement>;
  /** Stands behind the text. */
  readonly after?: ReactNode;
}

/** A field to search with; as wide as its surroundings let it be. */
export const SearchField = ({ label, placeholder, value, onChange, onKeyDown, describedBy, id, field, after }: SearchFieldProps): ReactNode => (
  <label className={classNames('field-box', styles['search'])}>
    <Search size={16} aria-hidden />
    <input
      ref={field}
      id={id}
      type="search"
      className={styles['field']}
      aria-label={label}
      aria-describedby={describedBy}
      placeholder={placeholder}
      value={value}
      maxLength={100}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => {
        onChange(event.target.value);
      }}
      onKeyDown={onKeyDown}
    />
    {after}
  </label>
);
