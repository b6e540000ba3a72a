import { ALARM_PRIORITIES } from '@contract/domain/alarm.ts';
import { CAMERA_CONDITIONS, type CameraCondition } from '@contract/domain/camera.ts';
import { FORCE_KINDS, FORCE_STATES, type ForceKind } from '@contract/domain/force.ts';
import { cameraIcon, CLUSTER_SIZES, clusterIcon, ICON_KINDS, SHARE_STEPS, type ClusterSize, type IconKind } from './map-marks.ts';

/** Draws into a square of 32 units whose middle is 0, 0. */
type Draw = (pen: CanvasRenderingContext2D) => void;

export interface MapIcon {
  readonly id: string;
  readonly sizePx: number;
  readonly draw: Draw;
}

interface Ink {
  readonly plate: string;
  readonly edge: string;
  readonly sign: string;
}

const DARK = '#14171a';
/** Shape and colour of a condition; the colours of `ui/tokens.css`, amber only for what is wrong now. */
const CONDITION: Readonly<Record<CameraCondition, Ink & { readonly shape: 'disc' | 'diamond' | 'square' | 'ring' }>> = {
  working: { shape: 'disc', plate: '#34434b', edge: '#a9c4c1', sign: '#edf0f2' },
  lost: { shape: 'diamond', plate: '#f2b13c', edge: DARK, sign: '#1d1503' },
  broken: { shape: 'square', plate: '#35201f', edge: '#c2665f', sign: '#f0b0aa' },
  unknown: { shape: 'ring', plate: '#23282d', edge: '#98a2ab', sign: '#ccd2d7' },
};

const path = (pen: CanvasRenderingContext2D, points: readonly (readonly [number, number])[], closed = true): void => {
  pen.beginPath();
  for (const [index, [x, y]] of points.entries()) {
    if (index === 0) pen.moveTo(x, y);
    else pen.lineTo(x, y);
  }
  if (closed) pen.closePath();
};
const disc = (pen: CanvasRenderingContext2D, radius: number, x = 0, y = 0): void => {
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
};

interface Plate extends Omit<Ink, 'sign'> {
  readonly haloPx: number;
  readonly edgePx: number;
  /** Of the edge; left out: a whole line. */
  readonly dash?: readonly [number, number] | undefined;
}

/** The outline that was drawn last, filled and edged, with a dark halo that sets it off from the map. */
function paintPlate(pen: CanvasRenderingContext2D, { plate, edge, haloPx, edgePx, dash }: Plate): void {
  pen.lineJoin = 'round';
  pen.setLineDash([]);
  pen.lineWidth = haloPx;
  pen.strokeStyle = DARK;
  pen.stroke();
  pen.fillStyle = plate;
  pen.fill();
  pen.lineWidth = edgePx;
  pen.strokeStyle = edge;
  if (dash !== undefined) pen.setLineDash([...dash]);
  pen.stroke();
  pen.setLineDash([]);
}

function drawPlate(pen: CanvasRenderingContext2D, condition: CameraCondition): void {
  const { shape, plate, edge } = CONDITION[condition];
  if (shape === 'diamond') path(pen, [[0, -14.5], [14.5, 0], [0, 14.5], [-14.5, 0]]);
  else if (shape === 'square') path(pen, [[-11, -11], [11, -11], [11, 11], [-11, 11]]);
  else disc(pen, 11.5);
  paintPlate(pen, { plate, edge, haloPx: 4.5, edgePx: 1.8, dash: shape === 'ring' ? [3.2, 2.6] : undefined });
}

