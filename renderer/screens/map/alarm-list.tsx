import { useMemo, type ReactNode } from 'react';
import type { Alarm } from '@contract/domain/alarm.ts';
import type { CameraId } from '@contract/domain/units.ts';
import { formatTime } from '../../i18n/format.ts';
import { useText } from '../../i18n/use-text.ts';
import { alarmsInOrder } from '../../state/selectors/alarms-in-order.ts';
import { selectRecords } from '../../state/selectors/records.ts';
import { useSlice } from '../../state/state-context.tsx';
import { useCameraRecord } from '../../state/use-camera-record.ts';
import { AlarmShape } from '../../ui/alarm-shape.tsx';
import { alarmTitle } from '../../ui/alarm-words.ts';
import { carry } from '../../ui/drag-data.ts';
import { MapLine, MapList, type LinePlace } from './map-list.tsx';
import styles from './map-screen.module.css';

interface AlarmListProps {
  readonly picked: CameraId | null;
  /** The map is to go to its camera. Nothing happens for an alarm without a camera. */
  readonly onShow: (camera: CameraId) => void;
}

/** Open alarms in words: the highest priority first, the newest first within it. */
export const AlarmList = ({ picked, onShow }: AlarmListProps): ReactNode => {
  const t = useText();
  const alarms = useSlice('alarms', selectRecords<Alarm>);
  const rows = useMemo(() => alarmsInOrder([...alarms.values()]).map((alarm) => ({ key: alarm.id, alarm })), [alarms]);
  if (rows.length === 0) return <p className={styles['none']}>{t('map:list.noneAlarms')}</p>;
  return <MapList rows={rows} label={t('map:list.linesAlarms')} renderLine={({ key, alarm }, place) => <AlarmLine key={key} alarm={alarm} place={place} isPicked={alarm.camera !== null && alarm.camera === picked} onShow={onShow} />} />;
};

interface AlarmLineProps extends Pick<AlarmListProps, 'onShow'> {
  readonly alarm: Alarm;
  readonly place: LinePlace;
  readonly isPicked: boolean;
}

const AlarmLine = ({ alarm, place, isPicked, onShow }: AlarmLineProps): ReactNode => {
  const t = useText();
  const { camera } = alarm;
  const title = alarmTitle(t, alarm);
  const record = useCameraRecord(camera);
  const where = camera === null ? t('map:list.noCamera') : record === undefined ? '' : `${String(record.number)} ${record.name}`;
  return (
    <MapLine
      place={place}
      isPicked={isPicked}
      title={where === '' ? title : `${title} · ${where}`}
      mark={<AlarmShape priority={alarm.priority} className={styles['alarmShape']} />}
      name={title}
      second={[t(`content:alarms.priority.${alarm.priority}`), where].filter((part) => part !== '').join(' · ')}
      aside={<time>{formatTime(alarm.raisedUtcMs)}</time>}
      onShow={() => {
        if (camera !== null) onShow(camera);
      }}
      draggable={camera !== null}
      onDragStart={(event) => {
        carry(event.dataTransfer, { alarm: alarm.id, ...(camera !== null && { camera }) }, 'copy');
      }}
    />
  );
};
