/** A size in which every clip is encoded. */
export interface Profile {
  readonly id: 'main' | 'sub';
  readonly widthPx: number;
  readonly heightPx: number;
  readonly frameRate: number;
  readonly averageKbps: number;
  readonly peakKbps: number;
  readonly level: string;
}

export const PROFILES: readonly Profile[] = [
  { id: 'main', widthPx: 1280, heightPx: 720, frameRate: 25, averageKbps: 660, peakKbps: 1600, level: '3.1' },
  { id: 'sub', widthPx: 640, heightPx: 360, frameRate: 15, averageKbps: 190, peakKbps: 450, level: '3.0' },
];

/** Seconds from one key picture to the next. */
export const GROUP_S = 2;
