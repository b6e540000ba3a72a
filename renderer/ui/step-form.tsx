import type { ReactNode } from 'react';
import { formLook } from './form.tsx';
import { withCommonDwell, type StepDrafts } from './step-draft.ts';
import { CommonDwell, StepList } from './step-list.tsx';

interface StepFieldsProps<W extends string> {
  readonly nameLabel: string;
  readonly name: string;
  readonly onName: (name: string) => void;
  /** Seconds for every line, as typed. */
  readonly common: string;
  readonly onCommon: (seconds: string) => void;
  readonly listLabel: string;
  readonly emptyWords: string;
  readonly steps: StepDrafts<W>;
  readonly nameOf: (what: W) => string;
  readonly onSteps: (steps: StepDrafts<W>) => void;
}

/** What everything that is shown in turn has: a name, a common dwell, and its lines. */
export const StepFields = <W extends string>({ nameLabel, name, onName, common, onCommon, listLabel, emptyWords, steps, nameOf, onSteps }: StepFieldsProps<W>): ReactNode => (
  <>
    <label className={formLook.line}>
      {nameLabel}
      <input
        className="field-box"
        value={name}
        maxLength={100}
        autoComplete="off"
        onChange={(event) => {
          onName(event.target.value);
        }}
      />
    </label>
    <CommonDwell
      value={common}
      onChange={onCommon}
      onApply={() => {
        onSteps(withCommonDwell(steps, common));
      }}
    />
    {steps.length === 0 ? <p className={formLook.none}>{emptyWords}</p> : <StepList label={listLabel} steps={steps} nameOf={nameOf} onChange={onSteps} />}
  </>
);
