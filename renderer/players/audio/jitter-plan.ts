/** Sound is begun this much behind its coming, so that late packets still find their place, s. */
export const LEAD_S = 0.08;
/** Sound is never further behind than this, s: what would be is left out. */
export const MAX_BEHIND_S = 0.2;

export type PacketPlan = { readonly kind: 'play'; readonly atS: number; readonly nextS: number } | { readonly kind: 'drop' };

/**
 * When a packet is to be played. `nextS`: where the one before ends, null before the first; `nowS`: both on the output's clock. After a
 * hole the lead is taken again. Pure.
 */
export const planPacket = (nextS: number | null, nowS: number, durationS: number): PacketPlan => {
  if (nextS === null || nextS < nowS) return { kind: 'play', atS: nowS + LEAD_S, nextS: nowS + LEAD_S + durationS };
  if (nextS + durationS - nowS > MAX_BEHIND_S && nextS - nowS > LEAD_S) return { kind: 'drop' };
  return { kind: 'play', atS: nextS, nextS: nextS + durationS };
};
