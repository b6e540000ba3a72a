import { LayoutGrid } from 'lucide-react';

/** The live screen, as the registry lists it. */
export const LIVE_SCREEN = {
  id: 'live',
  titleKey: 'live:title',
  icon: LayoutGrid,
  right: 'live.view',
  load: async () => ({ default: (await import('./live-screen.tsx')).LiveScreen }),
} as const;
