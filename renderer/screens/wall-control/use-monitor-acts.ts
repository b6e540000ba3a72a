import { Eraser, Lock, LockOpen, MonitorUp, Pause, Play, Route, ScreenShare, ScreenShareOff, SkipBack, SkipForward, Square } from 'lucide-react';
import { monitorSurface } from '@contract/domain/units.ts';
import { isBare, type Monitor } from '@contract/domain/wall.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { useText } from '../../i18n/use-text.ts';
import { selectSurface } from '../../state/selectors/records.ts';
import { useSlice } from '../../state/state-context.tsx';
import type { MenuItem } from '../../ui/menu.tsx';

/** What can be done with a monitor, for its panel and its menu alike. */
export function useMonitorActs(monitor: Monitor, onTour: (monitor: Monitor) => void): readonly MenuItem[] {
  const t = useText();
  const commands = useCommands();
  const id = monitorSurface(monitor.id);
  const surface = useSlice('surfaces', selectSurface(id));
  const hasDesk = surface.contents.some((content) => content?.kind === 'desk');
  const { tour } = surface;
  const isPaused = tour?.run.kind === 'paused';
  return [
    { id: 'send', label: t('control:act.send'), icon: MonitorUp, hint: monitor.number <= 8 ? `Ctrl ${String(monitor.number)}` : '', act: () => { commands.sendDesk(monitor.id); } },
    {
      id: 'desk',
      label: t(hasDesk ? 'control:act.deskOff' : 'control:act.deskOn'),
      icon: hasDesk ? ScreenShareOff : ScreenShare,
      isOff: monitor.node !== null || !monitor.present,
      act: () => { commands.showDesk(monitor.id, !hasDesk); },
    },
    { id: 'lock', label: t(surface.locked ? 'control:act.unlock' : 'control:act.lock'), icon: surface.locked ? LockOpen : Lock, act: () => { commands.setLocked(id, !surface.locked); } },
    { id: 'tour', label: t('control:act.tour'), icon: Route, act: () => { onTour(monitor); } },
    ...(tour === null
      ? []
      : [
          { id: 'tour-previous', label: t('live:tour.previous'), icon: SkipBack, isApart: true, act: () => { commands.tour(id, 'previous'); } },
          { id: 'tour-run', label: t(isPaused ? 'live:tour.resume' : 'live:tour.pause'), icon: isPaused ? Play : Pause, act: () => { commands.tour(id, isPaused ? 'resume' : 'pause'); } },
          { id: 'tour-next', label: t('live:tour.next'), icon: SkipForward, act: () => { commands.tour(id, 'next'); } },
          { id: 'tour-end', label: t('live:tour.end'), icon: Square, act: () => { commands.tour(id, 'end'); } },
        ]),
    { id: 'clear', label: t('control:act.clear'), icon: Eraser, isApart: true, isOff: isBare(surface), act: () => { commands.clear(id); } },
  ];
}
