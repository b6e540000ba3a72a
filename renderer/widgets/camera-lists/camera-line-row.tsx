import type { ReactNode } from 'react';
import { Flashlight, MonitorUp, PlusSquare, VideoOff, Wrench } from 'lucide-react';
import { monitorSurface } from '@contract/domain/units.ts';
import type { Monitor } from '@contract/domain/wall.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { formatShortMoment } from '../../i18n/format.ts';
import { useText } from '../../i18n/use-text.ts';
import type { WallTile } from '../../state/selectors/wall-tiles.ts';
import { useSlice } from '../../state/state-context.tsx';
import { useCameraRecord } from '../../state/use-camera-record.ts';
import { IconButton } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { carry } from '../../ui/drag-data.ts';
import { Menu } from '../../ui/menu.tsx';
import { useMenuPlace } from '../../ui/use-menu-place.ts';
import { TileStateMark } from '../../ui/tile-state-mark.tsx';
import type { CameraLine } from './camera-lines.ts';
import styles from './camera-lists.module.css';

interface CameraLineRowProps {
  readonly line: CameraLine;
  readonly monitors: readonly Monitor[];
  readonly topPx: number;
  readonly position: number;
  readonly total: number;
}

/** A camera: number, name, unit, where it is, what is wrong and since when; find it, open it on the desk, send it. */
export const CameraLineRow = ({ line, monitors, topPx, position, total }: CameraLineRowProps): ReactNode => {
  const t = useText();
  const commands = useCommands();
  const menu = useMenuPlace();
  const record = useCameraRecord(line.camera);
  const unitName = useSlice('units', (replica) => (record === undefined ? '' : (replica.records.get(record.unitId)?.name ?? '')));
  const server = useSlice('cameraStates', (replica) => replica.records.get(line.camera));
  const name = record?.name ?? '…';
  const isDown = server !== undefined && server.state !== 'working';
  const sinceUtcMs = isDown ? server.sinceUtcMs : line.lostUtcMs;
  const placeWords = useLinePlaces()(line.places);
  return (
    <li
      className={styles['row']}
      style={{ transform: `translateY(${String(topPx)}px)` }}
      aria-posinset={position}
      aria-setsize={total}
      draggable
      data-camera={line.camera}
      aria-busy={record === undefined}
      onDragStart={(event) => {
        carry(event.dataTransfer, { camera: line.camera }, 'copy');
      }}
    >
      <span className={styles['number']}>{record?.number}</span>
      <span className={styles['words']}>
        <span className={styles['name']} title={name}>
          {name}
        </span>
        <span className={styles['unit']} title={unitName}>
          {unitName}
        </span>
      </span>
      <span className={styles['places']} title={placeWords}>
        {placeWords}
      </span>
      <span className={styles['state']}>
        <LineState line={line} server={isDown ? server.state : null} />
      </span>
      <span className={styles['since']}>{sinceUtcMs !== null && t('control:cameras.since', { time: formatShortMoment(sinceUtcMs) })}</span>
      <span className={styles['acts']}>
        <IconButton
          label={t('control:cameras.find', { name })}
          disabled={line.places.every(({ monitor }) => monitor === null)}
          onClick={() => {
            commands.find(line.camera);
          }}
        >
          <Flashlight size={16} aria-hidden />
        </IconButton>
        <IconButton
          label={t('live:cameras.open', { name })}
          title={t('control:cameras.openOnDesk')}
          onClick={() => {
            commands.openCamera(line.camera);
          }}
        >
          <PlusSquare size={16} aria-hidden />
        </IconButton>
        <IconButton
          label={t('control:cameras.send', { name })}
          aria-haspopup="menu"
          disabled={monitors.length === 0}
          onClick={menu.openBelow}
        >
          <MonitorUp size={16} aria-hidden />
        </IconButton>
      </span>
      {menu.at !== null && (
        <Menu
          label={name}
          at={menu.at}
          items={monitors.map((monitor) => ({
            id: monitor.id,
            label: t('wall:monitor', { number: monitor.number }),
            icon: MonitorUp,
            act: () => {
              commands.openCameraOn(monitorSurface(monitor.id), line.camera, 0);
            },
          }))}
          onClose={menu.close}
        />
      )}
    </li>
  );
};

/** Where a camera is, in words. */
const useLinePlaces = (): ((places: readonly WallTile[]) => string) => {
  const t = useText();
  return (places) => places.map(({ monitor, tile }) => (monitor === null ? t('control:place.deskTile', { tile: tile + 1 }) : t('control:place.long', { monitor: monitor.number, tile: tile + 1 }))).join(', ');
};

const LineState = ({ line, server }: { readonly line: CameraLine; readonly server: 'lost' | 'broken' | null }): ReactNode => {
  const t = useText();
  if (server !== null) {
    const Shape = server === 'broken' ? Wrench : VideoOff;
    return (
      <span className={classNames(styles['server'], server === 'lost' && styles['serverLost'])}>
        <Shape size={14} aria-hidden />
        {t(`live:cameras.state.${server}`)}
      </span>
    );
  }
  const worst = line.places.find(({ condition }) => condition === line.wrong) ?? line.places[0];
  return worst === undefined || worst.condition === 'silent' ? null : <TileStateMark condition={worst.condition} cause={worst.report?.cause ?? null} />;
};
