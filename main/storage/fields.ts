// Checks of single fields by hand: a directory is far too long for a schema library, and a damaged record costs only itself.

export type Fields = Readonly<Record<string, unknown>>;
const TEXT_MAX_CHARS = 1000;

export const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= TEXT_MAX_CHARS;
export const isId = (value: unknown): value is string => isText(value) && value !== '';
export const isNumber = (value: unknown, min: number, max: number): value is number => typeof value === 'number' && value >= min && value <= max;
export const isOneOf = <T extends string>(value: unknown, all: readonly T[]): value is T => (all as readonly unknown[]).includes(value);

/** The value of a JSON text; null: there is none, or it cannot be read. */
export function parsedOrNull(text: string | null): unknown {
  if (text === null) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
