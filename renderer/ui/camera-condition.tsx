import type { ReactNode } from 'react';
import { CircleCheck, CircleQuestionMark, VideoOff, Wrench, type LucideIcon } from 'lucide-react';
import type { CameraCondition } from '@contract/domain/camera.ts';

/** Shape of each condition, the same in every list. */
const SHAPE: Readonly<Record<CameraCondition, LucideIcon>> = { working: CircleCheck, lost: VideoOff, broken: Wrench, unknown: CircleQuestionMark };

export const CameraConditionShape = ({ condition }: { readonly condition: CameraCondition }): ReactNode => {
  const Shape = SHAPE[condition];
  return <Shape size={14} aria-hidden />;
};
