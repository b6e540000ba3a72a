/** Layers of mounting height above ground (HCM 13.2): >= 20 m, 10-20, 5-10, 3-5, < 3 m. */
export const HEIGHT_LAYERS = ['20', '10', '5', '3', '0'] as const;
/** Named by its lower bound in metres. */
export type HeightLayer = (typeof HEIGHT_LAYERS)[number];

/** The layer of a mounting height in metres; null: not known. */
export function heightLayer(heightM: number | undefined): HeightLayer | null {
  if (heightM === undefined || !Number.isFinite(heightM) || heightM < 0) return null;
  return HEIGHT_LAYERS.find((from) => heightM >= Number(from)) ?? null;
}
