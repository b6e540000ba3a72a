import type { Camera } from './api-types.ts';
import type { Clip } from './clips.ts';

/** What a camera's name says it sees; the first that fits counts. */
const BY_NAME: readonly (readonly [RegExp, readonly string[]])[] = [
  [/để xe|gửi xe/, ['parking']],
  [/^(Nút giao|Ngã)/, ['junction']],
  [/^(Ngõ)/, ['alley', 'night']],
  [/^(Hồ|Đầm)/, ['lake']],
  [/^Cầu vượt|^Cầu (Long Biên|Chương Dương|Thăng Long)/, ['bridge']],
  [/sảnh|hành lang/, ['indoor']],
];

const BY_PURPOSE: Readonly<Record<NonNullable<Camera['purpose']>, readonly string[]>> = {
  traffic: ['traffic', 'street', 'junction'],
  security: ['street', 'alley', 'dusk', 'night'],
  'public-place': ['park', 'lake', 'people'],
  environment: ['river', 'lake', 'rain'],
  building: ['gate', 'indoor', 'parking'],
  market: ['market'],
  school: ['gate'],
  residential: ['gate', 'alley', 'parking'],
};

/** The clips that could be this camera's view; all of them when none suits. */
export function suitingClips(camera: Camera, clips: readonly Clip[]): readonly Clip[] {
  const named = BY_NAME.find(([pattern]) => pattern.test(camera.name))?.[1] ?? [];
  const purposed = camera.purpose === undefined ? [] : BY_PURPOSE[camera.purpose];
  for (const wanted of [named, purposed]) {
    const suiting = clips.filter((clip) => clip.suits.some((tag) => wanted.includes(tag)));
    if (suiting.length > 0) return suiting;
  }
  return clips;
}
