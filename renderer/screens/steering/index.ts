import { Joystick } from 'lucide-react';

/** Joysticks and their calibration, as the registry lists it. */
export const STEERING_SCREEN = {
  id: 'steering',
  titleKey: 'ptz:screen.title',
  icon: Joystick,
  right: 'ptz.steer',
  load: async () => ({ default: (await import('./steering-screen.tsx')).SteeringScreen }),
} as const;
