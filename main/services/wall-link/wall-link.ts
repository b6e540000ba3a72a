import type { CameraId, MonitorKey, NodeId, SurfaceId } from '@contract/domain/units.ts';
import type { Monitor, Surface } from '@contract/domain/wall.ts';
import type { Cancel, Clock, Timers } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import type { BrokerState, ConnectBroker, MessageBroker } from '../../platform/message-broker.ts';
import { createSkipCount } from '../../platform/skip-count.ts';
import type { TrustPolicy } from '../../platform/trust.ts';
import { update, type Stores } from '../../state/stores.ts';
import type { Schema } from '@contract/ipc/request-contract.ts';
import { infoMessage, type Revision } from './messages.schema.ts';
import { seal, unseal } from './seal.ts';
import { readTopic, wallTopics, type WallTopic } from './topics.ts';

/** How a PC takes part in a wall of several. Read from the installer's settings. */
export interface WallLinkSettings {
  readonly brokerUrl: URL;
  readonly user: string | null;
  readonly password: string | null;
  readonly trust: TrustPolicy;
  /** Name of the wall, as in topics. */
  readonly wall: string;
  /** Shared by all PCs of the wall; WALL_KEY_MIN_BYTES at least. */
  readonly key: Uint8Array;
  /** `desk`: steers the wall. `node`: shows what a desk says (`--wall-node`). */
  readonly role: 'desk' | 'node';
}

/** What the wall link needs of the surfaces. */
export interface LinkedSurfaces {
  readonly get: (id: SurfaceId) => Surface | null;
  /** Shows what another PC decided; no step to be undone, and not told back by `onDidChange`. `step`: the next one of a tour, kept nowhere. */
  readonly adopt: (surface: Surface, kind: 'order' | 'step') => void;
  readonly onDidChange: (listener: (ids: readonly SurfaceId[], kind: 'act' | 'tour') => void) => () => void;
  /** What the wall has picked, kept also while nobody is here. */
  readonly adoptPick: (camera: CameraId | null) => void;
  /** Somebody is here: what changes is their doing, and no sign-out. */
  readonly isOpen: () => boolean;
}

export interface WallLinkEnvironment {
  readonly settings: WallLinkSettings;
  readonly self: { readonly id: NodeId; readonly name: string };
  readonly connect: ConnectBroker;
  readonly stores: Pick<Stores, 'monitors' | 'nodes' | 'wallLink' | 'picked' | 'tileReports' | 'layouts'>;
  readonly surfaces: LinkedSurfaces;
  readonly clock: Clock;
  readonly timers: Timers;
  /** The server's clock, which all PCs of the wall share. */
  readonly nowUtcMs: () => number;
  readonly log: Log;
  /** Shows the numbers of this PC's monitors for a moment. */
  readonly identify: () => void;
  /** Tells tiles of a monitor of this PC apart for a moment. */
  readonly flash: (monitor: MonitorKey, tiles: readonly number[]) => void;
}

export interface WallLink {
  /** The numbers on the monitors of the other PCs; their own are the caller's. */
  readonly identify: () => void;
  /** Flashes tiles of another PC's monitor; nothing for one of this PC. */
  readonly flash: (surface: SurfaceId, tiles: readonly number[]) => void;
  /** Leaves the wall in order; may be called twice. */
  readonly stop: () => void;
}

/** What both roles share: the connection, sealed messages, revisions, and a memory of what this PC last said of each topic. */
export interface WallLine {
  readonly topics: ReturnType<typeof wallTopics>;
  /** Says a state, now, and again whenever the broker is back and has none that is newer. */
  readonly keep: (topic: string, body: unknown) => void;
  /** Says something that matters only now. */
  readonly say: (topic: string, body: unknown) => void;
  /** A revision newer than any said or heard of this topic. */
  readonly nextRevision: (topic: string) => Revision;
  /** Whether a state heard is newer than the one known of this topic; then it is the one known. */
  readonly isNews: (topic: string, revision: Revision) => boolean;
  readonly localMonitors: () => readonly Monitor[];
  readonly close: () => void;
}

/** What the broker retained comes in no order, and has come after so long. */
export const SETTLE_MS = 500;

export interface WallLineListener {
  readonly onOnline: () => void;
  /** Not for what was heard when the line came back: the broker may tell what it retained before `onOnline`. */
  readonly onOffline?: () => void;
  readonly onMessage: (place: WallTopic, topic: string, body: unknown) => void;
}

