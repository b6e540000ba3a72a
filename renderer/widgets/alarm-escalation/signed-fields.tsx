import { useEffect, useState, type ReactNode } from 'react';
import type { TransferTarget } from '@contract/domain/escalation.ts';
import { ALARM_TEXT_MAX } from '@contract/domain/alarm.ts';
import { utcMs, type UtcMs } from '@contract/domain/units.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { useText } from '../../i18n/use-text.ts';
import { formLook } from '../../ui/form.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './alarm-escalation.module.css';

const MINUTE_MS = 60_000;
/** Deadlines that can be chosen, min. */
const DUE_MIN = [15, 30, 60, 240, 720] as const;

/** A deadline some minutes from now by the server's clock; '' chooses none. */
export const dueFrom = (minutes: string, nowUtcMs: number): UtcMs | null => (minutes === '' ? null : utcMs(Math.floor(nowUtcMs + Number(minutes) * MINUTE_MS)));

/** Tiers that can be given an alarm; null: not known yet. */
export function useTargets(): readonly TransferTarget[] | null {
  const { escalation } = useCommands();
  const [targets, setTargets] = useState<readonly TransferTarget[] | null>(null);
  useEffect(() => {
    let isGone = false;
    void escalation.targets().then((answer) => {
      if (!isGone) setTargets(answer.ok ? answer.value : []);
    });
    return () => {
      isGone = true;
    };
  }, [escalation]);
  return targets;
}

interface ChoiceProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

export const TargetChoice = ({ value, onChange, without }: ChoiceProps & { /** Server it came from. */ readonly without?: string }): ReactNode => {
  const t = useText();
  const targets = useTargets();
  return (
    <label className={formLook.line}>
      {t('escalation:transfer.to')}
      <select
        className="field-box"
        value={value}
        onChange={(event) => {
          onChange(event.target.value);
        }}
      >
        <option value="">–</option>
        {(targets ?? [])
          .filter(({ serverId }) => serverId !== without)
          .map(({ serverId, name }) => (
            <option key={serverId} value={serverId}>
              {name}
            </option>
          ))}
      </select>
    </label>
  );
};

export const DueChoice = ({ value, onChange }: ChoiceProps): ReactNode => {
  const t = useText();
  return (
    <label className={formLook.line}>
      {t('escalation:transfer.dueIn')}
      <select
        className="field-box"
        value={value}
        onChange={(event) => {
          onChange(event.target.value);
        }}
      >
        <option value="">{t('escalation:transfer.dueNone')}</option>
        {DUE_MIN.map((minutes) => (
          <option key={minutes} value={String(minutes)}>
            {minutes < 60 ? t('escalation:transfer.minutes', { count: minutes }) : t('escalation:transfer.hours', { count: minutes / 60 })}
          </option>
        ))}
      </select>
    </label>
  );
};

export const ReasonField = ({ value, onChange, label }: ChoiceProps & { readonly label: string }): ReactNode => (
  <label className={formLook.line}>
    {label}
    <textarea
      className={styles['area']}
      rows={2}
      maxLength={ALARM_TEXT_MAX}
      value={value}
      onChange={(event) => {
        onChange(event.target.value);
      }}
    />
  </label>
);

export const CodeField = ({ value, onChange }: ChoiceProps): ReactNode => {
  const t = useText();
  return (
    <TextField
      label={t('escalation:transfer.code')}
      hint={t('escalation:transfer.codeHint')}
      look="code"
      inputMode="numeric"
      autoComplete="one-time-code"
      maxLength={6}
      value={value}
      onChange={(event) => {
        onChange(event.target.value.replace(/\D/g, ''));
      }}
    />
  );
};
