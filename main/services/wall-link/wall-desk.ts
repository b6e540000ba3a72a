import { ONLY } from '@contract/state/slices.ts';
import { utcMs, type MonitorKey, type NodeId, type SurfaceId } from '@contract/domain/units.ts';
import { emptySurface, type Monitor } from '@contract/domain/wall.ts';
import { infoMessage, numbersMessage, orderMessage, pickedMessage, reportsMessage, type InfoMessage, type NumbersMessage, type OrderMessage } from './messages.schema.ts';
import { remoteKey, remoteOf, remoteSurface } from './topics.ts';
import { openWallLine, readBody, sayWhoIAm, type WallLink, type WallLinkEnvironment } from './wall-link.ts';

/** A node that says nothing for so long is down, whatever the broker thinks of it. It reports every two seconds. */
const SILENT_MS = 8_000;
const WATCH_EVERY_MS = 1_000;
const SETTLE_MS = 500;

/**
 * A desk of a wall of several PCs: their monitors stand among this PC's own, what is put on them is told to the broker, and how their
 * tiles are comes back. Several desks may steer one wall: of two orders the later one counts.
 */
export function createWallDesk(environment: WallLinkEnvironment): WallLink {
  const { self, stores, surfaces, timers, clock, log } = environment;
  const sinceUtcMs = Math.floor(environment.nowUtcMs());
  const heardMonoMs = new Map<NodeId, number>();
  /** What each PC said of itself last. */
  const infos = new Map<NodeId, InfoMessage>();
  let numbers: NumbersMessage['numbers'] = [];
  let pickedNow = stores.picked.get(ONLY)?.camera ?? null;
  /** What the broker retained comes in no order: numbers are agreed on only when all of it has come. */
  let isSettled = false;

  const remoteMonitors = (node: NodeId): readonly Monitor[] => [...stores.monitors.records().values()].filter((monitor) => monitor.node === node);

  /** The number painted on another PC's monitor: as agreed, else the lowest one nobody has. */
  const numberOf = (node: NodeId, monitor: MonitorKey): number => {
    const agreed = numbers.find((each) => each.node === node && each.monitor === monitor);
    const taken = new Set([...line.localMonitors().map(({ number }) => number), ...numbers.map(({ number }) => number)]);
    if (agreed !== undefined && !line.localMonitors().some(({ number }) => number === agreed.number)) return agreed.number;
    let number = 1;
    while (taken.has(number)) number += 1;
    numbers = [...numbers.filter((each) => each !== agreed), { node, monitor, number }];
    line.keep(line.topics.numbers, { revision: line.nextRevision(line.topics.numbers), numbers });
    return number;
  };

  const isDown = (node: NodeId): boolean => stores.nodes.get(node)?.state === 'down';
  const setDown = (node: NodeId): void => {
    const known = stores.nodes.get(node);
    if (known === undefined || known.state === 'down') return;
    log.warn('wall-link.node-down', { node });
    stores.nodes.put({ ...known, state: 'down', sinceUtcMs: utcMs(environment.nowUtcMs()) });
    stores.monitors.put(...remoteMonitors(node).map((monitor) => ({ ...monitor, present: false })));
    stores.tileReports.remove(...remoteMonitors(node).map(({ id }) => `monitor:${id}`));
  };

  const takeInfo = (node: NodeId, info: InfoMessage): void => {
    infos.set(node, info);
    if (node === self.id || !isSettled) return;
    if (info.state === 'down') return setDown(node);
    if (info.role !== 'node') return;
    heardMonoMs.set(node, clock.monoMs());
    stores.nodes.put({ id: node, name: info.name, state: 'online', sinceUtcMs: utcMs(info.sinceUtcMs) });
    const now = info.monitors.map((monitor): Monitor => ({ ...monitor, id: remoteKey(node, monitor.id), number: numberOf(node, monitor.id), isPrimary: false, present: true, node }));
    const gone = remoteMonitors(node).filter(({ id }) => !now.some((monitor) => monitor.id === id));
    stores.monitors.put(...now, ...gone.map((monitor) => ({ ...monitor, present: false })));
  };

  const takeOrder = (node: NodeId, monitor: MonitorKey, topic: string, order: OrderMessage): void => {
    if (!line.isNews(topic, order.revision)) return;
    const { arrangement, contents, locked, layoutName } = order;
    // The order may come before the PC it is for; then its monitor is remembered by it.
    const id = remoteSurface(node, monitor);
    surfaces.adopt({ ...emptySurface(id, arrangement), contents, locked, layoutName });
  };

  const line = openWallLine(environment, {
    onOnline: () => {
      sayWhoIAm(line, environment, sinceUtcMs);
      timers.after(SETTLE_MS, () => {
        isSettled = true;
        for (const [node, info] of infos) takeInfo(node, info);
      });
    },
    onMessage: (place, topic, body) => {
      switch (place.kind) {
        case 'info': {
          const info = readBody(infoMessage, body, log, 'info');
          if (info !== null) takeInfo(place.node, info);
          return;
        }
        case 'order': {
          const order = readBody(orderMessage, body, log, 'order');
          if (order !== null) takeOrder(place.node, place.monitor, topic, order);
          return;
        }
        case 'reports': {
          const reports = readBody(reportsMessage, body, log, 'reports');
          const info = infos.get(place.node);
          // It was silent, not gone.
          if (isDown(place.node) && info?.state === 'online') takeInfo(place.node, info);
          heardMonoMs.set(place.node, clock.monoMs());
          if (reports === null || isDown(place.node)) return;
          stores.tileReports.put(...reports.monitors.map(({ monitor, tiles }) => ({ id: remoteSurface(place.node, monitor), utcMs: utcMs(environment.nowUtcMs()), tiles })));
          return;
        }
        case 'picked': {
          const picked = readBody(pickedMessage, body, log, 'picked');
          if (picked === null || !line.isNews(topic, picked.revision)) return;
          pickedNow = picked.camera;
          surfaces.pick(picked.camera);
          return;
        }
        case 'numbers': {
          const told = readBody(numbersMessage, body, log, 'numbers');
          if (told !== null && line.isNews(topic, told.revision)) numbers = told.numbers;
          return;
        }
        case 'command':
          return;
      }
    },
  });

  const tell = (id: SurfaceId): void => {
    const remote = remoteOf(id);
    const surface = remote === null ? null : surfaces.get(id);
    if (remote === null || surface === null) return;
    const topic = line.topics.order(remote.node, remote.monitor);
    const { arrangement, contents, locked, layoutName } = surface;
    line.keep(topic, { revision: line.nextRevision(topic), arrangement, contents, locked, layoutName });
  };

  const releases = [
    surfaces.onDidChange((ids) => {
      for (const id of ids) tell(id);
    }),
    stores.picked.onDidChange(() => {
      const camera = stores.picked.get(ONLY)?.camera ?? null;
      if (camera === pickedNow) return;
      pickedNow = camera;
      line.keep(line.topics.picked, { revision: line.nextRevision(line.topics.picked), camera });
    }),
    timers.every(WATCH_EVERY_MS, () => {
      for (const [node, atMonoMs] of heardMonoMs) if (clock.monoMs() - atMonoMs > SILENT_MS) setDown(node);
    }),
  ];
  const nodesOnline = (): readonly NodeId[] => [...stores.nodes.records().values()].filter(({ state }) => state === 'online').map(({ id }) => id);
  return {
    identify: () => {
      for (const node of nodesOnline()) line.say(line.topics.command(node), { kind: 'identify', atUtcMs: environment.nowUtcMs() });
    },
    flash: (surface, tiles) => {
      const remote = remoteOf(surface);
      if (remote !== null) line.say(line.topics.command(remote.node), { kind: 'flash', atUtcMs: environment.nowUtcMs(), monitor: remote.monitor, tiles });
    },
    stop: () => {
      for (const release of releases.splice(0)) release();
      line.close();
    },
  };
}
