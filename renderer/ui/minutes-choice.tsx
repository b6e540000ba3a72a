import type { ReactNode } from 'react';
import styles from './minutes-choice.module.css';

interface MinutesChoiceProps {
  readonly legend: string;
  /** Of the radio buttons; once in the page. */
  readonly name: string;
  readonly choices: readonly number[];
  readonly value: number;
  readonly onPick: (minutes: number) => void;
}

/** For how many minutes, of a few. */
export const MinutesChoice = ({ legend, name, choices, value, onPick }: MinutesChoiceProps): ReactNode => (
  <fieldset className={styles['minutes']}>
    <legend>{legend}</legend>
    {choices.map((choice) => (
      <label key={choice} className={styles['minute']}>
        <input
          type="radio"
          name={name}
          checked={value === choice}
          onChange={() => {
            onPick(choice);
          }}
        />
        {choice}
      </label>
    ))}
  </fieldset>
);
