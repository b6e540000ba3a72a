import type { PtzPreset } from '@contract/domain/ptz.ts';

export const PRESET_NUMBERS = { least: 1, most: 255 } as const;

/** The lowest number no preset has; null: all are taken. */
export function freeNumber(presets: readonly Pick<PtzPreset, 'number'>[]): number | null {
  const taken = new Set(presets.map(({ number }) => number));
  for (let number = PRESET_NUMBERS.least; number <= PRESET_NUMBERS.most; number += 1) if (!taken.has(number)) return number;
  return null;
}

/** A number as typed; null: not one a preset can have. */
export function presetNumberOf(text: string): number | null {
  const number = /^\d{1,3}$/.test(text.trim()) ? Number(text.trim()) : 0;
  return number >= PRESET_NUMBERS.least && number <= PRESET_NUMBERS.most ? number : null;
}

/** Letters of the name of one. */
export const NAME_MAX = 100;
