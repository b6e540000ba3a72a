import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import type { UnitFrame } from '../../builders/tier-client.ts';
import { startDemo, type DemoOptions, type RunningDemo, type RunningTier } from '../../../demo/start-demo.ts';

const UNIT_BYTES = 400;

// Real servers on a machine that may be busy.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 });

/** A demo on free ports with a folder of its own and clips of a few bytes. Release with `close`. */
export interface TestDemo {
  readonly demo: RunningDemo;
  readonly folder: string;
  readonly tier: (tier: RunningTier['tier']) => RunningTier;
  /** Stops and starts it again with the same state. */
  readonly restart: (more?: DemoOptions) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** `samples`: the city's cameras of other kinds are there too, with units of a few bytes like the others. */
export async function startTestDemo(options: DemoOptions = {}, samples = false): Promise<TestDemo> {
  const folder = await mkdtemp(join(tmpdir(), 'vonglau-demo-test-'));
  const clipsDir = join(folder, 'clips');
  await writeTestClips(clipsDir, samples);
  const start = (more: DemoOptions = {}): Promise<RunningDemo> =>
    startDemo({ portBase: 0, cameras: 60, panorama: false, forceStepMs: 0, patrolTimeScale: 0, stateDir: join(folder, 'state'), infoFile: join(folder, 'demo.json'), clipsDir, ...options, ...more });
  let demo = await start();
  return {
    get demo() {
      return demo;
    },
    folder,
    tier: (wanted) => {
      const found = demo.tiers.find(({ tier }) => tier === wanted);
      if (found === undefined) throw new Error(`no tier ${wanted}`);
      return found;
    },
    restart: async (more) => {
      await demo.stop();
      demo = await start(more);
    },
    close: async () => {
      await demo.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** One clip of 4 s whose access units are not decodable: each is filled with its number. `samples`: the recordings of the sample cameras too. */
export async function writeTestClips(folder: string, samples = false): Promise<void> {
  await mkdir(folder, { recursive: true });
  const profile = async (name: 'main' | 'sub', widthPx: number, heightPx: number, frameRate: number): Promise<object> => {
    const units = Array.from({ length: 4 * frameRate }, (_, index) => {
      const unit = Buffer.alloc(UNIT_BYTES, index + 1);
      unit.set([0, 0, 0, 1, index % (2 * frameRate) === 0 ? 0x65 : 0x41]);
      return unit;
    });
    const file = `test.${name}.h264`;
    await writeFile(join(folder, file), Buffer.concat(units));
    return { file, widthPx, heightPx, frameRate, codec: 'avc1.4d401e', keyEvery: 2 * frameRate, sizes: units.map(() => UNIT_BYTES) };
  };
  const clip = { id: 'test', nameVi: 'Thử', nameEn: 'Test', suits: ['day'], loopMs: 4000, main: await profile('main', 1280, 720, 25), sub: await profile('sub', 640, 360, 15) };
  if (!samples) return writeFile(join(folder, 'index.json'), JSON.stringify({ version: 1, clips: [clip] }));
  await writeFile(join(folder, 'street.ulaw'), Buffer.from(Array.from({ length: 16_000 }, (_, at) => Math.floor(at / 320))));
  const sound = { file: 'street.ulaw', codec: 'pcmu', sampleRateHz: 8000, samples: 16_000 };
  const { main, sub } = clip;
  const more = [
    { ...clip, id: 'sound', sound },
    { ...clip, id: 'mjpeg', main: undefined, sub: { ...sub, codec: 'jpeg', format: 'jpeg', keyEvery: 1 } },
    { ...clip, id: 'hevc-only', main: { ...main, codec: 'hvc1.1.6.L93.90' }, sub: undefined },
  ];
  const clips = [clip, { ...clip, id: 'cong' }, { ...clip, id: 'pho-ngay' }];
  await writeFile(join(folder, 'index.json'), JSON.stringify({ version: 1, clips, samples: more }));
}

/** True for an access unit of the test clips that nothing happened to. */
export function isWhole({ key, payload }: UnitFrame): boolean {
  return payload.length === UNIT_BYTES && payload.subarray(0, 5).equals(Buffer.from([0, 0, 0, 1, key ? 0x65 : 0x41])) && payload.subarray(5).every((byte) => byte === payload[5]);
}
