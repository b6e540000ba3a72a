import { tileBeside } from '@contract/domain/arrangement.ts';
import type { NodeId } from '@contract/domain/units.ts';
import type { Monitor } from '@contract/domain/wall.ts';
import type { BoxSize } from '../../ui/use-box-size.ts';

export interface PlacedMonitor {
  readonly monitor: Monitor;
  readonly leftPx: number;
  readonly topPx: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** The monitors of one PC (`node` null: this one), as they stand on its desktop; or those remembered but unplugged, side by side. */
export type GroupKind = { readonly kind: 'pc'; readonly node: NodeId | null } | { readonly kind: 'away' };

export interface PlacedGroup extends BoxSize {
  readonly of: GroupKind;
  readonly leftPx: number;
  readonly topPx: number;
  readonly placed: readonly PlacedMonitor[];
}

export interface WallPlan extends BoxSize {
  readonly groups: readonly PlacedGroup[];
}

export interface PlanOptions {
  /** Room over each group for its name; 0: groups have none. */
  readonly headPx: number;
  /** No card of a monitor that stands is smaller. */
  readonly leastPx: { readonly width: number; readonly height: number };
  /** A PC that is not heard keeps its monitors' places. */
  readonly isDown: (node: NodeId) => boolean;
}

/** A card with buttons smaller than this could not hold its words; one without may be as small as `LEAST_PICTURE_PX`. */
export const LEAST_CARD_PX = { width: 176, height: 92 } as const;
export const LEAST_PICTURE_PX = { width: 112, height: 84 } as const;
const GAP_PX = 8;
const GROUP_GAP_PX = 16;
/** No card larger than this share of its monitor: a lone monitor need not fill the screen. */
const MOST_SCALE = 0.45;
const FIT_STEPS = 24;
const ROW_STEP_PX = 4;
const NO_PLAN: WallPlan = { groups: [], widthPx: 0, heightPx: 0 };

interface Group {
  readonly of: GroupKind;
  readonly monitors: readonly Monitor[];
}

/**
 * Where each monitor stands in a picture of the wall that fits a box: each PC's as on its desktop, all to one scale, PC beside PC in as
 * many rows as let them be largest. Where cards would get too small that way they stand side by side in one row; where that has no room
 * either, the picture outgrows the box. Unplugged monitors stand apart, each of the least size, since their old place may be taken.
 */
export function planWall(monitors: readonly Monitor[], box: BoxSize, options: PlanOptions): WallPlan {
  const sized = monitors.filter(({ widthPx, heightPx }) => widthPx > 0 && heightPx > 0);
  if (sized.length === 0 || box.heightPx <= 0) return NO_PLAN;
  const groups = groupsOf(sized, options.isDown);
  const standing = groups.flatMap((group) => (group.of.kind === 'pc' ? group.monitors : []));
  const leastScale = Math.max(0, ...standing.map((monitor) => Math.max((options.leastPx.width + GAP_PX) / monitor.widthPx, (options.leastPx.height + GAP_PX) / monitor.heightPx)));
  let best: { readonly plan: WallPlan; readonly scale: number; readonly fits: boolean } | null = null;
  for (let perRow = groups.length; perRow >= 1; perRow -= 1) {
    const at = (scale: number): WallPlan => layOut(groups, perRow, scale, options.headPx);
    const scale = largestFit(at, box, leastScale);
    const plan = at(scale);
    const fits = isWithin(plan, box);
    if (best === null || (fits && !best.fits) || (fits === best.fits && scale > best.scale)) best = { plan, scale, fits };
  }
  if (best?.fits === false) {
    for (let heightPx = box.heightPx - options.headPx; heightPx >= options.leastPx.height; heightPx -= ROW_STEP_PX) {
      const row = layInRow(groups, heightPx, options);
      if (isWithin(row, box)) return row;
    }
  }
  return best?.plan ?? NO_PLAN;
}

/** All cards of one height, as wide as their monitors are or as their words need. */
function layInRow(groups: readonly Group[], heightPx: number, { headPx, leastPx }: PlanOptions): WallPlan {
  let leftPx = 0;
  const rows = groups.map(({ of, monitors }): PlacedGroup => {
    let cardLeftPx = 0;
    const inOrder = [...monitors].sort((one, other) => one.xPx - other.xPx || one.yPx - other.yPx);
    const placed = inOrder.map((monitor): PlacedMonitor => {
      const widthPx = Math.max(leastPx.width, Math.round((heightPx * monitor.widthPx) / monitor.heightPx));
      const card = { monitor, leftPx: cardLeftPx, topPx: headPx, widthPx, heightPx };
      cardLeftPx += widthPx + GAP_PX;
      return card;
    });
    const group = { of, leftPx, topPx: 0, placed, widthPx: cardLeftPx - GAP_PX, heightPx: headPx + heightPx };
    leftPx += group.widthPx + GROUP_GAP_PX;
    return group;
  });
  return { groups: rows, widthPx: leftPx - GROUP_GAP_PX, heightPx: headPx + heightPx };
}

function groupsOf(monitors: readonly Monitor[], isDown: PlanOptions['isDown']): readonly Group[] {
  const stands = ({ present, node }: Monitor): boolean => present || (node !== null && isDown(node));
  const nodes = [...new Set(monitors.filter(stands).map(({ node }) => node))].sort((one, other) => Number(one !== null) - Number(other !== null));
  const groups = nodes.map((node): Group => ({ of: { kind: 'pc', node }, monitors: monitors.filter((monitor) => monitor.node === node && stands(monitor)) }));
  const away = monitors.filter((monitor) => !stands(monitor));
  return away.length === 0 ? groups : [...groups, { of: { kind: 'away' }, monitors: away }];
}

const isWithin = (plan: BoxSize, box: BoxSize): boolean => plan.widthPx <= box.widthPx && plan.heightPx <= box.heightPx;

function largestFit(at: (scale: number) => WallPlan, box: BoxSize, leastScale: number): number {
  let low = leastScale;
  let high = Math.max(leastScale, MOST_SCALE);
  if (isWithin(at(high), box)) return high;
  for (let step = 0; step < FIT_STEPS; step += 1) {
    const middle = (low + high) / 2;
    if (isWithin(at(middle), box)) low = middle;
    else high = middle;
  }
  return low;
}

function layOut(groups: readonly Group[], perRow: number, scale: number, headPx: number): WallPlan {
  const placed: PlacedGroup[] = [];
  let leftPx = 0;
  let topPx = 0;
  let rowPx = 0;
  for (const [index, group] of groups.entries()) {
    if (index > 0 && index % perRow === 0) {
      leftPx = 0;
      topPx += rowPx + GROUP_GAP_PX;
      rowPx = 0;
    }
    const next = placeGroup(group, { leftPx, topPx, scale, headPx });
    placed.push(next);
    leftPx += next.widthPx + GROUP_GAP_PX;
    rowPx = Math.max(rowPx, next.heightPx);
  }
  return { groups: placed, widthPx: Math.max(...placed.map((group) => group.leftPx + group.widthPx)), heightPx: Math.max(...placed.map((group) => group.topPx + group.heightPx)) };
}

function placeGroup({ of, monitors }: Group, { leftPx, topPx, scale, headPx }: { readonly leftPx: number; readonly topPx: number; readonly scale: number; readonly headPx: number }): PlacedGroup {
  const left = Math.min(...monitors.map(({ xPx }) => xPx));
  const top = Math.min(...monitors.map(({ yPx }) => yPx));
  const placed = monitors.map((monitor, index): PlacedMonitor =>
    of.kind === 'away'
      ? { monitor, leftPx: index * (LEAST_CARD_PX.width + GAP_PX), topPx: headPx, widthPx: LEAST_CARD_PX.width, heightPx: LEAST_CARD_PX.height }
      : {
          monitor,
          leftPx: Math.round((monitor.xPx - left) * scale),
          topPx: Math.round((monitor.yPx - top) * scale) + headPx,
          widthPx: Math.round(monitor.widthPx * scale) - GAP_PX,
          heightPx: Math.round(monitor.heightPx * scale) - GAP_PX,
        },
  );
  return { of, leftPx, topPx, placed, widthPx: Math.max(...placed.map((card) => card.leftPx + card.widthPx)), heightPx: Math.max(...placed.map((card) => card.topPx + card.heightPx)) };
}

/** Every card, by its place in the whole picture. */
export const cardsOf = (plan: WallPlan): readonly PlacedMonitor[] => plan.groups.flatMap((group) => group.placed.map((card) => ({ ...card, leftPx: card.leftPx + group.leftPx, topPx: card.topPx + group.topPx })));

/** The card a step away: the nearest whose middle is on that side; at the edge the same one. */
export const cardBeside = (cards: readonly PlacedMonitor[], from: number, step: { readonly columns: -1 | 0 | 1; readonly rows: -1 | 0 | 1 }): number =>
  tileBeside({ columns: 1, rows: 1, tiles: cards.map(({ leftPx, topPx, widthPx, heightPx }) => ({ column: leftPx, row: topPx, columns: widthPx, rows: heightPx })) }, from, step);
