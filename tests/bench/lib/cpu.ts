import { readdirSync, readFileSync } from 'node:fs';
import { spawn, spawnSync } from 'node:child_process';

const TICKS_PER_SECOND = Number(spawnSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }).stdout) || 100;

interface ProcessFacts {
  readonly parent: number;
  readonly ticks: number;
  readonly threads: number;
}

function readProcesses(): ReadonlyMap<number, ProcessFacts> {
  const processes = new Map<number, ProcessFacts>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      // The command name in brackets may hold spaces: fields are counted from its end.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      processes.set(Number(name), { parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]), threads: Number(fields[17]) });
    } catch {
      // Gone between the listing and the reading.
    }
  }
  return processes;
}

/** A process and all its descendants that live now. */
function treeOf(root: number): ReadonlyMap<number, ProcessFacts> {
  const processes = readProcesses();
  const isInTree = (id: number): boolean => {
    for (let at = id; at > 1; at = processes.get(at)?.parent ?? 0) if (at === root) return true;
    return false;
  };
  return new Map([...processes].filter(([id]) => isInTree(id)));
}

/** Processor seconds used so far by a process and all its descendants that live now. */
export const treeCpuSeconds = (root: number): number => [...treeOf(root).values()].reduce((sum, { ticks }) => sum + ticks, 0) / TICKS_PER_SECOND;

/** Threads of a process and its descendants: each decoder and worker has one at least. */
export const treeThreads = (root: number): number => [...treeOf(root).values()].reduce((sum, { threads }) => sum + threads, 0);

/** Memory of a process and its descendants, shared pages counted once (proportional set size), MB. */
export function treeMemoryMb(root: number): number {
  let kb = 0;
  for (const id of treeOf(root).keys()) {
    try {
      kb += Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${String(id)}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
    } catch {
      // Gone between the listing and the reading.
    }
  }
  return kb / 1024;
}

/** Cores used by a paced `ffmpeg -re -f null` decode of a raw H.264 file, over `seconds`. The reference of the wall bench. */
export async function ffmpegDecodeCores(file: string, frameRate: number, seconds: number): Promise<number> {
  const child = spawn('ffmpeg', ['-hide_banner', '-loglevel', 'error', '-benchmark', '-threads', '1', '-re', '-stream_loop', '-1', '-framerate', String(frameRate), '-i', file, '-t', String(seconds), '-f', 'null', '-'], { stdio: ['ignore', 'ignore', 'pipe'] });
  let last = 0;
  const started = performance.now();
  const sampler = setInterval(() => {
    const now = child.pid === undefined ? 0 : treeCpuSeconds(child.pid);
    if (now > last) last = now;
  }, 100);
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  clearInterval(sampler);
  if (code !== 0) throw new Error(`ffmpeg ended with ${String(code)}`);
  return last / ((performance.now() - started) / 1000);
}