/** What a camera is, inside its plate. */
const SIGNS: Readonly<Record<IconKind, Draw>> = {
  fixed: (pen) => {
    path(pen, [[-6.5, -4], [3, -4], [3, 2.5], [-6.5, 2.5]]);
    pen.fill();
    path(pen, [[3.8, -2], [7, -3.6], [7, 2.2], [3.8, 0.6]]);
    pen.fill();
    path(pen, [[-2, 2.5], [-4.5, 6.5]], false);
    pen.stroke();
  },
  dome: (pen) => {
    path(pen, [[-7, -3.5], [7, -3.5]], false);
    pen.stroke();
    pen.beginPath();
    pen.arc(0, -2.5, 6, 0, Math.PI);
    pen.closePath();
    pen.fill();
  },
  panoramic: (pen) => {
    pen.beginPath();
    pen.ellipse(0, 0, 7.5, 3.8, 0, 0, 2 * Math.PI);
    pen.stroke();
    disc(pen, 2.6);
    pen.fill();
  },
  thermal: (pen) => {
    pen.beginPath();
    pen.moveTo(0, -7.5);
    pen.bezierCurveTo(6.5, -1.5, 5.5, 3, 3.6, 5.5);
    pen.bezierCurveTo(1.8, 7.6, -1.8, 7.6, -3.6, 5.5);
    pen.bezierCurveTo(-5.8, 2.6, -3.6, 0.5, 0, -7.5);
    pen.fill();
  },
  plate: (pen) => {
    pen.lineWidth = 1.8;
    path(pen, [[-7.5, -4.5], [7.5, -4.5], [7.5, 4.5], [-7.5, 4.5]]);
    pen.stroke();
    for (const x of [-4, 0, 4]) {
      path(pen, [[x, -1.8], [x, 1.8]], false);
      pen.stroke();
    }
  },
  turning: (pen) => {
    disc(pen, 2.9);
    pen.fill();
    for (const turn of [0, Math.PI]) {
      pen.beginPath();
      pen.arc(0, 0, 6.2, turn + 0.5, turn + 2.5);
      pen.stroke();
      const end = turn + 2.5;
      const [x, y] = [6.2 * Math.cos(end), 6.2 * Math.sin(end)];
      path(pen, [[x - 2.6 * Math.cos(end), y - 2.6 * Math.sin(end)], [x + 2.6 * Math.cos(end), y + 2.6 * Math.sin(end)], [x - 3.6 * Math.sin(end), y + 3.6 * Math.cos(end)]]);
      pen.fill();
    }
  },
};

const drawCamera = (kind: IconKind, condition: CameraCondition): Draw => (pen) => {
  drawPlate(pen, condition);
  pen.fillStyle = CONDITION[condition].sign;
  pen.strokeStyle = CONDITION[condition].sign;
  pen.lineWidth = 2;
  pen.lineCap = 'round';
  SIGNS[kind](pen);
  // A stroke across: no picture comes. Told by shape, for who does not see amber.
  if (condition === 'lost' || condition === 'broken') {
    path(pen, [[-7.5, 7.5], [7.5, -7.5]], false);
    pen.lineWidth = 4.4;
    pen.strokeStyle = CONDITION[condition].plate;
    pen.stroke();
    pen.lineWidth = 2;
    pen.strokeStyle = CONDITION[condition].sign;
    pen.stroke();
  }
};

const CLUSTER_PX: Readonly<Record<ClusterSize, number>> = { s: 38, m: 46, l: 56, xl: 68 };
/** A disc for a number, and round it a ring whose amber part is the share that is lost or broken. */
const drawCluster = (step: number): Draw => (pen) => {
  disc(pen, 14);
  pen.fillStyle = 'rgba(27, 31, 35, 0.92)';
  pen.fill();
  disc(pen, 13.2);
  pen.lineWidth = 1.7;
  pen.strokeStyle = '#7f939e';
  pen.stroke();
  if (step === 0) return;
  pen.beginPath();
  pen.arc(0, 0, 13.2, -Math.PI / 2, -Math.PI / 2 + (step / SHARE_STEPS) * 2 * Math.PI);
  pen.lineWidth = 3;
  pen.strokeStyle = '#f2b13c';
  pen.stroke();
};

const FORCE_SIGNS: Readonly<Record<ForceKind, Draw>> = {
  patrol: (pen) => {
    disc(pen, 2.7, 0, -4);
    pen.fill();
    pen.beginPath();
    pen.arc(0, 6, 5.6, Math.PI, 0);
    pen.closePath();
    pen.fill();
  },
  car: (pen) => {
    path(pen, [[-7.5, 3], [-7.5, -0.5], [-4.5, -1], [-2.8, -4.5], [3, -4.5], [5, -1], [7.5, -0.3], [7.5, 3]]);
    pen.fill();
    for (const x of [-4, 4]) {
      disc(pen, 2, x, 3.4);
      pen.fill();
    }
  },
  motorbike: (pen) => {
    pen.lineWidth = 1.8;
    for (const x of [-4.8, 4.8]) {
      disc(pen, 2.6, x, 2.8);
      pen.stroke();
    }
    path(pen, [[-4.8, 2.8], [-1, -1.5], [2.4, -1.5], [4.8, 2.8]], false);
    pen.stroke();
    path(pen, [[2.4, -1.5], [1.4, -4.6], [4, -5]], false);
    pen.stroke();
  },
  'fire-engine': (pen) => {
    path(pen, [[-8, 3], [-8, -2], [3, -2], [3, -4.5], [6.2, -4.5], [8, -1], [8, 3]]);
    pen.fill();
    path(pen, [[-8, -5], [1.5, -5]], false);
    pen.stroke();
    for (const x of [-4.5, 4.5]) {
      disc(pen, 2, x, 3.4);
      pen.fill();
    }
  },
  ambulance: (pen) => {
    path(pen, [[-2.1, -6.8], [2.1, -6.8], [2.1, -2.1], [6.8, -2.1], [6.8, 2.1], [2.1, 2.1], [2.1, 6.8], [-2.1, 6.8], [-2.1, 2.1], [-6.8, 2.1], [-6.8, -2.1], [-2.1, -2.1]]);
    pen.fill();
  },
};

