import type { ReactNode } from 'react';
import { ONLY } from '@contract/state/slices.ts';
import { useText } from '../../i18n/use-text.ts';
import { holdsRight, selectPerson, selectRecords, selectTier } from '../../state/selectors/records.ts';
import { useSlice } from '../../state/state-context.tsx';
import { EmptyNote } from '../../ui/empty-note.tsx';
import { HandoverPart } from './handover-part.tsx';
import { MyShift } from './my-shift.tsx';
import { OnDutyList } from './on-duty-list.tsx';
import { PastHandovers } from './past-handovers.tsx';
import styles from './duty-desk.module.css';

/** Who is on duty, the person's own shift, and shifts handed over. */
export const DutyDesk = (): ReactNode => {
  const t = useText();
  const person = useSlice('session', selectPerson);
  const tier = useSlice('tier', selectTier);
  const duty = useSlice('duty', selectRecords).get(ONLY);
  if (person === null || duty === undefined) return null;
  if (tier?.service?.capabilities.includes('duty') !== true) return <EmptyNote title={t('duty:mine.notOffered')} />;
  const shift = duty.onDuty.find(({ personId }) => personId === person.id) ?? null;
  const isOnline = tier.connection.kind === 'online';
  const mayHandle = holdsRight(person, 'alarm.handle');
  return (
    <div className={styles['desk']}>
      <div className={styles['now']}>
        {isOnline ? null : <p className={styles['offline']}>{t('duty:mine.offline')}</p>}
        {mayHandle ? <MyShift shift={shift} isOnline={isOnline} /> : <p className={styles['muted']}>{t('duty:mine.noRight')}</p>}
        <OnDutyList onDuty={duty.onDuty} personId={person.id} />
        {mayHandle && <PastHandovers handover={duty.handover} />}
      </div>
      {mayHandle && <HandoverPart handover={duty.handover} person={person} isOnDuty={shift !== null} isOnline={isOnline} />}
    </div>
  );
};
