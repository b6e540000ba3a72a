import { MonitorCog } from 'lucide-react';

/** The wall as a whole, as the registry lists it. */
export const WALL_CONTROL_SCREEN = {
  id: 'wall-control',
  titleKey: 'control:title',
  icon: MonitorCog,
  right: 'wall.control',
  load: async () => ({ default: (await import('./wall-control-screen.tsx')).WallControlScreen }),
} as const;