const isNewer = (one: Revision, other: Revision): boolean => one.atUtcMs > other.atUtcMs || (one.atUtcMs === other.atUtcMs && one.by > other.by);

/** Opens the line of a PC to its wall. */
export function openWallLine(environment: WallLinkEnvironment, listener: WallLineListener): WallLine {
  const { settings, self, stores, timers, log } = environment;
  const topics = wallTopics(settings.wall);
  const kept = new Map<string, unknown>();
  const revisions = new Map<string, Revision>();
  const skip = createSkipCount(log, 'wall-link.ignored');
  let broker: MessageBroker | null = null;
  let isOnline = false;
  let cancelRepeat: Cancel | null = null;
  /** States not said since the broker is back. */
  let unsaid = new Set<string>();

  const send = (topic: string, body: unknown, retain: boolean): void => {
    if (isOnline) broker?.publish(topic, seal(settings.key, topic, body), { retain });
  };
  const onState = (state: BrokerState): void => {
    isOnline = state === 'online';
    update(stores.wallLink, { state });
    log.info('wall-link.state', { state });
    cancelRepeat?.();
    if (!isOnline) {
      listener.onOffline?.();
      return;
    }
    unsaid = new Set(kept.keys());
    listener.onOnline();
    // What others said while we were away is heard first: said again is only what is still the newest after that.
    cancelRepeat = timers.after(SETTLE_MS, () => {
      for (const topic of unsaid) if (kept.has(topic)) send(topic, kept.get(topic), true);
      unsaid.clear();
    });
  };
  broker = environment.connect({
    url: settings.brokerUrl,
    trust: settings.trust,
    user: settings.user,
    password: settings.password,
    clientId: `vonglau-${settings.wall}-${self.id}`,
    subscribe: settings.role === 'desk' ? topics.forDesk : topics.forNode(self.id),
    will: { topic: topics.info(self.id), text: seal(settings.key, topics.info(self.id), { state: 'down' }) },
    onState,
    onMessage: (topic, text) => {
      const place = readTopic(settings.wall, topic);
      if (place === null || text === null) return skip(place === null ? 'topic' : 'too large');
      const body = unseal(settings.key, topic, text);
      if (body === undefined) return skip('not of this wall');
      listener.onMessage(place, topic, body);
    },
  });
  return {
    topics,
    keep: (topic, body) => {
      kept.set(topic, body);
      if (isOnline) unsaid.delete(topic);
      send(topic, body, true);
    },
    say: (topic, body) => send(topic, body, false),
    nextRevision: (topic) => {
      const last = revisions.get(topic)?.atUtcMs ?? 0;
      const revision = { atUtcMs: Math.max(Math.floor(environment.nowUtcMs()), last + 1), by: self.id };
      revisions.set(topic, revision);
      return revision;
    },
    isNews: (topic, revision) => {
      const known = revisions.get(topic);
      if (known !== undefined && !isNewer(revision, known)) return false;
      revisions.set(topic, revision);
      // What is newer than ours must not be said over when the broker comes back.
      kept.delete(topic);
      return true;
    },
    localMonitors: () => [...stores.monitors.records().values()].filter(({ node }) => node === null),
    close: () => {
      if (broker === null) return;
      cancelRepeat?.();
      send(topics.info(self.id), infoMessage.parse({ state: 'down' }), true);
      broker.close();
      broker = null;
      isOnline = false;
      update(stores.wallLink, { state: 'off' });
    },
  };
}

/** Reads a body; what does not fit is told to nobody but the log. */
export function readBody<T>(schema: Schema<T>, body: unknown, log: Log, kind: string): T | null {
  const read = schema.safeParse(body);
  if (read.success) return read.data;
  log.warn('wall-link.unreadable', { kind });
  return null;
}

/** What this PC says of itself. */
export function sayWhoIAm(line: WallLine, { self, settings, stores }: WallLinkEnvironment, sinceUtcMs: number): void {
  const monitors = line.localMonitors().filter(({ present }) => present).map(({ id, label, xPx, yPx, widthPx, heightPx, scaleFactor, isPrimary }) => ({ id, label, xPx, yPx, widthPx, heightPx, scaleFactor, isPrimary }));
  line.keep(line.topics.info(self.id), { state: 'online', role: settings.role, name: self.name, monitors, sinceUtcMs });
  update(stores.wallLink, { address: settings.brokerUrl.host });
}