const FORCE_INK = {
  free: { plate: '#d3e0df', edge: DARK, sign: '#15181b' },
  busy: { plate: '#4d616d', edge: '#c2d3dc', sign: '#edf0f2' },
  off: { plate: '#23282d', edge: '#737d86', sign: '#98a2ab' },
  old: { plate: '#1b1f23', edge: '#98a2ab', sign: '#98a2ab' },
} as const satisfies Readonly<Record<string, Ink>>;

/** A force stands in a shield, so that nobody takes it for a camera; where it was seen long ago, the shield is dashed. */
const drawForce = (kind: ForceKind, state: keyof typeof FORCE_INK): Draw => (pen) => {
  const { plate, edge, sign } = FORCE_INK[state];
  pen.beginPath();
  pen.moveTo(-11.5, -11.5);
  pen.lineTo(11.5, -11.5);
  pen.lineTo(11.5, 4);
  pen.quadraticCurveTo(11, 10, 0, 14.5);
  pen.quadraticCurveTo(-11, 10, -11.5, 4);
  pen.closePath();
  paintPlate(pen, { plate, edge, haloPx: 4, edgePx: 1.8, dash: state === 'old' ? [3, 2.4] : undefined });
  pen.fillStyle = sign;
  pen.strokeStyle = sign;
  pen.lineWidth = 1.8;
  pen.lineCap = 'round';
  pen.translate(0, -1.5);
  FORCE_SIGNS[kind](pen);
};

const ALARM_INK = { 1: ['#e5524b', '#fdf3f2'], 2: ['#f2b13c', '#1d1503'], 3: ['#322a1b', '#f5c163'], 4: ['#23282d', '#ccd2d7'] } as const;
/** A triangle with the priority's number in it: shape and figure, then colour. */
const drawAlarm = (priority: keyof typeof ALARM_INK): Draw => (pen) => {
  const [plate, sign] = ALARM_INK[priority];
  path(pen, [[0, -14], [14, 11], [-14, 11]]);
  paintPlate(pen, { plate, edge: sign, haloPx: 4, edgePx: 1.6 });
  pen.fillStyle = sign;
  pen.font = '700 13px "Inter Variable", sans-serif';
  pen.textAlign = 'center';
  pen.textBaseline = 'alphabetic';
  pen.fillText(String(priority), 0, 8);
};

/** Where a camera looks: a short beam from its middle, drawn towards north. */
const drawBeam: Draw = (pen) => {
  const light = pen.createLinearGradient(0, -2, 0, -16);
  light.addColorStop(0, 'rgba(194, 211, 220, 0.85)');
  light.addColorStop(1, 'rgba(194, 211, 220, 0)');
  path(pen, [[0, 0], [7.5, -16], [-7.5, -16]]);
  pen.fillStyle = light;
  pen.fill();
};

/** Every picture the map's layers name. */
export const MAP_ICONS: readonly MapIcon[] = [
  ...ICON_KINDS.flatMap((kind) => CAMERA_CONDITIONS.map((condition): MapIcon => ({ id: cameraIcon(kind, condition), sizePx: 32, draw: drawCamera(kind, condition) }))),
  ...CLUSTER_SIZES.flatMap((size) => Array.from({ length: SHARE_STEPS + 1 }, (_, step): MapIcon => ({ id: clusterIcon(size, step), sizePx: CLUSTER_PX[size], draw: drawCluster(step) }))),
  ...FORCE_KINDS.flatMap((kind) => ([...FORCE_STATES, 'old'] as const).map((state): MapIcon => ({ id: `force-${kind}-${state}`, sizePx: 32, draw: drawForce(kind, state) }))),
  ...ALARM_PRIORITIES.map((priority): MapIcon => ({ id: `alarm-${String(priority)}`, sizePx: 28, draw: drawAlarm(priority) })),
  { id: 'beam', sizePx: 72, draw: drawBeam },
];

const UNITS = 32;

/** A picture's points at a scale (2: twice as fine as CSS pixels), or null where nothing can be drawn. */
export function paintIcon({ sizePx, draw }: MapIcon, scale: number): ImageData | null {
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(sizePx * scale);
  canvas.height = canvas.width;
  const pen = canvas.getContext('2d');
  if (pen === null) return null;
  pen.translate(canvas.width / 2, canvas.height / 2);
  pen.scale(canvas.width / UNITS, canvas.height / UNITS);
  draw(pen);
  return pen.getImageData(0, 0, canvas.width, canvas.height);
}
