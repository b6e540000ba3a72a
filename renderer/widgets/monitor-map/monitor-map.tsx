import { useMemo, useRef, type CSSProperties, type ReactNode } from 'react';
import { ScanEye, Unplug, X } from 'lucide-react';
import { monitorSurface } from '@contract/domain/units.ts';
import { gridColumns, type Monitor, type Surface } from '@contract/domain/wall.ts';
import { SEND_KEY_MONITORS } from '../../commands/catalogue.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { useText } from '../../i18n/use-text.ts';
import { byNumber, holdsRight, selectPerson, selectRecords, selectSurface } from '../../state/selectors/records.ts';
import { useSlice } from '../../state/state-context.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { carriedLayout, carries } from '../../ui/drag-data.ts';
import { useBoxSize } from '../../ui/use-box-size.ts';
import { useDropTarget } from '../../ui/use-drop-target.ts';
import { planMonitors, type PlacedMonitor } from './map-scale.ts';
import styles from './monitor-map.module.css';

/** A picture of the wall as it stands: send to a monitor by button or by dragging. Only this sends; the walls themselves take no input. */
export const MonitorMap = (): ReactNode => {
  const t = useText();
  const commands = useCommands();
  const monitors = useSlice('monitors', selectRecords);
  const person = useSlice('session', selectPerson);
  const canSend = holdsRight(person, 'wall.control');
  const box = useRef<HTMLDivElement>(null);
  const size = useBoxSize(box);
  const plan = useMemo(() => planMonitors(byNumber(monitors), size), [monitors, size]);
  return (
    <section className={styles['map']} aria-labelledby="wall-title">
      <header className={styles['head']}>
        <h2 id="wall-title" className={styles['title']}>
          {t('wall:panel')}
        </h2>
        {canSend && (
          <Button
            look="quiet"
            title={t('wall:identify')}
            onClick={() => {
              commands.identifyMonitors();
            }}
          >
            <ScanEye size={16} aria-hidden />
            {t('wall:identifyShort')}
          </Button>
        )}
      </header>
      <div className={styles['scroller']}>
        <div ref={box} className={styles['box']}>
          {monitors.size === 0 && <p className={styles['none']}>{t('wall:noMonitors')}</p>}
          <ul className={styles['plan']} style={{ width: plan.widthPx, height: plan.heightPx }} aria-label={t('wall:map')}>
            {plan.placed.map((placed) => (
              <MonitorCard key={placed.monitor.id} placed={placed} canSend={canSend} />
            ))}
          </ul>
        </div>
      </div>
    </section>
  );
};

const MonitorCard = ({ placed, canSend }: { readonly placed: PlacedMonitor; readonly canSend: boolean }): ReactNode => {
  const t = useText();
  const commands = useCommands();
  const { monitor } = placed;
  const surfaceId = monitorSurface(monitor.id);
  const surface = useSlice('surfaces', selectSurface(surfaceId));
  const isEmpty = surface.cameras.every((camera) => camera === null);
  const { isOver, handlers } = useDropTarget({
    accepts: (transfer) => canSend && carries(transfer, 'desk', 'layout'),
    onDrop: (transfer) => {
      const layout = carriedLayout(transfer);
      if (layout === null) commands.sendDesk(monitor.id);
      else commands.applyLayout(surfaceId, layout);
    },
  });
  const showing = isEmpty ? t('wall:nothing') : surface.layoutName === '' ? t('wall:unnamed') : surface.layoutName;
  const place: CSSProperties = { left: placed.leftPx, top: placed.topPx, width: placed.widthPx, height: placed.heightPx };
  return (
    <li className={classNames(styles['card'], !monitor.present && styles['away'], isOver && styles['target'])} style={place} {...handlers} data-monitor={monitor.number}>
      <div className={styles['face']}>
        <span className={styles['number']} aria-label={t('wall:monitor', { number: monitor.number })} role="img">
          {monitor.number}
        </span>
        <p className={styles['words']}>
          <span className={styles['showing']} title={showing}>
            {showing}
          </span>
          {monitor.present ? (
            <span className={styles['size']}>{sizeWords(t, monitor)}</span>
          ) : (
            <span className={styles['unplugged']}>
              <Unplug size={12} aria-hidden />
              {t('wall:unplugged')}
            </span>
          )}
        </p>
        {canSend && (
          <Button
            className={styles['send']}
            aria-label={t('wall:send', { number: monitor.number })}
            title={monitor.number <= SEND_KEY_MONITORS ? `${t('wall:send', { number: monitor.number })} (Ctrl ${String(monitor.number)})` : t('wall:send', { number: monitor.number })}
            onClick={() => {
              commands.sendDesk(monitor.id);
            }}
          >
            {t('wall:sendShort')}
          </Button>
        )}
        {canSend && !isEmpty && (
          <IconButton
            className={styles['clear']}
            label={t('wall:clear', { number: monitor.number })}
            onClick={() => {
              commands.clear(surfaceId);
            }}
          >
            <X size={16} aria-hidden />
          </IconButton>
        )}
      </div>
      <MiniGrid surface={surface} />
      {/* Laid over, not put in place of the grid: a drop target that changes under the pointer loses the drop. */}
      {isOver && <p className={styles['drop']}>{t('wall:drop')}</p>}
    </li>
  );
};

const sizeWords = (t: ReturnType<typeof useText>, monitor: Monitor): string =>
  t('wall:size', { width: Math.round(monitor.widthPx * monitor.scaleFactor), height: Math.round(monitor.heightPx * monitor.scaleFactor) });

/** The monitor's tiles with the numbers of their cameras. */
const MiniGrid = ({ surface }: { readonly surface: Surface }): ReactNode => {
  const numbers = useSlice('cameras', (replica) => surface.cameras.map((camera) => (camera === null ? '' : String(replica.records.get(camera)?.number ?? '?'))).join(','));
  return (
    <div className={styles['mini']} style={{ '--columns': gridColumns(surface.grid) } as CSSProperties} aria-hidden="true">
      {numbers.split(',').map((number, index) => (
        <span key={index} className={classNames(styles['miniTile'], number !== '' && styles['filled'])}>
          {number}
        </span>
      ))}
    </div>
  );
};
