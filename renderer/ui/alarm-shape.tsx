import type { ReactNode } from 'react';
import { Bell, Diamond, OctagonAlert, TriangleAlert, type LucideIcon } from 'lucide-react';
import type { AlarmPriority } from '@contract/domain/alarm.ts';

/** Shape of each priority, the same in every list. */
const SHAPE: Readonly<Record<AlarmPriority, LucideIcon>> = { 1: OctagonAlert, 2: TriangleAlert, 3: Diamond, 4: Bell };

/** As large as its class says. */
export const AlarmShape = ({ priority, className }: { readonly priority: AlarmPriority; readonly className: string | undefined }): ReactNode => {
  const Shape = SHAPE[priority];
  return <Shape className={className} aria-hidden />;
};
