import { ONLY } from '@contract/state/slices.ts';
import { monitorSurface, utcMs, type MonitorKey, type NodeId, type SurfaceId } from '@contract/domain/units.ts';
import { emptySurface, type Monitor, type Surface } from '@contract/domain/wall.ts';
import type { Cancel } from '../../platform/clock.ts';
import { infoMessage, numbersMessage, orderMessage, pickedMessage, reportsMessage, type InfoMessage, type NumbersMessage, type OrderMessage, type OrderTour, type OrderTourStep } from './messages.schema.ts';
import { createOrderTours } from './order-tours.ts';
import { remoteKey, remoteOf, remoteSurface } from './topics.ts';
import { openWallLine, readBody, sayWhoIAm, SETTLE_MS, type WallLink, type WallLinkEnvironment } from './wall-link.ts';

/** A node that says nothing for so long is down, whatever the broker thinks of it. It reports every two seconds. */
const SILENT_MS = 8_000;
const WATCH_EVERY_MS = 1_000;
/** Sealed it must fit a message. */
const TOUR_MAX_BYTES = 128 * 1024;

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
  let cancelSettle: Cancel | null = null;

  const remoteMonitors = (node: NodeId): readonly Monitor[] => [...stores.monitors.records().values()].filter((monitor) => monitor.node === node);

  /** The number painted on another PC's monitor: as agreed, else the lowest one nobody has. */
  const numberOf = (node: NodeId, monitor: MonitorKey): number => {
    const agreed = numbers.find((each) => each.node === node && each.monitor === monitor);
    const own = line.localMonitors().map(({ number }) => number);
    if (agreed !== undefined && !own.includes(agreed.number)) return agreed.number;
    const taken = new Set([...own, ...numbers.map(({ number }) => number)]);
    // Two desks, each with monitors of its own in the way, come to one number only if it never falls again.
    let number = agreed === undefined ? 1 : agreed.number + 1;
    while (taken.has(number)) number += 1;
    numbers = [...numbers.filter((each) => each !== agreed), { node, monitor, number }];
    line.keep(line.topics.numbers, { revision: line.nextRevision(line.topics.numbers), numbers });
    return number;
  };

  /** Shows the numbers as agreed now. */
  const renumber = (): void => {
    if (!isSettled) return;
    const others = [...stores.monitors.records().values()].flatMap((monitor) => {
      const remote = remoteOf(monitorSurface(monitor.id));
      const number = remote === null ? monitor.number : numberOf(remote.node, remote.monitor);
      return number === monitor.number ? [] : [{ ...monitor, number }];
    });
    if (others.length > 0) stores.monitors.put(...others);
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
    const isSaidAgain = stores.nodes.get(node)?.state === 'online' && JSON.stringify(infos.get(node)) === JSON.stringify(info);
    infos.set(node, info);
    if (isSaidAgain) heardMonoMs.set(node, clock.monoMs());
    if (node === self.id || !isSettled || isSaidAgain) return;
    if (info.state === 'down') return setDown(node);
    if (info.role !== 'node') return;
    heardMonoMs.set(node, clock.monoMs());
    stores.nodes.put({ id: node, name: info.name, state: 'online', sinceUtcMs: utcMs(info.sinceUtcMs) });
    const now = info.monitors.map((monitor): Monitor => ({ ...monitor, id: remoteKey(node, monitor.id), number: numberOf(node, monitor.id), isPrimary: false, present: true, node }));
    const gone = remoteMonitors(node).filter(({ id }) => !now.some((monitor) => monitor.id === id));
    stores.monitors.put(...now, ...gone.map((monitor) => ({ ...monitor, present: false })));
  };

  /** Tours this desk told of, as it told them: the PC there comes to their steps by itself. */
  const toldTours = new Map<string, string>();
  /** What a monitor of another PC shows at a step of a tour that another desk began. */
  const atStep = (id: SurfaceId, { name, steps, run }: OrderTour, { layout, arrangement, contents, locked, layoutName }: OrderTourStep): Surface => ({
    id,
    arrangement,
    contents,
    locked,
    layoutId: layout,
    layoutName,
    tour: { name, steps: steps.map((step) => ({ layout: step.layout, dwellS: step.dwellS })), run },
  });
  const tours = createOrderTours({ timers, nowUtcMs: environment.nowUtcMs, show: (id, tour, step) => surfaces.adopt(atStep(id, tour, step), 'step') });
  const takeOrder = (node: NodeId, monitor: MonitorKey, topic: string, order: OrderMessage): void => {
    if (!line.isNews(topic, order.revision)) return;
    // The order may come before the PC it is for; then its monitor is remembered by it.
    const id = remoteSurface(node, monitor);
    toldTours.delete(topic);
    const step = order.tour === null ? null : tours.due(order.tour);
    if (order.tour !== null && step !== null) surfaces.adopt(atStep(id, order.tour, step), 'order');
    else {
      const { arrangement, contents, locked, layoutName } = order;
      surfaces.adopt({ ...emptySurface(id, arrangement), contents, locked, layoutName }, 'order');
    }
    tours.follow(id, order.tour);
  };

  const line = openWallLine(environment, {
    onOffline: () => {
      // Who was there before the line was lost need not be there when it is back.
      infos.clear();
      isSettled = false;
    },
    onOnline: () => {
      sayWhoIAm(line, environment, sinceUtcMs);
      cancelSettle?.();
      cancelSettle = timers.after(SETTLE_MS, () => {
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
          surfaces.adoptPick(picked.camera);
          return;
        }
        case 'numbers': {
          const told = readBody(numbersMessage, body, log, 'numbers');
          if (told === null || !line.isNews(topic, told.revision)) return;
          numbers = told.numbers;
          return renumber();
        }
        case 'command':
          return;
      }
    },
  });

  /** A tour with what its layouts hold; null: no tour, or one too large for a message, whose steps are told one by one. */
  const orderTour = ({ tour }: Surface): OrderTour | null => {
    if (tour === null) return null;
    const steps = tour.steps.flatMap(({ layout: id, dwellS }): readonly OrderTourStep[] => {
      const layout = stores.layouts.get(id);
      return layout === undefined ? [] : [{ layout: id, dwellS, arrangement: layout.arrangement, contents: layout.contents, locked: layout.locked, layoutName: layout.name }];
    });
    // Without all its layouts the places of its run mean others.
    if (steps.length < tour.steps.length) return null;
    const order = { name: tour.name, steps, run: tour.run };
    return Buffer.byteLength(JSON.stringify(order)) > TOUR_MAX_BYTES ? null : order;
  };
  const tell = (id: SurfaceId, kind: 'act' | 'tour'): void => {
    const remote = remoteOf(id);
    const surface = remote === null ? null : surfaces.get(id);
    if (remote === null || surface === null) return;
    const topic = line.topics.order(remote.node, remote.monitor);
    const tour = orderTour(surface);
    const told = tour === null ? '' : JSON.stringify(tour);
    // A step is news only of a tour that this desk began, and only when its layouts have changed since.
    if (kind === 'tour' && (!toldTours.has(topic) || (tour !== null && toldTours.get(topic) === told))) return;
    if (surface.tour === null) toldTours.delete(topic);
    else toldTours.set(topic, told);
    tours.follow(id, null);
    const { arrangement, contents, locked, layoutName } = surface;
    line.keep(topic, { revision: line.nextRevision(topic), arrangement, contents, locked, layoutName, tour });
  };

  const releases = [
    surfaces.onDidChange((ids, kind) => {
      for (const id of ids) tell(id, kind);
    }),
    stores.monitors.onDidChange(renumber),
    stores.picked.onDidChange(() => {
      const camera = stores.picked.get(ONLY)?.camera ?? null;
      // Who signs out or in takes nothing off the wall.
      if (camera === pickedNow || !surfaces.isOpen()) return;
      pickedNow = camera;
      surfaces.adoptPick(camera);
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
      cancelSettle?.();
      for (const release of releases.splice(0)) release();
      tours.stop();
      line.close();
    },
  };
}
