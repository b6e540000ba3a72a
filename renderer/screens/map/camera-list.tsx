import type { ReactNode } from 'react';
import { PlusSquare } from 'lucide-react';
import type { CameraId } from '@contract/domain/units.ts';
import { useText } from '../../i18n/use-text.ts';
import { useSlice } from '../../state/state-context.tsx';
import { useCameraCondition, useCameraRecord } from '../../state/use-camera-record.ts';
import { IconButton } from '../../ui/button.tsx';
import { CameraConditionShape } from '../../ui/camera-condition.tsx';
import { classNames } from '../../ui/class-names.ts';
import { carry } from '../../ui/drag-data.ts';
import { MapLine, MapList, type LinePlace } from './map-list.tsx';
import type { MapRow } from './map-rows.ts';
import { useDistanceWords } from './use-distance-words.ts';
import styles from './map-screen.module.css';

interface CameraListProps {
  readonly rows: readonly MapRow[];
  readonly label: string;
  readonly picked: CameraId | null;
  /** Shows a camera on the map. */
  readonly onShow: (row: MapRow) => void;
  readonly onOpen: (camera: CameraId) => void;
}

/** The map's cameras in words, one line each. */
export const CameraList = ({ rows, label, picked, onShow, onOpen }: CameraListProps): ReactNode => (
  <MapList rows={rows} label={label} renderLine={(row, place) => <CameraLine key={row.key} row={row} place={place} isPicked={row.camera === picked} onShow={onShow} onOpen={onOpen} />} />
);

interface CameraLineProps extends Pick<CameraListProps, 'onShow' | 'onOpen'> {
  readonly row: MapRow;
  readonly place: LinePlace;
  readonly isPicked: boolean;
}

const CameraLine = ({ row, place, isPicked, onShow, onOpen }: CameraLineProps): ReactNode => {
  const t = useText();
  const distance = useDistanceWords();
  const record = useCameraRecord(row.camera);
  const condition = useCameraCondition(row.camera);
  const unitName = useSlice('units', (replica) => (record === undefined ? '' : (replica.records.get(record.unitId)?.name ?? '')));
  const away = row.alongM === null ? t('map:list.away', { distance: distance(row.distanceM) }) : t('map:list.along', { distance: distance(row.alongM) });
  return (
    <MapLine
      place={place}
      isPicked={isPicked}
      data-camera={row.camera}
      title={t('map:list.show', { name: row.name })}
      mark={<span className={styles['number']}>{row.number}</span>}
      name={row.name}
      second={
        <>
          {condition !== 'working' && (
            <span className={classNames(styles['condition'], condition === 'lost' && styles['lost'])}>
              <CameraConditionShape condition={condition} />
              {t(`live:cameras.state.${condition}`)}
            </span>
          )}
          {[away, record?.address ?? unitName].filter((part) => part !== '').join(' · ')}
        </>
      }
      onShow={() => {
        onShow(row);
      }}
      draggable
      onDoubleClick={() => {
        onOpen(row.camera);
      }}
      onDragStart={(event) => {
        carry(event.dataTransfer, { camera: row.camera }, 'copy');
      }}
    >
      <IconButton
        label={t('live:cameras.open', { name: row.name })}
        className={styles['open']}
        tabIndex={-1}
        onClick={() => {
          onOpen(row.camera);
        }}
      >
        <PlusSquare size={16} aria-hidden />
      </IconButton>
    </MapLine>
  );
};
