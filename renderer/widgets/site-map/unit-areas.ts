/** Longitude, latitude. */
type Point = readonly [lon: number, lat: number];
type Ring = readonly Point[];

/** The part of a ring that is nearer to `own` than to `other`. */
function nearer(ring: Ring, own: Point, other: Point): Ring {
  const scale = Math.cos((own[1] * Math.PI) / 180);
  const middle: Point = [(own[0] + other[0]) / 2, (own[1] + other[1]) / 2];
  const side = ([lon, lat]: Point): number => (lon - middle[0]) * scale * (other[0] - own[0]) * scale + (lat - middle[1]) * (other[1] - own[1]);
  const kept: Point[] = [];
  for (const [index, from] of ring.entries()) {
    const to = ring[(index + 1) % ring.length] ?? from;
    const [a, b] = [side(from), side(to)];
    if (a <= 0) kept.push(from);
    if (a < 0 !== b < 0 && a !== b) kept.push([from[0] + ((to[0] - from[0]) * a) / (a - b), from[1] + ((to[1] - from[1]) * a) / (a - b)]);
  }
  return kept;
}

/** Chaikin's cutting of corners: the first time little, then round. */
function roundCorners(ring: Ring): Ring {
  const round = [0.12, 0.25, 0.25].reduce<Ring>(
    (corners, cut) =>
      corners.flatMap((from, index): Point[] => {
        const to = corners[(index + 1) % corners.length] ?? from;
        return [
          [from[0] + (to[0] - from[0]) * cut, from[1] + (to[1] - from[1]) * cut],
          [to[0] - (to[0] - from[0]) * cut, to[1] - (to[1] - from[1]) * cut],
        ];
      }),
    ring,
  );
  return [...round, ...round.slice(0, 1)];
}

/**
 * One soft area a centre: the ground of its outline that is nearer to it than to any other centre, with rounded corners. A sketch of
 * who answers for what, where nobody gave the true lines; centres in the same place get none.
 */
export function softAreas(centres: readonly Point[], outlineOf: (centre: Point) => Ring): readonly Ring[] {
  return centres.map((own) => {
    const ring = centres.reduce((left, other) => (other === own || (other[0] === own[0] && other[1] === own[1]) ? left : nearer(left, own, other)), outlineOf(own));
    return ring.length < 3 ? [] : roundCorners(ring);
  });
}
