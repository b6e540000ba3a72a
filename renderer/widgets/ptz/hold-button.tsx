import { useEffect, useRef, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import { Button } from '../../ui/button.tsx';

interface HoldButtonProps {
  readonly label: string;
  /** It is pressed from now on; answers what ends it. */
  readonly onHold: () => () => void;
  readonly className?: string | undefined;
  readonly isOff?: boolean;
  readonly children: ReactNode;
}

const isPress = ({ key }: KeyboardEvent): boolean => key === 'Enter' || key === ' ';

/** A button that works while it is held down, by pointer or by key, and ends when let go, left, or taken away. */
export const HoldButton = ({ label, onHold, className, isOff = false, children }: HoldButtonProps): ReactNode => {
  const release = useRef<(() => void) | null>(null);
  const end = (): void => {
    release.current?.();
    release.current = null;
  };
  const begin = (): void => {
    if (isOff) return;
    end();
    release.current = onHold();
  };
  useEffect(
    () => () => {
      release.current?.();
      release.current = null;
    },
    [],
  );
  return (
    <Button
      aria-label={label}
      title={label}
      className={className}
      aria-disabled={isOff}
      data-hold=""
      onPointerDown={(event: PointerEvent<HTMLButtonElement>) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        begin();
      }}
      onPointerUp={end}
      onPointerCancel={end}
      onLostPointerCapture={end}
      onKeyDown={(event) => {
        if (!isPress(event)) return;
        event.preventDefault();
        if (!event.repeat) begin();
      }}
      onKeyUp={(event) => {
        if (isPress(event)) end();
      }}
      onBlur={end}
    >
      {children}
    </Button>
  );
};
