import { useMemo, useRef, type CSSProperties, type ReactNode } from 'react';
import { MonitorX, ScanEye, Unplug, X } from 'lucide-react';
import { monitorSurface } from '@contract/domain/units.ts';
import { isBare } from '@contract/domain/wall.ts';
import { SEND_KEY_MONITORS } from '../../commands/catalogue.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { useText } from '../../i18n/use-text.ts';
import { holdsRight, selectPerson, selectSurface } from '../../state/selectors/records.ts';
import type { WallTile } from '../../state/selectors/wall-tiles.ts';
import { useSlice } from '../../state/state-context.tsx';
import { useWallTiles } from '../../state/use-wall-tiles.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useBoxSize } from '../../ui/use-box-size.ts';
import { GroupHead } from './group-head.tsx';
import { cardsOf, type PlacedMonitor } from './map-scale.ts';
import { MiniGrid } from './mini-grid.tsx';
import styles from './monitor-map.module.css';
import { useMonitorPresence, useShowing, useSizeWords } from './monitor-words.ts';
import { useMonitorDrop } from './use-monitor-drop.ts';
import { useWallPlan } from './use-wall-plan.ts';

/** A small picture of the wall as it stands: send to a monitor by button or by dragging. Only this sends; the walls themselves take no input. */
export const MonitorMap = (): ReactNode => {
  const t = useText();
  const commands = useCommands();
  const person = useSlice('session', selectPerson);
  const canSend = holdsRight(person, 'wall.control');
  const box = useRef<HTMLDivElement>(null);
  const size = useBoxSize(box);
  const { plan, hasHeads, isEmpty } = useWallPlan(size, 'small');
  const cards = useMemo(() => cardsOf(plan), [plan]);
  const tiles = useWallTiles();
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
          {isEmpty && <p className={styles['none']}>{t('wall:noMonitors')}</p>}
          <div className={styles['plan']} style={{ width: plan.widthPx, height: plan.heightPx }}>
            {hasHeads &&
              plan.groups.map((group) => (
                <div key={group.of.kind === 'pc' ? (group.of.node ?? '') : 'away'} className={styles['groupPlace']} style={{ left: group.leftPx, top: group.topPx }}>
                  <GroupHead of={group.of} widthPx={group.widthPx} />
                </div>
              ))}
            <ul className={styles['cards']} aria-label={t('wall:map')}>
              {cards.map((placed) => (
                <MonitorCard key={placed.monitor.id} placed={placed} canSend={canSend} tiles={tiles} />
              ))}
            </ul>
          </div>
        </div>
      </div>
    </section>
  );
};

const MonitorCard = ({ placed, canSend, tiles }: { readonly placed: PlacedMonitor; readonly canSend: boolean; readonly tiles: readonly WallTile[] }): ReactNode => {
  const t = useText();
  const commands = useCommands();
  const sizeWords = useSizeWords();
  const { monitor } = placed;
  const surfaceId = monitorSurface(monitor.id);
  const surface = useSlice('surfaces', selectSurface(surfaceId));
  const isEmpty = isBare(surface);
  const presence = useMonitorPresence(monitor);
  const { isOver, overTile, handlers } = useMonitorDrop(monitor, canSend);
  const showing = useShowing(surface);
  const place: CSSProperties = { left: placed.leftPx, top: placed.topPx, width: placed.widthPx, height: placed.heightPx };
  return (
    <li className={classNames(styles['card'], presence !== 'here' && styles['away'], isOver && styles['target'])} style={place} {...handlers} data-monitor={monitor.number}>
      <div className={styles['face']}>
        <span className={styles['number']} aria-label={t('wall:monitor', { number: monitor.number })} role="img">
          {monitor.number}
        </span>
        <p className={styles['words']}>
          <span className={styles['showing']} title={showing}>
            {showing}
          </span>
          {presence === 'here' ? (
            <span className={styles['size']}>{sizeWords(monitor)}</span>
          ) : (
            <span className={styles['unplugged']} title={presence === 'down' ? t('control:map.downHint') : undefined}>
              {presence === 'down' ? <MonitorX size={12} aria-hidden /> : <Unplug size={12} aria-hidden />}
              {presence === 'down' ? t('control:map.downShort') : t('wall:unplugged')}
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
      <MiniGrid surface={surface} tiles={tiles.filter((tile) => tile.surface === surfaceId)} overTile={overTile} />
      {/* Laid over, not put in place of the grid: a drop target that changes under the pointer loses the drop. */}
      {isOver && overTile === null && <p className={styles['drop']}>{t('wall:drop')}</p>}
    </li>
  );
};
