import { useMemo, useRef, type CSSProperties, type KeyboardEvent, type MouseEvent, type ReactNode } from 'react';
import { Lock, MonitorX, Route, Unplug } from 'lucide-react';
import { monitorSurface, type MonitorKey } from '@contract/domain/units.ts';
import type { Monitor } from '@contract/domain/wall.ts';
import { useText } from '../../i18n/use-text.ts';
import { selectSurface } from '../../state/selectors/records.ts';
import { sumsOf, type WallTile } from '../../state/selectors/wall-tiles.ts';
import { useSlice } from '../../state/state-context.tsx';
import { classNames } from '../../ui/class-names.ts';
import type { MenuPoint } from '../../ui/menu.tsx';
import { useBoxSize } from '../../ui/use-box-size.ts';
import { GroupHead } from './group-head.tsx';
import { cardBeside, cardsOf, type PlacedMonitor } from './map-scale.ts';
import { MiniGrid } from './mini-grid.tsx';
import styles from './monitor-map.module.css';
import { useMonitorPresence, useShowing, useSizeWords } from './monitor-words.ts';
import { useMonitorDrop } from './use-monitor-drop.ts';
import { useWallPlan } from './use-wall-plan.ts';

interface WallPictureProps {
  readonly tiles: readonly WallTile[];
  readonly selected: MonitorKey | null;
  readonly onSelect: (monitor: MonitorKey) => void;
  /** Enter: on to what can be done with it. */
  readonly onEnter: () => void;
  /** The menu of a monitor is asked for, by its right button or key. */
  readonly onMenu: (monitor: Monitor, at: MenuPoint) => void;
}

const STEPS: Readonly<Record<string, { readonly columns: -1 | 0 | 1; readonly rows: -1 | 0 | 1 }>> = {
  ArrowLeft: { columns: -1, rows: 0 },
  ArrowRight: { columns: 1, rows: 0 },
  ArrowUp: { columns: 0, rows: -1 },
  ArrowDown: { columns: 0, rows: 1 },
};

