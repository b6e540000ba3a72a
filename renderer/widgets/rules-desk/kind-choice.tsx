import type { ReactNode } from 'react';
import { ALARM_KINDS, type AlarmKind } from '@contract/domain/alarm-kind.ts';
import { useText } from '../../i18n/use-text.ts';
import styles from './rules-desk.module.css';

interface KindChoiceProps {
  readonly kinds: readonly AlarmKind[];
  readonly onChange: (kinds: readonly AlarmKind[]) => void;
}

/** Kinds a rule is for; none: all of them. */
export const KindChoice = ({ kinds, onChange }: KindChoiceProps): ReactNode => {
  const t = useText();
  return (
    <details className={styles['part']}>
      <summary className={styles['summary']}>
        {t('rules:scope.kinds')} <span className={styles['muted']}>{kinds.length === 0 ? t('rules:scope.allKinds') : kinds.map((kind) => t(`alarms:kind.${kind}`)).join(', ')}</span>
      </summary>
      <div className={styles['choices']}>
        {ALARM_KINDS.map((kind) => (
          <label key={kind} className={styles['choice']}>
            <input
              type="checkbox"
              checked={kinds.includes(kind)}
              onChange={(event) => {
                onChange(event.target.checked ? [...kinds, kind] : kinds.filter((each) => each !== kind));
              }}
            />
            {t(`alarms:kind.${kind}`)}
          </label>
        ))}
      </div>
    </details>
  );
};
