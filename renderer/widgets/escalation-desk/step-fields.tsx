import type { ReactNode } from 'react';
import { X } from 'lucide-react';
import { STEP_AFTER_S } from '@contract/domain/escalation-plan.ts';
import { CHANNELS, ESCALATION_CAUSES, LEVELS, type PlanStep } from '@contract/domain/escalation.ts';
import { useText } from '../../i18n/use-text.ts';
import { IconButton } from '../../ui/button.tsx';
import { formLook } from '../../ui/form.tsx';
import styles from './escalation-desk.module.css';

interface StepFieldsProps {
  readonly number: number;
  readonly step: PlanStep;
  readonly onChange: (step: PlanStep) => void;
  /** Null: the only one stays. */
  readonly onRemove: (() => void) | null;
}

/** One step of a plan: when what has not been done, after how long, who is told, and by what. */
export const StepFields = ({ number, step, onChange, onRemove }: StepFieldsProps): ReactNode => {
  const t = useText();
  const choice = <V extends string>(label: string, values: readonly V[], value: V, wordOf: (value: V) => string, put: (value: V) => void): ReactNode => (
    <label className={formLook.line}>
      {label}
      <select
        className="field-box"
        value={value}
        onChange={(event) => {
          const chosen = values.find((one) => one === event.target.value);
          if (chosen !== undefined) put(chosen);
        }}
      >
        {values.map((one) => (
          <option key={one} value={one}>
            {wordOf(one)}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <fieldset className={styles['step']}>
      <legend>{t('escalation:plan.step', { number })}</legend>
      <div className={styles['stepRow']}>
        {choice(t('escalation:plan.cause'), ESCALATION_CAUSES, step.cause, (cause) => t(`escalation:cause.${cause}`), (cause) => {
          onChange({ ...step, cause });
        })}
        <label className={formLook.line}>
          {t('escalation:plan.after')}
          <input
            className="field-box"
            type="number"
            min={STEP_AFTER_S.min}
            max={STEP_AFTER_S.max}
            required
            value={step.afterS}
            onChange={(event) => {
              onChange({ ...step, afterS: event.target.valueAsNumber || 0 });
            }}
          />
        </label>
        {choice(t('escalation:plan.level'), LEVELS, step.level, (level) => t(`escalation:level.${level}`), (level) => {
          onChange({ ...step, level });
        })}
        {onRemove !== null && (
          <IconButton label={t('escalation:plan.removeStep', { number })} onClick={onRemove}>
            <X size={16} aria-hidden />
          </IconButton>
        )}
      </div>
      <div className={styles['channels']} role="group" aria-label={t('escalation:plan.channels')}>
        {CHANNELS.map((channel) => (
          <label key={channel} className={styles['check']}>
            <input
              type="checkbox"
              checked={step.channels.includes(channel)}
              onChange={(event) => {
                onChange({ ...step, channels: CHANNELS.filter((one) => (one === channel ? event.target.checked : step.channels.includes(one))) });
              }}
            />
            {t(`escalation:channel.${channel}`)}
          </label>
        ))}
      </div>
    </fieldset>
  );
};
