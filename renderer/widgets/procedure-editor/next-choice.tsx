import type { ReactNode } from 'react';
import { useText } from '../../i18n/use-text.ts';
import { formLook } from '../../ui/form.tsx';
import type { DraftNext, DraftStep } from './draft.ts';

interface NextChoiceProps {
  readonly label: string;
  /** Its name stands above it; otherwise it is told to readers only. */
  readonly isNamed: boolean;
  readonly value: DraftNext;
  readonly step: DraftStep;
  readonly steps: readonly DraftStep[];
  readonly onChange: (next: DraftNext) => void;
}

const BELOW = 'below';
const END = 'end';
const prefixed = (id: string): string => `step:${id}`;

/** Where a step or an answer leads. */
export const NextChoice = ({ label, isNamed, value, step, steps, onChange }: NextChoiceProps): ReactNode => {
  const t = useText();
  const choice = (
    <select
      className="field-box"
      aria-label={label}
      value={value.kind === 'step' ? prefixed(value.id) : value.kind}
      onChange={(event) => {
        const picked = event.target.value;
        onChange(picked === BELOW ? { kind: 'below' } : picked === END ? { kind: 'end' } : { kind: 'step', id: picked.slice(prefixed('').length) });
      }}
    >
      <option value={BELOW}>{t('procedures:field.below')}</option>
      <option value={END}>{t('procedures:field.end')}</option>
      {steps.map((other, index) => other.id !== step.id && (
        <option key={other.id} value={prefixed(other.id)}>
          {`${String(index + 1)}. ${other.title}`}
        </option>
      ))}
    </select>
  );
  return isNamed ? (
    <label className={formLook.line}>
      {label}
      {choice}
    </label>
  ) : (
    choice
  );
};
