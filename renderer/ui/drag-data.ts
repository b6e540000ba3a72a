import { alarmId, cameraId, layoutId, type AlarmId, type CameraId, type LayoutId } from '@contract/domain/units.ts';

/** What is carried by a drag of this console. A camera dragged out of a tile says its tile as well, an alarm its camera. */
export const DRAG_TYPES = {
  camera: 'application/x-vonglau-camera',
  tile: 'application/x-vonglau-tile',
  layout: 'application/x-vonglau-layout',
  desk: 'application/x-vonglau-desk',
  alarm: 'application/x-vonglau-alarm',
} as const;
export type DragKind = keyof typeof DRAG_TYPES;

/** True when the drag carries one of these kinds; its contents cannot be read before the drop. */
export const carries = (transfer: DataTransfer, ...kinds: readonly DragKind[]): boolean => kinds.some((kind) => transfer.types.includes(DRAG_TYPES[kind]));

export function carry(transfer: DataTransfer, values: Partial<Readonly<Record<DragKind, string>>>, effect: 'copy' | 'move'): void {
  for (const [kind, value] of Object.entries(values)) transfer.setData(DRAG_TYPES[kind as DragKind], value);
  transfer.effectAllowed = effect === 'copy' ? 'copy' : 'copyMove';
}

const read = (transfer: DataTransfer, kind: DragKind): string | null => (carries(transfer, kind) ? transfer.getData(DRAG_TYPES[kind]) : null);

export const carriedCamera = (transfer: DataTransfer): CameraId | null => {
  const text = read(transfer, 'camera');
  return text === null || text === '' ? null : cameraId(text);
};

export const carriedLayout = (transfer: DataTransfer): LayoutId | null => {
  const text = read(transfer, 'layout');
  return text === null || text === '' ? null : layoutId(text);
};

export const carriedAlarm = (transfer: DataTransfer): AlarmId | null => {
  const text = read(transfer, 'alarm');
  return text === null || text === '' ? null : alarmId(text);
};

/** Index of the desk's tile that is dragged. */
export const carriedTile = (transfer: DataTransfer): number | null => {
  const text = read(transfer, 'tile');
  return text !== null && /^[0-9]{1,2}$/.test(text) ? Number(text) : null;
};
