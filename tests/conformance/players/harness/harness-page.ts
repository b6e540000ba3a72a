import { MEDIA_PORT_MESSAGE } from '@contract/ipc/bridge.ts';
import { ok } from '@contract/domain/result.ts';
import { cameraId, DESK_SURFACE, streamId } from '@contract/domain/units.ts';
import type { TileLease } from '../../../../renderer/players/tile-session-pool.ts';
import { createWindowPlayers } from '../../../../renderer/players/window-players.ts';
import type { FeedCommand, Harness } from './harness-protocol.ts';

declare global {
  interface Window {
    readonly feed: { readonly send: (command: FeedCommand) => void; readonly ready: () => void };
    harness: Harness;
  }
}

interface HarnessTile {
  readonly lease: TileLease;
  readonly figure: HTMLElement;
  unmount: () => void;
  ages: number[];
}

const problems: string[] = [];
window.addEventListener('error', (event) => problems.push(event.message));
window.addEventListener('unhandledrejection', (event) => problems.push(String(event.reason)));
window.addEventListener('securitypolicyviolation', (event) => problems.push(`policy: ${event.violatedDirective} ${event.blockedURI}`));

let workers = 0;
window.Worker = class extends Worker {
  constructor(...given: ConstructorParameters<typeof Worker>) {
    super(...given);
    workers += 1;
  }
  override terminate(): void {
    workers -= 1;
    super.terminate();
  }
};

let openFrames = 0;
new BroadcastChannel('open-frames').onmessage = (event: MessageEvent<number>) => {
  openFrames = event.data;
};

let nextStream = 1;
const streams = new Map<string, number>();
const players = createWindowPlayers({
  requests: {
    open: ({ camera }) => {
      const stream = nextStream;
      nextStream += 1;
      streams.set(camera, stream);
      window.feed.send({ kind: 'open', stream });
      return Promise.resolve(ok({ stream: streamId(stream) }));
    },
    close: ({ stream }) => {
      window.feed.send({ kind: 'close', stream });
      return Promise.resolve(ok(null));
    },
  },
  onPortNeeded: () => {
    location.reload();
  },
});
window.addEventListener('message', (event: MessageEvent<unknown>) => {
  const [port] = event.ports;
  if (event.data === MEDIA_PORT_MESSAGE && port !== undefined) players.setPort(port);
});

const wall = document.getElementById('wall');
const tiles: HarnessTile[] = [];
const at = (tile: number): HarnessTile => {
  const found = tiles[tile];
  if (found === undefined) throw new Error(`no tile ${String(tile)}`);
  return found;
};

window.harness = {
  addTile: (widthPx, heightPx) => {
    const figure = document.createElement('figure');
    figure.style.width = `${String(widthPx)}px`;
    figure.style.height = `${String(heightPx)}px`;
    wall?.append(figure);
    const lease = players.pool.acquire({ surface: DESK_SURFACE, camera: cameraId(`camera-${String(tiles.length)}`), profile: 'sub' });
    const tile: HarnessTile = { lease, figure, unmount: lease.session.mount(figure, figure), ages: [] };
    lease.session.onPicture((ageMs) => tile.ages.push(ageMs));
    return tiles.push(tile) - 1;
  },
  removeTile: (tile) => {
    at(tile).unmount();
    at(tile).figure.remove();
    at(tile).lease.release();
  },
  moveTile: (tile) => {
    const moved = at(tile);
    moved.unmount();
    moved.figure.remove();
    wall?.append(moved.figure);
    moved.unmount = moved.lease.session.mount(moved.figure, moved.figure);
  },
  setVisible: (tile, visible) => {
    at(tile).lease.session.setVisible(visible);
  },
  destroyTwice: (tile) => {
    at(tile).lease.session.destroy();
    at(tile).lease.session.destroy();
  },
  report: (tile) => {
    const { lease, ages } = at(tile);
    const state = lease.session.getSnapshot();
    return { ...lease.session.stats(), state: state.kind, cause: 'cause' in state ? state.cause : null, ageMs: lease.session.meter().ageMs, drawnAgesMs: ages };
  },
  resetAges: () => {
    for (const tile of tiles) tile.ages = [];
  },
  brightness: (tile) => {
    const video = at(tile).figure.querySelector('video');
    const canvas = document.createElement('canvas');
    canvas.width = 64;
    canvas.height = 36;
    const context = canvas.getContext('2d');
    if (video === null || context === null) return 0;
    context.drawImage(video, 0, 0, 64, 36);
    const { data } = context.getImageData(0, 0, 64, 36);
    let sum = 0;
    for (let index = 0; index < data.length; index += 4) sum += (data[index] ?? 0) + (data[index + 1] ?? 0) + (data[index + 2] ?? 0);
    return sum / (data.length / 4) / 3;
  },
  streamOf: (tile) => streams.get(at(tile).lease.session.camera) ?? 0,
  workers: () => workers,
  openFrames: () => openFrames,
  problems: () => problems,
};
window.feed.ready();
