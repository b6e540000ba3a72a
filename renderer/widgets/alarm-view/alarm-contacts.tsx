import { useMemo, type ReactNode } from 'react';
import type { Camera } from '@contract/domain/camera.ts';
import type { Force } from '@contract/domain/force.ts';
import { metresBetween } from '@contract/domain/geo.ts';
import { ONLY } from '@contract/state/slices.ts';
import { useText } from '../../i18n/use-text.ts';
import { selectRecords } from '../../state/selectors/records.ts';
import { useSlice } from '../../state/state-context.tsx';
import { useNumberFormat } from '../../ui/error-sentence.ts';
import { PageSection } from '../camera-page/index.ts';
import styles from './alarm-view.module.css';

const MOST_FORCES = 3;

/** Who can be turned to: who is on duty, the unit of the camera, forces near it. */
export const AlarmContacts = ({ record }: { readonly record: Camera | undefined }): ReactNode => {
  const t = useText();
  const format = useNumberFormat();
  const onDuty = useSlice('duty', (duty) => duty.records.get(ONLY)?.onDuty);
  const forces = useSlice('forces', selectRecords<Force>);
  const unitName = useSlice('units', ({ records }) => (record === undefined ? '' : (records.get(record.unitId)?.name ?? '')));
  const at = record?.position;
  const near = useMemo(() => {
    if (at === undefined) return [];
    return [...forces.values()]
      .flatMap((force) => {
        const last = force.trail.at(-1);
        return force.state === 'off' || last === undefined ? [] : [{ force, metres: metresBetween(last.at, at) }];
      })
      .sort((one, other) => one.metres - other.metres)
      .slice(0, MOST_FORCES);
  }, [forces, at]);
  const people = onDuty ?? [];
  return (
    <PageSection title={t('alarms:view.contacts')}>
      {people.length === 0 && near.length === 0 && unitName === '' && <p className={styles['quiet']}>{t('alarms:view.contactsNone')}</p>}
      <ul className={styles['lines']}>
        {people.map(({ personId, name, unitName: unit, workstation }) => (
          <li key={personId} className={styles['person']}>
            <span>{name}</span>
            <span className={styles['personSide']}>{[t('alarms:view.contactOnDuty'), unit, workstation].filter((part) => part !== '').join(' · ')}</span>
          </li>
        ))}
        {unitName !== '' && (
          <li className={styles['line']}>
            <span className={styles['lineMain']}>{unitName}</span>
            <span className={styles['lineSide']}>{[t('alarms:view.unit'), record?.owner === unitName ? '' : (record?.owner ?? '')].filter((part) => part !== '').join(' · ')}</span>
          </li>
        )}
        {near.map(({ force, metres }) => (
          <li key={force.id} className={styles['line']}>
            <span className={styles['lineMain']}>{force.name}</span>
            <span className={styles['lineSide']}>{[t(`map:force.kind.${force.kind}`), t(`map:force.state.${force.state}`), t('alarms:view.distance', { metres: format(Math.round(metres)) })].join(' · ')}</span>
          </li>
        ))}
      </ul>
    </PageSection>
  );
};