/** The monitors as they stand, to scale, with what each shows: one is selected by click or arrows; things are dropped on them. */
export const WallPicture = ({ tiles, selected, onSelect, onEnter, onMenu }: WallPictureProps): ReactNode => {
  const t = useText();
  const box = useRef<HTMLDivElement>(null);
  const size = useBoxSize(box);
  const { plan, isEmpty } = useWallPlan(size, 'large');
  const cards = useMemo(() => cardsOf(plan), [plan]);
  const here = Math.max(0, cards.findIndex(({ monitor }) => monitor.id === selected));
  const go = (index: number): void => {
    const monitor = cards[index]?.monitor;
    if (monitor === undefined) return;
    onSelect(monitor.id);
    box.current?.querySelector<HTMLElement>(`[data-monitor="${String(monitor.number)}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.altKey || event.ctrlKey || event.metaKey || event.shiftKey ? undefined : STEPS[event.key];
    const monitor = cards[here]?.monitor;
    if (step !== undefined) go(cardBeside(cards, here, step));
    else if (event.key === 'Home') go(0);
    else if (event.key === 'End') go(cards.length - 1);
    else if (event.key === 'Enter' && monitor !== undefined) {
      onSelect(monitor.id);
      onEnter();
    } else if ((event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) && monitor !== undefined) {
      const area = box.current?.querySelector(`[data-monitor="${String(monitor.number)}"]`)?.getBoundingClientRect();
      onMenu(monitor, { xPx: (area?.left ?? 0) + 24, yPx: (area?.top ?? 0) + 40 });
    } else return;
    event.preventDefault();
  };
  return (
    <div ref={box} className={styles['picture']}>
      {isEmpty ? (
        <p className={styles['none']}>{t('wall:noMonitors')}</p>
      ) : (
        <div className={styles['plan']} style={{ width: plan.widthPx, height: plan.heightPx }}>
          {plan.groups.map((group) => (
            <div key={group.of.kind === 'pc' ? (group.of.node ?? '') : 'away'} className={styles['groupPlace']} style={{ left: group.leftPx, top: group.topPx }}>
              <GroupHead of={group.of} widthPx={group.widthPx} />
            </div>
          ))}
          <div role="listbox" className={styles['cards']} aria-label={t('wall:map')} aria-orientation="horizontal" onKeyDown={onKeyDown}>
            {cards.map((placed, index) => (
              <PictureCard
                key={placed.monitor.id}
                placed={placed}
                tiles={tiles}
                isSelected={placed.monitor.id === selected}
                isReached={index === here}
                onSelect={() => {
                  onSelect(placed.monitor.id);
                }}
                onMenu={(event) => {
                  event.preventDefault();
                  onSelect(placed.monitor.id);
                  onMenu(placed.monitor, { xPx: event.clientX, yPx: event.clientY });
                }}
              />
            ))}
          </div>
        </div>
      )}
    </div>
  );
};

interface PictureCardProps {
  readonly placed: PlacedMonitor;
  readonly tiles: readonly WallTile[];
  readonly isSelected: boolean;
  /** Tab comes to this one. */
  readonly isReached: boolean;
  readonly onSelect: () => void;
  readonly onMenu: (event: MouseEvent) => void;
}

const PictureCard = ({ placed, tiles, isSelected, isReached, onSelect, onMenu }: PictureCardProps): ReactNode => {
  const t = useText();
  const sizeWords = useSizeWords();
  const { monitor } = placed;
  const surfaceId = monitorSurface(monitor.id);
  const surface = useSlice('surfaces', selectSurface(surfaceId));
  const presence = useMonitorPresence(monitor);
  const showing = useShowing(surface);
  const { isOver, overTile, handlers } = useMonitorDrop(monitor, true);
  const own = useMemo(() => tiles.filter((tile) => tile.surface === surfaceId), [tiles, surfaceId]);
  const sums = sumsOf(own);
  const presenceWords = presence === 'down' ? t('control:map.downShort') : presence === 'unplugged' ? t('wall:unplugged') : null;
  const wrongWords = sums.wrong === 0 || presence !== 'here' ? null : t('control:map.wrong', { count: sums.wrong });
  const place: CSSProperties = { left: placed.leftPx, top: placed.topPx, width: placed.widthPx, height: placed.heightPx };
  const Away = presence === 'down' ? MonitorX : Unplug;
  return (
    <div
      role="option"
      aria-selected={isSelected}
      tabIndex={isReached ? 0 : -1}
      className={classNames(styles['card'], styles['choice'], isSelected && styles['selected'], presence !== 'here' && styles['away'], presence === 'down' && styles['down'], isOver && styles['target'])}
      style={place}
      data-monitor={monitor.number}
      onClick={onSelect}
      onFocus={onSelect}
      onContextMenu={onMenu}
      {...handlers}
    >
      {/* The name, in place of all that is drawn. */}
      <span className="visually-hidden">{[t('wall:monitor', { number: monitor.number }), showing, sizeWords(monitor), presenceWords, wrongWords, surface.locked ? t('wall:layouts.locked') : null].filter(Boolean).join(', ')}</span>
      <div className={styles['face']} aria-hidden="true">
        <span className={styles['number']}>{monitor.number}</span>
        <p className={styles['words']}>
          <span className={styles['showing']} title={showing}>
            {surface.locked && <Lock size={12} />}
            {surface.tour !== null && <Route size={12} />}
            {showing}
          </span>
          {presenceWords === null ? (
            <span className={styles['size']}>{[wrongWords, sizeWords(monitor)].filter(Boolean).join(' · ')}</span>
          ) : (
            <span className={styles['unplugged']}>
              <Away size={12} />
              {presenceWords}
            </span>
          )}
        </p>
      </div>
      <MiniGrid surface={surface} tiles={own} overTile={overTile} />
      {isOver && overTile === null && <p className={styles['drop']}>{t('wall:drop')}</p>}
    </div>
  );
};
