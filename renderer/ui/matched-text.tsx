import { Fragment, type ReactNode } from 'react';
import { foldText } from '@contract/domain/text-fold.ts';
import styles from './matched-text.module.css';

export interface TextPart {
  readonly text: string;
  readonly isMatch: boolean;
}

/** A text cut where what was typed stands in it, accents or not; the parts put together are the text. */
export function matchedParts(text: string, typed: string): readonly TextPart[] {
  const letters = [...text.normalize('NFC')];
  // One folded letter for each letter, so that a place in one is the same place in the other.
  const folded = letters.map((letter) => [...foldText(letter)][0] ?? ' ').join('');
  const isMatch = letters.map(() => false);
  for (const word of foldText(typed).split(' ').filter(Boolean)) {
    const atStart = ` ${folded}`.indexOf(` ${word}`);
    const at = atStart >= 0 ? atStart : folded.indexOf(word);
    if (at >= 0) isMatch.fill(true, at, at + word.length);
  }
  const parts: TextPart[] = [];
  for (const [index, letter] of letters.entries()) {
    const last = parts.at(-1);
    const matches = isMatch[index] === true;
    if (last?.isMatch === matches) parts[parts.length - 1] = { ...last, text: last.text + letter };
    else parts.push({ text: letter, isMatch: matches });
  }
  return parts;
}

/** A name in a list of results, with what was typed made plain in it. */
export const MatchedText = ({ text, typed }: { readonly text: string; readonly typed: string }): ReactNode =>
  typed === ''
    ? text
    : matchedParts(text, typed).map((part, index) => (
        <Fragment key={index}>{part.isMatch ? <mark className={styles['match']}>{part.text}</mark> : part.text}</Fragment>
      ));
