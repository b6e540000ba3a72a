import type { ProfileName } from '@contract/domain/stream.ts';
import type { KeptGroup, OpenStatus } from './kept-pictures.ts';
import type { LiveUnit } from './transports/transport.ts';

/** A kept unit in its place on a replay. */
export interface ReplayUnit {
  readonly unit: LiveUnit;
  readonly profile: ProfileName;
  readonly open: OpenStatus;
  /** False: only for the decoder; another unit brings the picture of this time. */
  readonly isShown: boolean;
  /** When it is due, counted from the first; never falls. */
  readonly offsetMs: number;
}

/** Time without pictures is crossed in so long. */
const LONGEST_WAIT_MS = 1000;

const startUtcUs = (group: KeptGroup): number => group.units[0]?.captureUtcUs ?? 0;

/**
 * Puts the kept groups of a camera in one line, by time of capture and each picture once. Where both profiles are kept for a time (a
 * tile had changed from one to the other), the main one is shown. Pure.
 */
export function replayTimeline(groups: readonly KeptGroup[]): readonly ReplayUnit[] {
  const line: ReplayUnit[] = [];
  const ordered = [...groups].sort((one, other) => startUtcUs(one) - startUtcUs(other));
  const cuts = cutsOf(ordered);
  let shownUntilUs = Number.NEGATIVE_INFINITY;
  let offsetMs = 0;
  ordered.forEach((group, index) => {
    const cutUtcUs = cuts[index] ?? Number.POSITIVE_INFINITY;
    const units = group.units.filter(({ captureUtcUs }) => captureUtcUs < cutUtcUs);
    if ((units[units.length - 1]?.captureUtcUs ?? Number.NEGATIVE_INFINITY) <= shownUntilUs) return;
    for (const unit of units) {
      const isShown = unit.captureUtcUs > shownUntilUs;
      if (isShown) {
        if (Number.isFinite(shownUntilUs)) offsetMs += Math.min(LONGEST_WAIT_MS, (unit.captureUtcUs - shownUntilUs) / 1000);
        shownUntilUs = unit.captureUtcUs;
      }
      line.push({ unit, profile: group.profile, open: group.open, isShown, offsetMs });
    }
  });
  return line;
}

/** Where each group ends for the next one of the main stream. */
function cutsOf(ordered: readonly KeptGroup[]): readonly number[] {
  let nextMainUtcUs = Number.POSITIVE_INFINITY;
  return ordered.map((_, index) => index).reverse().map((index) => {
    const cut = nextMainUtcUs;
    const group = ordered[index];
    if (group?.profile === 'main') nextMainUtcUs = startUtcUs(group);
    return cut;
  }).reverse();
}
