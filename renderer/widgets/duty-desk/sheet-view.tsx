import type { ReactNode } from 'react';
import type { HandoverSheet } from '@contract/domain/duty.ts';
import { ownerOf } from '@contract/domain/alarm.ts';
import { formatShortMoment } from '../../i18n/format.ts';
import { useText } from '../../i18n/use-text.ts';
import { AlarmShape } from '../../ui/alarm-shape.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useNumberFormat } from '../../ui/error-sentence.ts';
import { SheetTable } from './sheet-table.tsx';
import styles from './sheet-view.module.css';

/** What a shift leaves the next, part by part: on the desk and on paper. A part without anything says so. */
export const SheetView = ({ sheet }: { readonly sheet: HandoverSheet }): ReactNode => {
  const t = useText();
  const number = useNumberFormat();
  const { open, openTotal, shelved, holds, ptzLeases, muted, lostCameras, notes } = sheet;
  const none = <p className={styles['none']}>{t('duty:sheet.none')}</p>;
  return (
    <div className={styles['sheet']}>
      <Part title={t('duty:sheet.notes')} isEmpty={notes.trim() === ''}>{notes.trim() === '' ? none : <p className={styles['notes']}>{notes}</p>}</Part>
      <Part title={openTotal === 0 ? t('duty:sheet.open') : t('duty:sheet.openCount', { count: openTotal })} isEmpty={open.length === 0}>
        {open.length === 0 ? none : (
          <SheetTable
            label={t('duty:sheet.open')}
            heads={[t('duty:sheet.priority'), t('duty:sheet.what'), t('duty:sheet.where'), t('duty:sheet.when'), t('duty:sheet.state')]}
            rows={open.map((alarm) => ({
              key: alarm.id,
              cells: [
                <span key="priority" className={styles['priority']}>
                  <AlarmShape priority={alarm.priority} className={styles['shape']} />
                  {t(`content:alarms.priority.${alarm.priority}`)}
                </span>,
                alarm.members === 0 ? alarm.title : `${alarm.title} (${t('duty:sheet.members', { members: number(alarm.members) })})`,
                alarm.site === '' ? t('alarms:noPlace') : alarm.site,
                formatShortMoment(alarm.raisedUtcMs),
                [t(`alarms:life.${alarm.life.kind}`), ownerOf(alarm)?.name].filter((word) => word !== undefined).join(', '),
              ],
            }))}
          />
        )}
        {openTotal > open.length && <p className={styles['none']}>{t('duty:sheet.openMore', { shown: number(open.length), total: number(openTotal) })}</p>}
      </Part>
      <Part title={t('duty:sheet.shelved')} isEmpty={shelved.length === 0}>
        {shelved.length === 0 ? none : (
          <SheetTable
            label={t('duty:sheet.shelved')}
            heads={[t('duty:sheet.what'), t('duty:sheet.reason'), t('duty:sheet.by'), t('duty:sheet.until')]}
            rows={shelved.map(({ id, title, reason, byName, untilUtcMs }) => ({ key: id, cells: [title, reason, byName, formatShortMoment(untilUtcMs)] }))}
          />
        )}
      </Part>
      <Part title={lostCameras.total === 0 ? t('duty:sheet.lost') : t('duty:sheet.lostCount', { count: lostCameras.total })} isEmpty={lostCameras.total === 0}>
        {lostCameras.named.length === 0 ? none : (
          <SheetTable label={t('duty:sheet.lost')} heads={[t('duty:sheet.camera'), t('duty:sheet.since')]} rows={lostCameras.named.map(({ camera, cameraName, sinceUtcMs }) => ({ key: camera, cells: [cameraName, formatShortMoment(sinceUtcMs)] }))} />
        )}
        {lostCameras.total > lostCameras.named.length && <p className={styles['none']}>{t('duty:sheet.lostMore', { shown: number(lostCameras.named.length) })}</p>}
      </Part>
      <Part title={t('duty:sheet.ptzLeases')} isEmpty={ptzLeases.length === 0}>
        {ptzLeases.length === 0 ? none : (
          <SheetTable label={t('duty:sheet.ptzLeases')} heads={[t('duty:sheet.camera'), t('duty:sheet.by'), t('duty:sheet.until')]} rows={ptzLeases.map(({ camera, cameraName, byName, untilUtcMs }) => ({ key: camera, cells: [cameraName, byName, formatShortMoment(untilUtcMs)] }))} />
        )}
      </Part>
      <Part title={t('duty:sheet.holds')} isEmpty={holds.length === 0}>
        {holds.length === 0 ? <p className={styles['none']}>{t('duty:sheet.noHolds')}</p> : (
          <SheetTable label={t('duty:sheet.holds')} heads={[t('duty:sheet.camera'), t('duty:sheet.by'), t('duty:sheet.since')]} rows={holds.map(({ camera, cameraName, byName, sinceUtcMs }) => ({ key: camera, cells: [cameraName, byName, formatShortMoment(sinceUtcMs)] }))} />
        )}
      </Part>
      <Part title={t('duty:sheet.muted')} isEmpty={muted.length === 0}>
        {muted.length === 0 ? none : (
          <ul>
            {muted.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        )}
      </Part>
    </div>
  );
};

/** `isEmpty`: it takes one line only. */
const Part = ({ title, isEmpty, children }: { readonly title: string; readonly isEmpty: boolean; readonly children: ReactNode }): ReactNode => (
  <section className={classNames(styles['part'], isEmpty && styles['empty'])}>
    <h3>{title}</h3>
    {children}
  </section>
);
