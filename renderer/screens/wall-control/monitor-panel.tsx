import type { ReactNode, Ref } from 'react';
import { MonitorX, Unplug } from 'lucide-react';
import { monitorSurface } from '@contract/domain/units.ts';
import type { Monitor } from '@contract/domain/wall.ts';
import { useText } from '../../i18n/use-text.ts';
import { selectSurface } from '../../state/selectors/records.ts';
import { isWrong, sumsOf, type WallTile } from '../../state/selectors/wall-tiles.ts';
import { useSlice } from '../../state/state-context.tsx';
import { useCameraRecord } from '../../state/use-camera-record.ts';
import { Button } from '../../ui/button.tsx';
import { TileStateMark } from '../../ui/tile-state-mark.tsx';
import { NodeWords, useMonitorPresence, useShowing, useSizeWords } from '../../widgets/monitor-map/index.ts';
import { useMonitorActs } from './use-monitor-acts.ts';
import styles from './wall-control-screen.module.css';

interface MonitorPanelProps {
  readonly ref: Ref<HTMLElement>;
  readonly monitor: Monitor;
  /** Its tiles that hold something. */
  readonly tiles: readonly WallTile[];
  /** Where a camera that is sent goes; null: the first empty tile. */
  readonly intoTile: number | null;
  readonly onIntoTile: (tile: number | null) => void;
  readonly onTour: (monitor: Monitor) => void;
  readonly onStatus: () => void;
}

/** The chosen monitor: what it is, what it shows, what can be done with it, what is wrong on it. */
export const MonitorPanel = ({ ref, monitor, tiles, intoTile, onIntoTile, onTour, onStatus }: MonitorPanelProps): ReactNode => {
  const t = useText();
  const surface = useSlice('surfaces', selectSurface(monitorSurface(monitor.id)));
  const showing = useShowing(surface);
  const sizeWords = useSizeWords();
  const presence = useMonitorPresence(monitor);
  const acts = useMonitorActs(monitor, onTour);
  const wrong = tiles.filter(({ condition }) => isWrong(condition) && condition !== 'away');
  const sums = sumsOf(tiles);
  return (
    <section ref={ref} className={styles['monitor']} aria-labelledby="monitor-title">
      <header className={styles['monitorHead']}>
        <h2 id="monitor-title" className={styles['title']}>
          {t('wall:monitor', { number: monitor.number })}
        </h2>
        <p className={styles['facts']}>
          {monitor.node !== null && <NodeWords node={monitor.node} />}
          <span className={styles['cut']}>{[monitor.label, sizeWords(monitor), showing, presence === 'here' && sums.tiles > 0 && t('control:status.sumTiles', { live: sums.live, total: sums.tiles })].filter(Boolean).join(' · ')}</span>
        </p>
      </header>
      {presence !== 'here' && (
        <p className={presence === 'down' ? styles['down'] : styles['note']}>
          {presence === 'down' ? <MonitorX size={16} aria-hidden /> : <Unplug size={16} aria-hidden />}
          {t(presence === 'down' ? 'control:map.downHint' : 'control:map.unpluggedHint')}
        </p>
      )}
      <div className={styles['acts']}>
        {acts.map(({ id, label, icon: Icon, isOff = false, act }) => (
          <Button key={id} look={id === 'send' ? 'primary' : 'plain'} disabled={isOff} onClick={act} title={id === 'desk' && monitor.node !== null ? t('errors:wall/desk-not-here') : label}>
            {Icon !== undefined && <Icon size={16} aria-hidden />}
            {label}
          </Button>
        ))}
        <label className={styles['into']}>
          {t('control:act.into')}
          <select
            className="field-box"
            value={intoTile ?? ''}
            onChange={(event) => {
              onIntoTile(event.target.value === '' ? null : Number(event.target.value));
            }}
          >
            <option value="">{t('control:act.firstEmpty')}</option>
            {surface.contents.map((_content, index) => (
              <option key={index} value={index}>
                {t('control:place.tile', { tile: index + 1 })}
              </option>
            ))}
          </select>
        </label>
      </div>
      {wrong.length > 0 && (
        <div className={styles['wrongList']}>
          <ul>
            {wrong.slice(0, MOST_WRONG).map((tile) => (
              <WrongTile key={tile.key} tile={tile} />
            ))}
          </ul>
          <Button look="quiet" onClick={onStatus}>
            {t('control:map.toStatus', { count: wrong.length })}
          </Button>
        </div>
      )}
    </section>
  );
};

const MOST_WRONG = 3;

const WrongTile = ({ tile }: { readonly tile: WallTile }): ReactNode => {
  const t = useText();
  const record = useCameraRecord(tile.camera);
  const cause = tile.report?.cause ?? null;
  return (
    <li className={styles['wrongTile']}>
      <span className={styles['tileNumber']}>{t('control:place.tile', { tile: tile.tile + 1 })}</span>
      <TileStateMark condition={tile.condition} cause={cause} />
      <span className={styles['cut']}>{[record === undefined ? null : `${String(record.number)} ${record.name}`, cause !== null && tile.condition !== 'old' ? t(`tiles:cause.${cause}`) : null].filter(Boolean).join(' · ')}</span>
    </li>
  );
};
