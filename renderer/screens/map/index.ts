import { MapPinned } from 'lucide-react';
import { MAP_SCREEN_ID } from '../../state/view-store.ts';

/** The map of cameras, alarms and forces, as the registry lists it. */
export const MAP_SCREEN = {
  id: MAP_SCREEN_ID,
  titleKey: 'map:title',
  icon: MapPinned,
  right: 'live.view',
  load: async () => ({ default: (await import('./map-screen.tsx')).MapScreen }),
} as const;
