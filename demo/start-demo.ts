import { readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { mkdir } from 'node:fs/promises';
import { NO_CAMERAS } from './city/camera-source.ts';
import { makeCountry } from './city/country.ts';
import { makeCity, type City } from './city/make-city.ts';
import { SAMPLE_CAMERAS, syntheticCameras } from './city/sample-cameras.ts';
import { selectCameras } from './city/select-cameras.ts';
import { peopleOf } from './people.ts';
import type { Camera } from './server/api-types.ts';
import { loadIdentity } from './server/certificates.ts';
import { loadClips, type Clip, type Recordings } from './server/clips.ts';
import { systemClock } from './server/clock.ts';
import { openTierNet, type ChannelOptions } from './server/escalation/index.ts';
import { createFaultBoard } from './server/fault-board.ts';
import { openFrontDoor, type FrontDoor } from './server/front-door.ts';
import { createPacer } from './server/pacer.ts';
import { createPtz } from './server/ptz-setup.ts';
import { loadTierSchemas } from './server/schemas.ts';
import { createTierServer, type TierServer } from './server/tier-server.ts';
import { writeAtomically } from './server/kept-state.ts';
import { openTierState } from './server/tier-state.ts';
import { makeVideoClip } from './server/video-clip.ts';
import { createWorld, type World } from './server/world.ts';
import { DEMO_TIERS, stateFileOf, viewOf, type DemoTier } from './tiers.ts';
import { videoCamera } from './city/video-camera.ts';

const OUT = join(import.meta.dirname, '../out/demo');

/** All times in milliseconds. Everything is optional. */
export interface DemoOptions {
  /** Ports are base, base + 1, base + 2; 0 gives each tier a free one. Default 7080. */
  readonly portBase?: number;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** How many cameras of the city's 20,405; above that, cameras of a made-up country behind them. */
  readonly cameras?: number;
  /** Pause between two steps of patrols and vehicles; 0: they stand still. Default 2000. */
  readonly forceStepMs?: number;
  /** Adds that many cameras for load tests on every centre: numbers 40001 on, main and sub (640x360 at 15) of their own. */
  readonly synthetic?: number;
  /** A video file to serve as camera 1. */
  readonly video?: string;
  /** Where state, certificates and transcoded video are kept. Default `out/demo/state`. */
  readonly stateDir?: string;
  /** Where to say what is running. Default `out/demo/demo.json`. */
  readonly infoFile?: string;
  /** How far the servers' clocks are ahead. */
  readonly clockSkewMs?: number;
  readonly accessMs?: number;
  readonly refreshMs?: number;
  readonly lockMs?: number;
  readonly heartbeatMs?: number;
  /** Everyday alarms that come by themselves, on each centre. Default 0. */
  readonly alarmsPerHour?: number;
  /** How much slower or faster than people the demo's forces answer tasks; 0: not by themselves. Default 1. */
  readonly patrolTimeScale?: number;
  /** What notices of escalation go out by: a mail server, gateways of short messages, a secret of hooks. Default: none. */
  readonly channels?: ChannelOptions;
  /** Times of escalation are multiplied by it. Default 1. */
  readonly escalationScale?: number;
  /** Cameras whose heads are in use show what they look at, drawn and encoded as it happens; otherwise their clips. Default true. */
  readonly panorama?: boolean;
  /** Folder of the clips. Default `assets/demo/clips`. */
  readonly clipsDir?: string;
  /** Lines for the person who started it. Default: none. */
  readonly say?: (line: string) => void;
}

/** A tier that answers. */
export interface RunningTier {
  readonly tier: DemoTier['tier'];
  readonly name: string;
  readonly serverId: string;
  readonly port: number;
  readonly httpUrl: string;
  readonly httpsUrl: string;
  /** Cameras this tier may see. */
  readonly cameras: number;
}

export interface RunningDemo {
  readonly tiers: readonly RunningTier[];
  readonly infoFile: string;
  /** PEM of the authority that signed the servers' certificate. */
  readonly caFile: string;
  /** The streets as the cameras see them; for tests and benches in the same process. */
  readonly world: World;
  /** Closes everything and removes the info file; may be called twice. */
  readonly stop: () => Promise<void>;
}

/** The port a tier wanted belongs to another program. */
export class PortTakenError extends Error {
  readonly port: number;

  constructor(port: number) {
    super(`Port ${String(port)} is taken by another program. Stop it, or choose other ports with --port-base.`);
    this.name = 'PortTakenError';
    this.port = port;
  }
}

/** Starts the three tiers. Throws `PortTakenError`, or an error with a readable message when a clip or a program is missing. */
export async function startDemo(options: DemoOptions = {}): Promise<RunningDemo> {
  const { portBase = 7080, host = '127.0.0.1', stateDir = join(OUT, 'state'), infoFile = join(OUT, 'demo.json'), say = () => undefined } = options;
  const clock = systemClock(options.clockSkewMs ?? 0);
  const recordings = loadClips(options.clipsDir, say);
  const { clips } = recordings;
  const identity = await loadIdentity(join(stateDir, 'tls'), host);
  const whole = makeCity();
  const limited = options.cameras === undefined ? whole : selectCameras(whole, options.cameras);
  const { city: filmed, ownClips: filmClips } = options.video === undefined ? { city: limited, ownClips: new Map<string, Clip>() } : await withVideo(limited, options.video, stateDir, say);
  const samples = samplesOf(recordings);
  const synthetic = syntheticCameras(options.synthetic ?? 0);
  const country = makeCountry((options.cameras ?? 0) - whole.cameras.length);
  const city = { ...filmed, units: [...filmed.units, ...country.units], cameras: [...filmed.cameras, ...samples.cameras, ...synthetic] };
  const ownClips = new Map([...filmClips, ...samples.clips]);
  const everywhere = new Set([...ownClips.keys(), ...synthetic.map(({ id }) => id)]);
  const faults = createFaultBoard();
  const pacer = createPacer(clock);
  const world = createWorld({ city, country: country.cameras, clips, ownClips, clock, faults, pacer, forceStepMs: options.forceStepMs ?? 2000 });
  const ptz = createPtz({ world, clock, people: DEMO_TIERS.flatMap(({ tier }) => peopleOf(tier)), stateDir, panorama: options.panorama ?? true, say });
  const schemas = loadTierSchemas();
  const net = await openTierNet(join(stateDir, 'tier-links'), DEMO_TIERS, await readFile(identity.caFile, 'utf8'));
  const running: { readonly server: TierServer; readonly door: FrontDoor; readonly tier: RunningTier }[] = [];

  let stopping: Promise<void> | null = null;
  const stop = (): Promise<void> => {
    stopping ??= (async () => {
      ptz.destroy();
      pacer.destroy();
      world.forces.destroy();
      faults.destroy();
      await Promise.all(running.map(async ({ server, door }) => {
        await server.close();
        await door.close();
      }));
      await rm(infoFile, { force: true });
    })();
    return stopping;
  };

  try {
    for (const [index, demoTier] of DEMO_TIERS.entries()) {
      const view = viewOf(demoTier, world.city, everywhere);
      const server = await createTierServer({
        service: {
          api: 'vonglau-tier/1',
          serverId: demoTier.serverId,
          tier: demoTier.tier,
          name: demoTier.name,
          capabilities: ['live', 'events', 'layouts', 'directory.changes', 'devices', 'masks', 'alarms', 'duty', 'escalation', 'alarm-statistics', 'pictures', 'camera-page', 'groups', 'searches', 'forces', 'walls', 'ptz', 'procedures', 'rules'],
          softwareVersion: 'demo',
        },
        ...view,
        country: demoTier.tier === 'commune' ? NO_CAMERAS : world.country,
        people: peopleOf(demoTier.tier),
        world,
        ptz,
        picturesDir: join(stateDir, 'pictures', demoTier.serverId),
        stateDir,
        channels: options.channels ?? {},
        escalationScale: options.escalationScale ?? 1,
        links: net.linksOf(demoTier.serverId),
        alarmsPerHour: options.alarmsPerHour ?? 0,
        patrolTimeScale: options.patrolTimeScale ?? 1,
        say,
        store: await openTierState(stateFileOf(stateDir, demoTier), say),
        schemas,
        clock,
        times: { accessMs: options.accessMs ?? 5 * 60_000, refreshMs: options.refreshMs ?? 12 * 3_600_000 },
        lockMs: options.lockMs ?? 15 * 60_000,
        heartbeatMs: options.heartbeatMs ?? 5000,
      });
      const door = await openDoor(server, identity, host, portBase === 0 ? 0 : portBase + index);
      const address = `${host.includes(':') ? `[${host}]` : host}:${String(door.port)}`;
      const { tier, serverId, name } = demoTier;
      net.opened(serverId, `https://${address}`);
      running.push({ server, door, tier: { tier, serverId, name: name.vi, port: door.port, httpUrl: `http://${address}`, httpsUrl: `https://${address}`, cameras: view.cameras.length + (tier === 'commune' ? 0 : world.country.length) } });
    }
    const tiers = running.map(({ tier }) => tier);
    await mkdir(dirname(infoFile), { recursive: true });
    await writeAtomically(infoFile, `${JSON.stringify({ pid: process.pid, tiers, caFile: identity.caFile }, null, 2)}\n`);
    return { tiers, infoFile, caFile: identity.caFile, world, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The sample cameras whose recordings are there. */
function samplesOf({ clips, samples }: Recordings): { readonly cameras: readonly Camera[]; readonly clips: ReadonlyMap<string, Clip> } {
  const found = SAMPLE_CAMERAS.flatMap(({ camera, shows }) => {
    const clip = samples.get(shows) ?? clips.find(({ id }) => id === shows);
    return clip === undefined ? [] : [{ camera, clip }];
  });
  return { cameras: found.map(({ camera }) => camera), clips: new Map(found.map(({ camera, clip }) => [camera.id, clip])) };
}

async function openDoor(server: TierServer, identity: Parameters<typeof openFrontDoor>[1], host: string, port: number): Promise<FrontDoor> {
  try {
    return await openFrontDoor(server.http, identity, host, port);
  } catch (error) {
    await server.close();
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') throw new PortTakenError(port);
    throw error;
  }
}

async function withVideo(city: City, file: string, stateDir: string, say: (line: string) => void): Promise<{ readonly city: City; readonly ownClips: ReadonlyMap<string, Clip> }> {
  const clip = await makeVideoClip(file, join(stateDir, 'video'), say);
  const camera = videoCamera(file);
  // Number 1 is the file's; the camera that had it moves behind the last one.
  const free = Math.max(...city.cameras.map(({ number }) => number), 0) + 1;
  const others = city.cameras.map((other) => (other.number === camera.number ? { ...other, number: free } : other));
  return { city: { ...city, cameras: [camera, ...others] }, ownClips: new Map([[camera.id, clip]]) };
}
