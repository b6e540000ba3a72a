import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';

const MAX_BYTES = 5 * 1024 * 1024;
const KEPT = 3;

/** Appends lines to `console.log` in a folder of mode 0700; at 5 MB the file moves on to `.1`, `.2`. A disk that refuses never stops the console. */
export function createLogFile(folder: string): (line: string) => void {
  const file = path.join(folder, 'console.log');
  let size = 0;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  } catch {
    return () => undefined;
  }
  const rotate = () => {
    for (let turn = KEPT - 1; turn >= 1; turn -= 1) {
      const from = turn === 1 ? file : `${file}.${turn - 1}`;
      if (statSync(from, { throwIfNoEntry: false }) !== undefined) renameSync(from, `${file}.${turn}`);
    }
    size = 0;
  };
  return (line) => {
    try {
      if (size > MAX_BYTES) rotate();
      appendFileSync(file, `${line}\n`, { mode: 0o600 });
      size += line.length + 1;
    } catch {
      // The log is the last place to tell of trouble with the disk; the console goes on.
    }
  };
}
