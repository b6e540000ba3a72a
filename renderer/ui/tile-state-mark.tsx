import type { ReactNode } from 'react';
import { Circle, CircleSlash, Ellipsis, History, Hourglass, Lock, Minus, MonitorX, Pause, RadioTower, ChevronsDown, VideoOff, type LucideIcon } from 'lucide-react';
import type { TileCause } from '@contract/domain/tile-state.ts';
import { useText } from '../i18n/use-text.ts';
import type { TileCondition } from '../state/selectors/wall-tiles.ts';
import { classNames } from './class-names.ts';
import styles from './tile-state-mark.module.css';

/** Shape of a condition; the same as on the tile itself. */
export const CONDITION_SHAPE: Readonly<Record<TileCondition, LucideIcon>> = {
  idle: Minus,
  plain: Minus,
  connecting: Ellipsis,
  silent: Ellipsis,
  live: Circle,
  reduced: ChevronsDown,
  playback: History,
  delayed: Hourglass,
  stale: Pause,
  lost: VideoOff,
  denied: Lock,
  unsupported: CircleSlash,
  old: RadioTower,
  away: MonitorX,
};

/** How much it calls for: only what is abnormal is in colour. */
export const conditionTone = (condition: TileCondition): 'calm' | 'amber' | 'red' => (condition === 'lost' || condition === 'away' ? 'red' : condition === 'delayed' || condition === 'stale' || condition === 'old' ? 'amber' : 'calm');

/** The word for a condition. */
export function useConditionWord(): (condition: TileCondition) => string {
  const t = useText();
  return (condition) => {
    if (condition === 'plain' || condition === 'silent' || condition === 'old' || condition === 'away') return t(`control:condition.${condition}`);
    return t(`control:state.${condition}`);
  };
}

/** How a tile stands: shape, word and, where it is abnormal, colour. The cause is its tip. */
export const TileStateMark = ({ condition, cause }: { readonly condition: TileCondition; readonly cause: TileCause | null }): ReactNode => {
  const t = useText();
  const word = useConditionWord()(condition);
  const Shape = CONDITION_SHAPE[condition];
  return (
    <span className={classNames(styles['mark'], styles[conditionTone(condition)])} title={cause === null ? word : `${word}: ${t(`tiles:cause.${cause}`)}`} data-condition={condition}>
      <Shape size={14} aria-hidden />
      <span className={styles['word']}>{word}</span>
    </span>
  );
};
