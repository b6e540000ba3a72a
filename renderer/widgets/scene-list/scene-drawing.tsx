import { useMemo, type ReactNode } from 'react';
import type { WallScene } from '@contract/domain/wall-scene.ts';
import { selectRecords } from '../../state/selectors/records.ts';
import { useSlice } from '../../state/state-context.tsx';
import { sceneDrawing, type DrawnMonitor } from './scene-plan.ts';
import styles from './scene-list.module.css';

const WIDTH_PX = 92;
const HEIGHT_PX = 44;

/** A small drawing of a scene: its monitors as they stand, their tiles, the empty ones hollow. */
export const SceneDrawing = ({ scene }: { readonly scene: WallScene }): ReactNode => {
  const monitors = useSlice('monitors', selectRecords);
  const plan = useMemo(() => sceneDrawing(scene, monitors), [scene, monitors]);
  return (
    <svg className={styles['drawing']} width={WIDTH_PX} height={HEIGHT_PX} viewBox={`-40 -40 ${String(plan.widthPx + 80)} ${String(plan.heightPx + 80)}`} aria-hidden="true">
      {plan.monitors.map((monitor) => (
        <Drawn key={monitor.key} monitor={monitor} linePx={Math.max(plan.widthPx / WIDTH_PX, plan.heightPx / HEIGHT_PX)} />
      ))}
    </svg>
  );
};

const Drawn = ({ monitor, linePx }: { readonly monitor: DrawnMonitor; readonly linePx: number }): ReactNode => {
  const { xPx, yPx, widthPx, heightPx, arrangement, contents, isAbsent } = monitor;
  const insetPx = linePx * 1.5;
  const stepX = (widthPx - insetPx * 2) / arrangement.columns;
  const stepY = (heightPx - insetPx * 2) / arrangement.rows;
  const gap = Math.min(linePx, stepX / 4, stepY / 4);
  return (
    <g>
      <rect x={xPx} y={yPx} width={widthPx} height={heightPx} fill="var(--well)" stroke="var(--line-control)" strokeWidth={linePx} {...(isAbsent && { strokeDasharray: `${String(linePx * 3)} ${String(linePx * 2)}` })} />
      {arrangement.tiles.map((tile, index) => (
        <rect
          key={index}
          x={xPx + insetPx + tile.column * stepX + gap / 2}
          y={yPx + insetPx + tile.row * stepY + gap / 2}
          width={tile.columns * stepX - gap}
          height={tile.rows * stepY - gap}
          fill={contents[index] === null ? 'var(--raised)' : 'var(--text-muted)'}
        />
      ))}
    </g>
  );
};
