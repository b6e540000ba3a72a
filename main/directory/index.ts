import { systemClock, systemTimers } from '../platform/clock.ts';
import { systemRandom } from '../platform/random.ts';
import { discardDirectory, openDirectoryDb } from '../storage/directory-db.ts';
import { findAdapter } from '../vms/registry.ts';
import { createDirectory } from './directory.ts';
import type { DirectoryCommand, DirectoryReport } from './protocol.ts';

// Entry of the directory process: an Electron utilityProcess, so that 300,000 cameras cost main and the windows nothing.

/** What is used of electron's process.parentPort. */
interface ParentPort {
  readonly on: (event: 'message', listener: (message: { readonly data: unknown }) => void) => unknown;
  readonly postMessage: (message: DirectoryReport) => void;
}

const isParentPort = (port: unknown): port is ParentPort => typeof port === 'object' && port !== null && 'on' in port && 'postMessage' in port;
const isCommand = (data: unknown): data is DirectoryCommand => typeof data === 'object' && data !== null && 'kind' in data && typeof data.kind === 'string';

function run(parent: ParentPort): void {
  const directory = createDirectory({
    post: (report) => parent.postMessage(report),
    openDb: openDirectoryDb,
    discard: discardDirectory,
    connectAdapter: (kind, environment) => findAdapter(kind)?.connect(environment) ?? null,
    clock: systemClock,
    timers: systemTimers,
    random: systemRandom.unit,
  });
  parent.on('message', ({ data }) => {
    if (isCommand(data)) directory.handle(data);
  });
}

const parentPort: unknown = 'parentPort' in process ? process.parentPort : null;
if (!isParentPort(parentPort)) throw new Error('the directory runs as a utilityProcess');
run(parentPort);
