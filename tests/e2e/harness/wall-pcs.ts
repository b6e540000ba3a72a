import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Files of a wall's installer that the console's unprivileged user can read. */
export interface WallFiles {
  /** Keeps a text in a file; answers its path. */
  readonly keep: (name: string, text: string) => string;
  readonly remove: () => void;
}

export function makeWallFiles(): WallFiles {
  const folder = mkdtempSync(path.join(tmpdir(), 'vonglau-wall-'));
  chmodSync(folder, 0o755);
  return {
    keep: (name, text) => {
      const file = path.join(folder, name);
      writeFileSync(file, text);
      chmodSync(file, 0o644);
      return file;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** How every PC of a test's wall finds its broker. */
export const wallEnvironment = (brokerUrl: string, keyFile: string): Readonly<Record<string, string>> => ({ VONGLAU_WALL_BROKER: brokerUrl, VONGLAU_WALL_NAME: 'thu', VONGLAU_WALL_KEY_FILE: keyFile });
