import { monitorKey, monitorSurface, nodeId, surfaceMonitor, type MonitorKey, type NodeId, type SurfaceId } from '@contract/domain/units.ts';

/** Every topic of a wall begins with it. `1` is the version of the messages. */
const root = (wall: string): string => `vonglau/1/${wall}`;

/** Names that may stand in a topic. */
export const TOPIC_NAME = /^[A-Za-z0-9_-]{1,64}$/;

/** Topics of a wall, MQTT 5. Retained: info, order, picked, numbers. Passing: reports, command. */
export const wallTopics = (wall: string) => ({
  info: (node: NodeId): string => `${root(wall)}/nodes/${node}/info`,
  reports: (node: NodeId): string => `${root(wall)}/nodes/${node}/reports`,
  command: (node: NodeId): string => `${root(wall)}/nodes/${node}/command`,
  order: (node: NodeId, key: MonitorKey): string => `${root(wall)}/nodes/${node}/monitors/${key}/order`,
  picked: `${root(wall)}/picked`,
  numbers: `${root(wall)}/numbers`,
  /** What a desk hears, and what a node hears. */
  forDesk: [`${root(wall)}/nodes/+/info`, `${root(wall)}/nodes/+/reports`, `${root(wall)}/nodes/+/monitors/+/order`, `${root(wall)}/picked`, `${root(wall)}/numbers`],
  forNode: (node: NodeId): readonly string[] => [`${root(wall)}/nodes/${node}/monitors/+/order`, `${root(wall)}/nodes/${node}/command`, `${root(wall)}/picked`, `${root(wall)}/numbers`],
});

export type WallTopic =
  | { readonly kind: 'info' | 'reports' | 'command'; readonly node: NodeId }
  | { readonly kind: 'order'; readonly node: NodeId; readonly monitor: MonitorKey }
  | { readonly kind: 'picked' | 'numbers' };

/** What a topic is about, or null when it is none of this wall. */
export function readTopic(wall: string, topic: string): WallTopic | null {
  const prefix = `${root(wall)}/`;
  if (!topic.startsWith(prefix)) return null;
  const [area, node, kind, monitor, leaf, ...rest] = topic.slice(prefix.length).split('/');
  if ((area === 'picked' || area === 'numbers') && node === undefined) return { kind: area };
  if (area !== 'nodes' || node === undefined || !TOPIC_NAME.test(node)) return null;
  if ((kind === 'info' || kind === 'reports' || kind === 'command') && monitor === undefined) return { kind, node: nodeId(node) };
  if (kind !== 'monitors' || monitor === undefined || !TOPIC_NAME.test(monitor) || leaf !== 'order' || rest.length > 0) return null;
  return { kind: 'order', node: nodeId(node), monitor: monitorKey(monitor) };
}

/** The key under which a desk knows another PC's monitor. */
export const remoteKey = (node: NodeId, key: MonitorKey): MonitorKey => monitorKey(`node:${node}:${key}`);
export const remoteSurface = (node: NodeId, key: MonitorKey): SurfaceId => monitorSurface(remoteKey(node, key));

/** The PC and its own key of a monitor of another PC; null for the desk and for monitors of this PC. */
export function remoteOf(surface: SurfaceId): { readonly node: NodeId; readonly monitor: MonitorKey } | null {
  const [mark, node, ...rest] = (surfaceMonitor(surface) ?? '').split(':');
  return mark !== 'node' || node === undefined || rest.length === 0 ? null : { node: nodeId(node), monitor: monitorKey(rest.join(':')) };
}
