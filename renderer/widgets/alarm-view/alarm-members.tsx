import { useEffect, useState, type ReactNode } from 'react';
import type { Alarm } from '@contract/domain/alarm.ts';
import type { AppError } from '@contract/domain/result.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { formatTime } from '../../i18n/format.ts';
import { useText } from '../../i18n/use-text.ts';
import { alarmTitle, stateWords } from '../../ui/alarm-words.ts';
import { AlarmShape } from '../../ui/alarm-shape.tsx';
import { useErrorSentence, useNumberFormat } from '../../ui/error-sentence.ts';
import { PageSection } from '../camera-page/index.ts';
import styles from './alarm-view.module.css';

/** Most members written out. */
const MOST = 50;

/** The alarms of an incident, newest first. */
export const AlarmMembers = ({ alarm: { id, members } }: { readonly alarm: Alarm }): ReactNode => {
  const t = useText();
  const format = useNumberFormat();
  const sentence = useErrorSentence();
  const { alarms } = useCommands();
  const [told, setTold] = useState<{ readonly items: readonly Alarm[]; readonly error: AppError | null }>({ items: [], error: null });
  useEffect(() => {
    let isOver = false;
    void alarms.members(id).then((answer) => {
      if (!isOver) setTold((before) => (answer.ok ? { items: answer.value, error: null } : { ...before, error: answer.error }));
    });
    return () => {
      isOver = true;
    };
  }, [alarms, id, members]);
  const shown = told.items.slice(0, MOST);
  return (
    <PageSection title={t('alarms:view.members')} aside={<span className={styles['quiet']}>{shown.length < members ? t('alarms:view.membersMore', { shown: format(shown.length), total: format(members) }) : format(members)}</span>}>
      {told.error !== null && <p className={styles['quiet']}>{sentence(told.error)}</p>}
      <ul className={styles['lines']}>
        {shown.map((member) => (
          <li key={member.id} className={styles['line']}>
            <AlarmShape priority={member.priority} className={styles['smallShape']} />
            <time className={styles['stepTime']}>{formatTime(member.raisedUtcMs)}</time>
            <span className={styles['lineMain']}>{[alarmTitle(t, member), member.site].filter((part) => part !== '').join(' · ')}</span>
            <span className={styles['lineSide']}>{member.life.kind === 'merged' ? '' : stateWords(t, member)}</span>
          </li>
        ))}
      </ul>
    </PageSection>
  );
};
