import { monitorSurface, type MonitorKey } from '@contract/domain/units.ts';
import { commandMessage, numbersMessage, orderMessage, pickedMessage, type OrderMessage } from './messages.schema.ts';
import { createOrderTours } from './order-tours.ts';
import { openWallLine, readBody, sayWhoIAm, type WallLink, type WallLinkEnvironment } from './wall-link.ts';

const REPORT_EVERY_MS = 2_000;
/** What the broker retains of this PC may be wrong: the word that an earlier start of it left without a word can come late. */
const SAY_AGAIN_MS = 4_000;
/** What a window said longer ago than this is not how its tiles are: it hangs, or is gone. */
const REPORT_FRESH_MS = 6_000;
/** A command older than this was meant for a moment that has passed. */
const COMMAND_FRESH_MS = 10_000;

/**
 * A PC that drives a part of the wall: shows what desks say of its monitors, and tells how its tiles are. What desks said is retained
 * by the broker, so that a restarted PC takes its place without being told again.
 */
export function createWallNode(environment: WallLinkEnvironment): WallLink {
  const { self, stores, surfaces, clock, timers, log } = environment;
  const sinceUtcMs = Math.floor(environment.nowUtcMs());
  /** Orders for monitors that are not there (yet). */
  const waiting = new Map<MonitorKey, OrderMessage>();

  const tours = createOrderTours({
    timers,
    nowUtcMs: environment.nowUtcMs,
    show: (id, _tour, { arrangement, contents, locked, layoutName }) => surfaces.adopt({ id, arrangement, contents, layoutId: null, layoutName, locked, tour: null }, 'step'),
  });
  const obey = (monitor: MonitorKey, order: OrderMessage): void => {
    const id = monitorSurface(monitor);
    if (surfaces.get(id) === null) return;
    const { arrangement, contents, locked, layoutName } = (order.tour === null ? null : tours.due(order.tour)) ?? order;
    surfaces.adopt({ id, arrangement, contents, layoutId: null, layoutName, locked, tour: null }, 'order');
    tours.follow(id, order.tour);
  };

  /** Numbers are the wall's business, not this PC's. */
  let agreed: ReadonlyMap<MonitorKey, number> = new Map();
  const applyNumbers = (): void => {
    const others = line.localMonitors().flatMap((monitor) => {
      const number = agreed.get(monitor.id) ?? monitor.number;
      return number === monitor.number ? [] : [{ ...monitor, number }];
    });
    if (others.length > 0) stores.monitors.put(...others);
  };

  const line = openWallLine(environment, {
    onOnline: () => sayWhoIAm(line, environment, sinceUtcMs),
    onMessage: (place, topic, body) => {
      switch (place.kind) {
        case 'order': {
          const order = readBody(orderMessage, body, log, 'order');
          if (order === null || !line.isNews(topic, order.revision)) return;
          waiting.set(place.monitor, order);
          obey(place.monitor, order);
          return;
        }
        case 'picked': {
          const picked = readBody(pickedMessage, body, log, 'picked');
          if (picked !== null && line.isNews(topic, picked.revision)) surfaces.adoptPick(picked.camera);
          return;
        }
        case 'numbers': {
          const told = readBody(numbersMessage, body, log, 'numbers');
          if (told === null || !line.isNews(topic, told.revision)) return;
          agreed = new Map(told.numbers.filter(({ node }) => node === self.id).map(({ monitor, number }) => [monitor, number]));
          return applyNumbers();
        }
        case 'command': {
          const command = readBody(commandMessage, body, log, 'command');
          if (command === null || Math.abs(environment.nowUtcMs() - command.atUtcMs) > COMMAND_FRESH_MS) return;
          if (command.kind === 'identify') environment.identify();
          else environment.flash(command.monitor, command.tiles);
          return;
        }
        case 'info':
        case 'reports':
          return;
      }
    },
  });

  let told = '';
  const releases = [
    stores.monitors.onDidChange(() => {
      applyNumbers();
      // The numbers come from the wall itself.
      const now = JSON.stringify(line.localMonitors().map((monitor) => ({ ...monitor, number: 0 })));
      if (now === told) return;
      told = now;
      sayWhoIAm(line, environment, sinceUtcMs);
      for (const [monitor, order] of waiting) obey(monitor, order);
    }),
    timers.every(SAY_AGAIN_MS, () => sayWhoIAm(line, environment, sinceUtcMs)),
    timers.every(REPORT_EVERY_MS, () => {
      const monitors = line.localMonitors().flatMap(({ id }) => {
        const report = stores.tileReports.get(monitorSurface(id));
        return report === undefined || Math.abs(clock.utcMs() - report.utcMs) > REPORT_FRESH_MS ? [] : [{ monitor: id, tiles: report.tiles }];
      });
      line.say(line.topics.reports(self.id), { monitors });
    }),
  ];
  return {
    identify: () => undefined,
    flash: () => undefined,
    stop: () => {
      for (const release of releases.splice(0)) release();
      tours.stop();
      line.close();
    },
  };
}
