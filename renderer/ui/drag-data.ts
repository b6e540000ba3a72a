import { alarmId, cameraId, groupId, layoutId, searchId } from '@contract/domain/units.ts';

/** What is carried by a drag of this console. A camera dragged out of a tile says its tile as well, an alarm its camera. */
export const DRAG_TYPES = {
  camera: 'application/x-vonglau-camera',
  tile: 'application/x-vonglau-tile',
  layout: 'application/x-vonglau-layout',
  desk: 'application/x-vonglau-desk',
  alarm: 'application/x-vonglau-alarm',
  group: 'application/x-vonglau-group',
  search: 'application/x-vonglau-search',
} as const;
export type DragKind = keyof typeof DRAG_TYPES;

/** True when the drag carries one of these kinds; its contents cannot be read before the drop. */
export const carries = (transfer: DataTransfer, ...kinds: readonly DragKind[]): boolean => kinds.some((kind) => transfer.types.includes(DRAG_TYPES[kind]));

export function carry(transfer: DataTransfer, values: Partial<Readonly<Record<DragKind, string>>>, effect: 'copy' | 'move'): void {
  for (const [kind, value] of Object.entries(values)) transfer.setData(DRAG_TYPES[kind as DragKind], value);
  transfer.effectAllowed = effect === 'copy' ? 'copy' : 'copyMove';
}

const read = (transfer: DataTransfer, kind: DragKind): string | null => (carries(transfer, kind) ? transfer.getData(DRAG_TYPES[kind]) : null);

const idIn =
  <Id>(kind: DragKind, idOf: (text: string) => Id) =>
  (transfer: DataTransfer): Id | null => {
    const text = read(transfer, kind);
    return text === null || text === '' ? null : idOf(text);
  };

export const carriedCamera = idIn('camera', cameraId);
export const carriedLayout = idIn('layout', layoutId);
export const carriedAlarm = idIn('alarm', alarmId);
export const carriedGroup = idIn('group', groupId);
export const carriedSearch = idIn('search', searchId);

/** Index of the desk's tile that is dragged. */
export const carriedTile = (transfer: DataTransfer): number | null => {
  const text = read(transfer, 'tile');
  return text !== null && /^[0-9]{1,2}$/.test(text) ? Number(text) : null;
};
