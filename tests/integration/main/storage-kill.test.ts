import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleScript } from './bundle-script.ts';

let script = '';
const folder = mkdtempSync(join(tmpdir(), 'storage-kill-'));

interface Life {
  readonly found: number;
  readonly lastSaved: number;
  readonly stderr: string;
}

/** One run of the writer, killed with SIGKILL as soon as its output has grown to this many lines. */
function liveUntil(lines: number): Promise<Life> {
  return new Promise((resolve, reject) => {
    const writer = spawn(process.execPath, [script, folder]);
    let stdout = '';
    let stderr = '';
    writer.stderr.on('data', (text: Buffer) => (stderr += text.toString()));
    writer.stdout.on('data', (text: Buffer) => {
      stdout += text.toString();
      if (stdout.split('\n').length > lines) writer.kill('SIGKILL');
    });
    writer.on('error', reject);
    writer.on('close', () => {
      const numbers = (word: string): readonly number[] => [...stdout.matchAll(new RegExp(`^${word} (\\d+)$`, 'gm'))].map((match) => Number(match[1]));
      const found = numbers('found')[0] ?? -1;
      resolve({ found, lastSaved: numbers('saved').at(-1) ?? found, stderr });
    });
  });
}

beforeAll(async () => {
  script = await bundleScript('storage-writer');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a wall whose console is killed while it saves, again and again, always returns as last confirmed or newer', { timeout: 120_000 }, async () => {
  let confirmed = 0;
  for (let round = 0; round < 20; round += 1) {
    const { found, lastSaved, stderr } = await liveUntil(1 + ((round * 7) % 13));
    expect(stderr).toBe('');
    // One save may have reached the disk without its confirmation having been printed.
    expect([confirmed, confirmed + 1]).toContain(found);
    confirmed = lastSaved;
  }
  expect(confirmed).toBeGreaterThan(20);
});
