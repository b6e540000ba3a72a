import { useMemo, type ReactNode } from 'react';
import { BellOff } from 'lucide-react';
import type { Alarm } from '@contract/domain/alarm.ts';
import { formatTime } from '../../../i18n/format.ts';
import { useText } from '../../../i18n/use-text.ts';
import { alarmsInOrder } from '../../../state/selectors/alarms-in-order.ts';
import { selectRecords } from '../../../state/selectors/records.ts';
import { useSlice } from '../../../state/state-context.tsx';
import { useCameraRecord } from '../../../state/use-camera-record.ts';
import { AlarmShape } from '../../../ui/alarm-shape.tsx';
import { alarmTitle } from '../../../ui/alarm-words.ts';
import { carry } from '../../../ui/drag-data.ts';
import { PlainTile } from '../../video-tile/index.ts';
import type { ContentProps } from '../content-kind.ts';
import styles from '../tile-content.module.css';

/** More do not fit any tile legibly. */
const MOST_LINES = 40;

/** Open alarms: the highest priority on top, the newest first within it. */
export const AlarmsContent = ({ place }: ContentProps<'alarms'>): ReactNode => {
  const t = useText();
  const alarms = useSlice('alarms', selectRecords<Alarm>);
  const sorted = useMemo(() => alarmsInOrder([...alarms.values()]), [alarms]);
  return (
    <PlainTile {...place.figure} label={t('content:kind.alarms')} content="alarms">
      {sorted.length === 0 ? (
        <div className={styles['words']}>
          <BellOff className={styles['wordsShape']} strokeWidth={1.75} aria-hidden />
          <p className={styles['wordsTitle']}>{t('content:alarms.none')}</p>
        </div>
      ) : (
        <div className={styles['alarms']}>
          <p className={styles['alarmsTitle']}>{t('content:alarms.title', { count: sorted.length })}</p>
          <ol className={styles['alarmRows']}>
            {sorted.slice(0, MOST_LINES).map((alarm) => (
              <AlarmLine key={alarm.id} alarm={alarm} />
            ))}
          </ol>
        </div>
      )}
      {place.children}
    </PlainTile>
  );
};

const AlarmLine = ({ alarm }: { readonly alarm: Alarm }): ReactNode => {
  const t = useText();
  const camera = useCameraRecord(alarm.camera);
  const title = alarmTitle(t, alarm);
  return (
    <li
      className={styles['alarm']}
      data-priority={alarm.priority}
      draggable
      onDragStart={(event) => {
        event.stopPropagation();
        carry(event.dataTransfer, { alarm: alarm.id, ...(alarm.camera !== null && { camera: alarm.camera }) }, 'copy');
      }}
    >
      <AlarmShape priority={alarm.priority} className={styles['alarmShape']} />
      <span className={styles['alarmWord']}>{t(`content:alarms.priority.${alarm.priority}`)}</span>
      <span className={styles['alarmName']} title={title}>
        {title}
        {camera !== undefined && <span className={styles['alarmCamera']}> · {camera.name}</span>}
      </span>
      <time className={styles['alarmTime']}>{formatTime(alarm.raisedUtcMs)}</time>
    </li>
  );
};
