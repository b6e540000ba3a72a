/** What a key does on the map. */
export type MapKeyAct =
  | { readonly kind: 'pan'; readonly xPx: number; readonly yPx: number }
  | { readonly kind: 'zoom'; readonly levels: number }
  | { readonly kind: 'pick' | 'corner' | 'back' | 'end' | 'leave' };

export interface PressedKey {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

const STEP_PX = 48;
const LONG_STEP_PX = 240;
const ARROWS: Readonly<Record<string, readonly [number, number]>> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** Arrows move the crosshair, Shift makes them long; Enter takes what is under it or sets a corner; null: not a key of the map. */
export function mapKey({ key, shiftKey, ctrlKey, altKey, metaKey }: PressedKey, isDrawing: boolean): MapKeyAct | null {
  if (ctrlKey || altKey || metaKey) return null;
  const arrow = ARROWS[key];
  const stepPx = shiftKey ? LONG_STEP_PX : STEP_PX;
  if (arrow !== undefined) return { kind: 'pan', xPx: arrow[0] * stepPx, yPx: arrow[1] * stepPx };
  switch (key) {
    case '+':
    case '=':
      return { kind: 'zoom', levels: 1 };
    case '-':
    case '_':
      return { kind: 'zoom', levels: -1 };
    case 'Enter':
      return { kind: isDrawing ? 'corner' : 'pick' };
    case 'Backspace':
      return isDrawing ? { kind: 'back' } : null;
    case 'Escape':
      return { kind: isDrawing ? 'end' : 'leave' };
    default:
      return null;
  }
}
