/** What a key does with the camera that is in hand. */
export type CameraKey = { readonly kind: 'menu' } | { readonly kind: 'map' } | { readonly kind: 'page' } | { readonly kind: 'group' } | { readonly kind: 'copy' } | { readonly kind: 'monitor'; readonly number: number };

type Press = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'altKey' | 'shiftKey' | 'metaKey'>;

/** Null: this key is for something else. */
export function cameraKey({ key, code, ctrlKey, altKey, shiftKey, metaKey }: Press): CameraKey | null {
  if (metaKey) return null;
  const held = `${ctrlKey ? 'Ctrl+' : ''}${altKey ? 'Alt+' : ''}${shiftKey ? 'Shift+' : ''}`;
  const digit = /^Digit([1-9])$/.exec(code)?.[1];
  if (held === 'Alt+' && digit !== undefined) return { kind: 'monitor', number: Number(digit) };
  switch (`${held}${key}`) {
    case 'ContextMenu':
    case 'Shift+F10':
      return { kind: 'menu' };
    case 'Ctrl+Enter':
      return { kind: 'map' };
    case 'Alt+Enter':
      return { kind: 'page' };
    case 'Insert':
      return { kind: 'group' };
    case 'Ctrl+c':
    case 'Ctrl+C':
      return { kind: 'copy' };
    default:
      return null;
  }
}

/** The keys as they stand beside the acts of a menu. */
export const KEY_WORDS = { open: 'Enter', map: 'Ctrl+Enter', page: 'Alt+Enter', group: 'Insert', copy: 'Ctrl+C', monitor: (number: number): string => (number <= 9 ? `Alt+${String(number)}` : '') } as const;
