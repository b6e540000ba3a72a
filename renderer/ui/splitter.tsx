import type { KeyboardEvent, PointerEvent, ReactNode } from 'react';
import styles from './splitter.module.css';

interface SplitterProps {
  readonly label: string;
  readonly valuePx: number;
  readonly minPx: number;
  readonly maxPx: number;
  readonly onResize: (valuePx: number) => void;
}

const KEY_STEP_PX = 16;

/** The right edge of a panel: drag it, or use the arrows. */
export const Splitter = ({ label, valuePx, minPx, maxPx, onResize }: SplitterProps): ReactNode => {
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowRight' ? KEY_STEP_PX : event.key === 'ArrowLeft' ? -KEY_STEP_PX : 0;
    if (step === 0) return;
    event.preventDefault();
    onResize(valuePx + step);
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>): void => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    onResize(event.clientX - (event.currentTarget.parentElement?.getBoundingClientRect().left ?? 0));
  };
  return (
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={valuePx}
      aria-valuemin={minPx}
      aria-valuemax={maxPx}
      tabIndex={0}
      className={styles['splitter']}
      data-own-keys=""
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={onPointerMove}
    />
  );
};
