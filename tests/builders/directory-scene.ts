import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Camera, OrgUnit } from '@contract/domain/camera.ts';
import { ok, type Result } from '@contract/domain/result.ts';
import { createDirectory } from '../../main/directory/directory.ts';
import type { DirectoryAnswer, DirectoryAsk, DirectoryQuestions, DirectoryReport, QuestionKind } from '../../main/directory/protocol.ts';
import type { Timers } from '../../main/platform/clock.ts';
import { discardDirectory, openDirectoryDb } from '../../main/storage/directory-db.ts';
import type { DirectoryPort, VmsConnection, WallsPort } from '../../main/vms/adapter.ts';
import { createFakeTime } from './fake-time.ts';
import { SERVICE, settled } from './fake-vms.ts';

type Report<K extends DirectoryReport['kind']> = Extract<DirectoryReport, { readonly kind: K }>;

/** What is due within this is run as soon as promises are: steps that only make room for others. */
const PROMPT_MS = 20;

/** Fake time whose shortest waits need no moving of the clock. */
function createPromptTime() {
  const time = createFakeTime();
  const soon = new Set<object>();
  const timers: Timers = {
    ...time.timers,
    after: (delayMs, run) => {
      if (delayMs > PROMPT_MS) return time.timers.after(delayMs, run);
      const entry = {};
      soon.add(entry);
      setImmediate(() => {
        if (soon.delete(entry)) run();
      });
      return () => void soon.delete(entry);
    },
  };
  const idle = async (): Promise<void> => {
    do await settled();
    while (soon.size > 0);
    await settled();
  };
  return { ...time, timers, idle };
}

const nothing: VmsConnection['sessions'] = {
  start: () => Promise.reject(new Error('unused')),
  confirm: () => Promise.reject(new Error('unused')),
  refresh: () => Promise.reject(new Error('unused')),
  end: () => Promise.reject(new Error('unused')),
  enrolDevice: () => Promise.reject(new Error('unused')),
  startDevice: () => Promise.reject(new Error('unused')),
};

export interface SceneOptions {
  readonly port?: DirectoryPort;
  readonly walls?: WallsPort;
  readonly folder?: string;
  readonly openDb?: typeof openDirectoryDb;
}

/** A server that has these and nothing else to say. */
export const portWith = ({ units, cameras }: { readonly units: readonly OrgUnit[]; readonly cameras: readonly Camera[] }, over: Partial<DirectoryPort> = {}): DirectoryPort => ({
  units: async () => ok({ units, skipped: 0 }),
  cameras: async (_etag, onPage) => {
    for (let from = 0; from < cameras.length; from += 1_000) onPage({ cameras: cameras.slice(from, from + 1_000), skipped: 0, total: cameras.length });
    return ok({ kind: 'loaded', etag: 'e1', changeToken: 't1', skipped: 0 });
  },
  states: async () => ok({ states: [], cursor: { epoch: 'x', seq: 1 } }),
  ...over,
});

/** The directory process in this process, over a real file in a folder of its own, before a server the test plays. */
export function directoryScene(options: SceneOptions = {}) {
  const folder = options.folder ?? mkdtempSync(path.join(tmpdir(), 'vonglau-directory-'));
  const file = path.join(folder, 'directory.db');
  const time = createPromptTime();
  const reports: DirectoryReport[] = [];
  const answers = new Map<number, (result: Result<DirectoryAnswer<QuestionKind>>) => void>();
  const port = options.port ?? portWith({ units: [], cameras: [] });
  const connection: VmsConnection = {
    describe: async () => ok(SERVICE),
    measureClock: () => Promise.reject(new Error('unused')),
    sessions: nothing,
    directory: port,
    ...(options.walls === undefined ? {} : { walls: options.walls }),
    close: () => {},
  };
  const directory = createDirectory({
    post: (report) => {
      if (report.kind === 'answer') answers.get(report.id)?.(report.result);
      else reports.push(report);
    },
    openDb: options.openDb ?? openDirectoryDb,
    discard: discardDirectory,
    connectAdapter: () => connection,
    clock: time.clock,
    timers: time.timers,
    random: () => 1,
  });
  let asked = 0;
  const { handle } = directory;
  return {
    ...time,
    folder,
    file,
    directory,
    handle,
    reports,
    of: <K extends DirectoryReport['kind']>(kind: K): readonly Report<K>[] => reports.filter((report): report is Report<K> => report.kind === kind),
    last: <K extends DirectoryReport['kind']>(kind: K): Report<K> | undefined => reports.findLast((report): report is Report<K> => report.kind === kind),
    open: async (generation = 1) => {
      handle({ kind: 'source', adapter: 'tier', baseUrl: 'https://localhost', trust: { caPem: null, spkiPins: [] } });
      handle({ kind: 'token', accessToken: 'access' });
      handle({ kind: 'open', file, generation });
      await time.idle();
    },
    sync: async () => {
      handle({ kind: 'sync' });
      await time.idle();
    },
    ask: async <K extends QuestionKind>(kind: K, ask: DirectoryQuestions[K]['ask']): Promise<Result<DirectoryAnswer<K>>> => {
      asked += 1;
      const id = asked;
      const answered = new Promise<Result<DirectoryAnswer<QuestionKind>>>((resolve) => answers.set(id, resolve));
      handle({ kind: 'ask', id, ask: { kind, ...ask } as DirectoryAsk });
      return (await answered) as Result<DirectoryAnswer<K>>;
    },
    /** Closes the file and takes the folder away. */
    end: () => {
      directory.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The value of a result that is to be one. */
export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code} ${result.error.detail ?? ''}`);
  return result.value;
}
