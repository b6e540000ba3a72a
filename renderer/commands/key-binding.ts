/** The part of a `KeyboardEvent` that says which key it was. */
export interface KeyPress {
  readonly key: string;
  /** Where the key lies: the same under every input method and layout. */
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
}

/** A key with its modifiers as text, e.g. `KeyS`, `Ctrl+KeyS`, `Shift+Digit1`, `F5`, `Slash`. The form that settings keep. */
export type Binding = string;

const NAMED = ['Enter', 'Escape', 'Backspace', 'Delete', 'Insert', 'Home', 'End', 'PageUp', 'PageDown', 'ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Tab', ...Array.from({ length: 12 }, (_, index) => `F${String(index + 1)}`)];
const PLACES: Readonly<Record<string, string>> = {
  Space: 'Space',
  Slash: '/',
  Minus: '−',
  Equal: '+',
  Comma: ',',
  Period: '.',
  Semicolon: ';',
  Quote: "'",
  BracketLeft: '[',
  BracketRight: ']',
  Backslash: '\\',
  Backquote: '`',
};
const NUMPAD: Readonly<Record<string, string>> = { NumpadAdd: 'Equal', NumpadSubtract: 'Minus', NumpadDivide: 'Slash' };

/** Letters by what the layout writes, so that the key labelled S is S; under dead keys and Vietnamese layouts by their place. */
function tokenOf({ key, code }: KeyPress): string | null {
  if (/^[a-z]$/i.test(key) && !code.startsWith('Digit')) return `Key${key.toUpperCase()}`;
  if (code.startsWith('Numpad') && /^[0-9]$/.test(key)) return `Digit${key}`;
  if (NAMED.includes(key)) return key;
  if (/^Key[A-Z]$/.test(code) || /^Digit[0-9]$/.test(code) || code in PLACES) return code;
  return NUMPAD[code] ?? null;
}

/** The binding a press amounts to; null for modifiers alone, for keys that have no name here, and for those of the system (Alt, Meta, AltGr). */
export function bindingOf(press: KeyPress): Binding | null {
  if (press.altKey || press.metaKey) return null;
  const token = tokenOf(press);
  if (token === null) return null;
  // The keys beside the numbers carry + and − with and without Shift.
  const shift = press.shiftKey && !(token === 'Equal' && press.key === '+');
  return `${press.ctrlKey ? 'Ctrl+' : ''}${shift ? 'Shift+' : ''}${token}`;
}

const BINDING = /^(Ctrl\+)?(Shift\+)?([A-Z][A-Za-z0-9]*)$/;
const isToken = (token: string): boolean => NAMED.includes(token) || token in PLACES || /^(Key[A-Z]|Digit[0-9])$/.test(token);

/** Whether a text, say from settings, is a binding at all. */
export const isBinding = (text: string): boolean => {
  const [, , , token] = BINDING.exec(text) ?? [];
  return token !== undefined && isToken(token);
};

/** Whether it writes a character in a field, so that a person who is typing must have it. */
export const writesCharacter = (binding: Binding): boolean => !binding.includes('Ctrl+') && !/^(Shift\+)?F\d+$/.test(binding) && binding !== 'Escape';

const ARROWS: Readonly<Record<string, string>> = { ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓', Escape: 'Esc' };

/** As painted on keys: `Ctrl S`, `Shift ←`, `?`. Parts stand apart by a space. */
export function bindingWords(binding: Binding): string {
  if (binding === 'Shift+Slash') return '?';
  return binding
    .split('+')
    .map((part) => PLACES[part] ?? ARROWS[part] ?? part.replace(/^(Key|Digit)/, ''))
    .join(' ');
}
