import { Siren } from 'lucide-react';
import { ALARMS_SCREEN_ID } from '../../state/view-store.ts';

/** Alarms: the queue and all that belongs to it, as the registry lists it. */
export const ALARMS_SCREEN = {
  id: ALARMS_SCREEN_ID,
  titleKey: 'alarms:title',
  icon: Siren,
  right: 'live.view',
  hasOwnKey: true,
  load: async () => ({ default: (await import('./alarms-screen.tsx')).AlarmsScreen }),
} as const;
