import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FRAME_CODE_BLOCKS, FRAME_CODE_BLOCKS_PER_WIDTH, readFrameCode } from '../../../demo/clips/frame-code.ts';

/** Where a picture stands on the screen, pixels. */
export interface PictureBox {
  readonly xPx: number;
  readonly yPx: number;
  readonly widthPx: number;
}

/** A screen whose framebuffer can be read from outside, so that the console is judged by what is on the glass. */
export interface Glass {
  readonly display: string;
  /** The frame number shown in a box now; null when there is none to be read. `changedOnly`: null also when nothing changed since the last look. */
  readonly look: (box: PictureBox, tile: number) => number | null;
  readonly stop: () => Promise<void>;
}

const BYTES_PER_PIXEL = 4;

/** XWD header: sizes and offsets as 32-bit big-endian words. */
interface Framebuffer {
  readonly file: number;
  readonly dataOffset: number;
  readonly strideBytes: number;
}

function openFramebuffer(file: string): Framebuffer {
  const handle = openSync(file, 'r');
  const header = Buffer.alloc(100);
  readSync(handle, header, 0, 100, 0);
  const headerBytes = header.readUInt32BE(0);
  const strideBytes = header.readUInt32BE(12 * 4);
  const colours = header.readUInt32BE(19 * 4);
  return { file: handle, dataOffset: headerBytes + colours * 12, strideBytes };
}

const waitFor = async (what: string, ready: () => boolean, limitMs = 15_000): Promise<void> => {
  const until = performance.now() + limitMs;
  while (!ready()) {
    if (performance.now() > until) throw new Error(`${what} did not become ready`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

const endOf = (child: ChildProcess): Promise<void> => new Promise((resolve) => (child.exitCode !== null || child.signalCode !== null ? resolve() : child.once('exit', () => resolve())));

/** Starts Xvfb with one monitor and a window manager. */
export async function startGlass(widthPx = 1920, heightPx = 1080): Promise<Glass> {
  const number = 130 + (process.pid % 60);
  const display = `:${String(number)}`;
  const folder = mkdtempSync(path.join(tmpdir(), 'vonglau-glass-'));
  const server = spawn('Xvfb', [display, '-screen', '0', `${String(widthPx)}x${String(heightPx)}x24`, '-fbdir', folder, '-nolisten', 'tcp'], { stdio: 'ignore' });
  const file = path.join(folder, 'Xvfb_screen0');
  await waitFor('Xvfb', () => existsSync(file) && existsSync(`/tmp/.X11-unix/X${String(number)}`));
  const manager = spawn('openbox', [], { stdio: 'ignore', env: { ...process.env, DISPLAY: display } });
  const framebuffer = openFramebuffer(file);
  const rows = new Map<number, Buffer>();

  return {
    display,
    look: (box, tile) => {
      const sidePx = box.widthPx / FRAME_CODE_BLOCKS_PER_WIDTH;
      const codePx = Math.ceil(FRAME_CODE_BLOCKS * sidePx) + 1;
      const row = Buffer.allocUnsafe(codePx * BYTES_PER_PIXEL);
      const y = Math.round(box.yPx + sidePx / 2);
      const offset = framebuffer.dataOffset + y * framebuffer.strideBytes + Math.round(box.xPx) * BYTES_PER_PIXEL;
      if (readSync(framebuffer.file, row, 0, row.length, offset) < row.length) return null;
      if (rows.get(tile)?.equals(row) === true) return null;
      rows.set(tile, row);
      // One row through the middle of the blocks, as high as a block: what the reader averages is then that row.
      const height = Math.ceil(sidePx) + 1;
      const luma = new Uint8Array(codePx * height);
      for (let x = 0; x < codePx; x += 1) luma[x] = row[x * BYTES_PER_PIXEL + 1] ?? 0;
      for (let line = 1; line < height; line += 1) luma.copyWithin(line * codePx, 0, codePx);
      return readFrameCode(luma, codePx, height, codePx, 0, 0, box.widthPx);
    },
    stop: async () => {
      closeSync(framebuffer.file);
      manager.kill();
      server.kill();
      await Promise.all([endOf(manager), endOf(server)]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
