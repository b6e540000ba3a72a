import type { ReactNode } from 'react';
import { ALARM_KEY_ACTS, alarmKeyWords } from '../../commands/alarm-keys.ts';
import { useText } from '../../i18n/use-text.ts';
import styles from './alarms-screen.module.css';

/** The keys of the alarm screen, where an alarm in view will stand. */
export const AlarmKeyList = (): ReactNode => {
  const t = useText();
  return (
    <div className={styles['idle']}>
      <p className={styles['idleWords']}>{t('alarms:view.idle')}</p>
      <h2 className={styles['idleTitle']}>{t('alarms:keys.title')}</h2>
      <dl className={styles['keys']}>
        <Line keys={['↑', '↓']} words={t('alarms:keys.move')} />
        {ALARM_KEY_ACTS.map((act) => (
          <Line key={act} keys={alarmKeyWords(act)} words={t(`alarms:keys.${act}`)} />
        ))}
        <Line keys={['?']} words={t('alarms:keys.help')} />
      </dl>
    </div>
  );
};

const Line = ({ keys, words }: { readonly keys: readonly string[]; readonly words: string }): ReactNode => (
  <div className={styles['keyLine']}>
    <dt>
      {keys.map((key) => (
        <kbd key={key}>{key}</kbd>
      ))}
    </dt>
    <dd>{words}</dd>
  </div>
);
