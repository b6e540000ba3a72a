import type { Monitor, Surface } from '@contract/domain/wall.ts';
import { isBare } from '@contract/domain/wall.ts';
import { useText } from '../../i18n/use-text.ts';
import { useSlice } from '../../state/state-context.tsx';

/** Pixels of a monitor as its maker counts them. */
export function useSizeWords(): (monitor: Monitor) => string {
  const t = useText();
  return (monitor) => t('wall:size', { width: Math.round(monitor.widthPx * monitor.scaleFactor), height: Math.round(monitor.heightPx * monitor.scaleFactor) });
}

/** What a monitor shows, as a name. */
export function useShowing(surface: Surface): string {
  const t = useText();
  if (isBare(surface)) return t('wall:nothing');
  if (surface.contents.some((content) => content?.kind === 'desk')) return t('control:map.desk');
  if (surface.tour !== null) return surface.tour.name === '' ? t('live:tour.unnamed') : t('live:tour.label', { name: surface.tour.name });
  return surface.layoutName === '' ? t('wall:unnamed') : surface.layoutName;
}

/** Whether a monitor is there; `down`: the PC that drives it is not. */
export type MonitorPresence = 'here' | 'unplugged' | 'down';

export function useMonitorPresence({ present, node }: Monitor): MonitorPresence {
  const isDown = useSlice('nodes', (replica) => node !== null && replica.records.get(node)?.state === 'down');
  return isDown ? 'down' : present ? 'here' : 'unplugged';
}
