import type { ReactNode } from 'react';
import type { CameraCondition } from '@contract/domain/camera.ts';
import { useText } from '../../i18n/use-text.ts';
import { CameraConditionShape } from '../../ui/camera-condition.tsx';
import { classNames } from '../../ui/class-names.ts';
import styles from './camera-page.module.css';

/** A camera's condition in shape and word. */
export const ConditionMark = ({ condition, isCalm = false }: { readonly condition: CameraCondition; readonly isCalm?: boolean }): ReactNode => {
  const t = useText();
  const isWrong = !isCalm && (condition === 'lost' || condition === 'broken');
  return (
    <span className={classNames(styles['condition'], isWrong && styles['wrong'])}>
      <CameraConditionShape condition={condition} />
      {t(`live:cameras.state.${condition}`)}
    </span>
  );
};
