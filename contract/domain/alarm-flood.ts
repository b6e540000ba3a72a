import type { FloodBand } from './alarm-queue.ts';

/** Time over which alarms are counted for the bands, ms. */
export const FLOOD_WINDOW_MS = 10 * 60_000;

/** Most new alarms in ten minutes of each band; above the last it is a flood. */
export const BAND_MOST = { calm: 1, manageable: 4, high: 10 } as const satisfies Record<Exclude<FloodBand, 'flood'>, number>;

/**
 * How much so many new alarms in ten minutes are for one operator. EEMUA 191 (3rd ed., table of average rates): less than one in 10 min "very
 * likely to be acceptable", one in 5 min "manageable", one in 2 min "likely to be over-demanding", more than one a minute "very likely
 * to be unacceptable". ISA-18.2 calls more than 10 in 10 min a flood. So: 0..1 calm, 2..4 manageable, 5..10 high, 11 and more a flood.
 */
export function floodBand(inTenMinutes: number): FloodBand {
  if (inTenMinutes <= BAND_MOST.calm) return 'calm';
  if (inTenMinutes <= BAND_MOST.manageable) return 'manageable';
  return inTenMinutes <= BAND_MOST.high ? 'high' : 'flood';
}
