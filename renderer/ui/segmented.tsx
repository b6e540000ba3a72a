import type { KeyboardEvent, ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './segmented.module.css';

export interface SegmentedOption<V extends string> {
  readonly value: V;
  readonly name: string;
  readonly content: ReactNode;
  readonly tip?: string;
  readonly lang?: string;
}

interface SegmentedProps<V extends string> {
  readonly label: string;
  readonly value: V;
  readonly options: readonly SegmentedOption<V>[];
  readonly onPick: (value: V) => void;
}

/** One of a few, side by side: a radio group driven by arrows. */
export const Segmented = <V extends string>({ label, value, options, onPick }: SegmentedProps<V>): ReactNode => {
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const step = event.key === 'ArrowRight' || event.key === 'ArrowDown' ? 1 : event.key === 'ArrowLeft' || event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const at = options.findIndex((option) => option.value === value);
    const next = (at + step + options.length) % options.length;
    const option = options[next];
    if (option === undefined) return;
    onPick(option.value);
    event.currentTarget.querySelectorAll<HTMLElement>('[role="radio"]')[next]?.focus();
  };
  return (
    <div role="radiogroup" aria-label={label} className={styles['group']} onKeyDown={onKeyDown} data-own-keys="">
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          role="radio"
          aria-checked={option.value === value}
          aria-label={option.name}
          title={option.tip ?? option.name}
          lang={option.lang}
          tabIndex={option.value === value ? 0 : -1}
          className={classNames(styles['option'], option.value === value && styles['checked'])}
          onClick={() => {
            onPick(option.value);
          }}
        >
          {option.content}
        </button>
      ))}
    </div>
  );
};
