import type { Camera, CameraState, OrgUnit } from '@contract/domain/camera.ts';
import { ok, type AppError } from '@contract/domain/result.ts';
import { utcMs, type CameraId } from '@contract/domain/units.ts';
import type { DirectoryCommand, DirectoryReport } from '../../main/directory/protocol.ts';
import type { DirectoryLinkEnvironment } from '../../main/services/directory/directory-link.ts';
import type { DirectoryPlace } from '../../main/services/directory/directory-service.ts';
import type { DirectoryPort, EventCursor } from '../../main/vms/adapter.ts';
import { createFakeDirectory } from './fake-directory.ts';

interface Kept {
  cameras: readonly Camera[];
  units: readonly OrgUnit[];
}

/** Files of directories as a test keeps them from one console to the next. */
export type DirectoryFiles = Map<string, Kept>;

/** The directory process without a process or a disk: loads all cameras at each `sync`, as the real one answers what it is asked. */
export interface FakeDirectoryProcess {
  readonly spawn: DirectoryLinkEnvironment['spawn'];
  readonly openBook: (file: string) => ReturnType<DirectoryPlace['openBook']>;
  readonly commands: DirectoryCommand[];
  /** Says something of its own accord. */
  readonly say: (report: DirectoryReport) => void;
  /** Dies. */
  readonly die: () => void;
  readonly spawned: () => number;
  /** For each `open`, how many books of main were open when it came. */
  readonly booksAtOpen: readonly number[];
}

export function createFakeDirectoryProcess(port: () => DirectoryPort | null, files: DirectoryFiles = new Map()): FakeDirectoryProcess {
  const commands: DirectoryCommand[] = [];
  let report: (report: DirectoryReport) => void = () => undefined;
  let exit: (code: number) => void = () => undefined;
  let spawned = 0;
  let books = 0;
  const booksAtOpen: number[] = [];
  let open: string | null = null;
  let states: readonly CameraState[] = [];
  let watched: readonly CameraId[] = [];

  const keptOf = (file: string): Kept => {
    const kept = files.get(file) ?? { cameras: [], units: [] };
    files.set(file, kept);
    return kept;
  };
  const tellStates = (): void => {
    const own = states.filter(({ id }) => watched.includes(id));
    report({ kind: 'states', states: own, unknown: watched.filter((id) => !own.some((state) => state.id === id)), isAll: true });
  };
  const tellAll = (file: string, state: 'cached' | 'current' | 'empty'): void => {
    const { cameras, units } = keptOf(file);
    report({ kind: 'units', units });
    report({ kind: 'changed', cameras: null });
    report({ kind: 'facts', facts: { state, total: cameras.length, skipped: 0, directoryUtcMs: utcMs(5) } });
    tellStates();
  };
  const load = async (file: string): Promise<{ readonly cursor: EventCursor | null; readonly error: AppError | null }> => {
    const from = port();
    if (from === null) return { cursor: null, error: { code: 'tier/unreachable', retryable: true } };
    const units = await from.units();
    if (!units.ok) return { cursor: null, error: units.error };
    const cameras: Camera[] = [];
    const loaded = await from.cameras(null, (page) => void cameras.push(...page.cameras));
    if (!loaded.ok) return { cursor: null, error: loaded.error };
    const told = await from.states();
    if (open !== file) return { cursor: null, error: null };
    files.set(file, { cameras, units: units.value.units });
    if (told.ok) ({ states } = told.value);
    tellAll(file, 'current');
    return { cursor: told.ok ? told.value.cursor : null, error: told.ok ? null : told.error };
  };
  const take = (command: DirectoryCommand): void => {
    commands.push(command);
    const file = open;
    switch (command.kind) {
      case 'open':
        open = command.file;
        booksAtOpen.push(books);
        states = [];
        report({ kind: 'opened', generation: command.generation, error: null });
        return tellAll(command.file, keptOf(command.file).cameras.length > 0 ? 'cached' : 'empty');
      case 'close':
        open = null;
        return;
      case 'sync':
        if (file !== null) {
          void load(file).then((synced) => {
            if (open === file) report({ kind: 'synced', ...synced });
          });
        }
        return;
      case 'watch':
        watched = command.cameras;
        return tellStates();
      case 'states':
        states = [...states.filter(({ id }) => !command.states.some((state) => state.id === id)), ...command.states];
        return tellStates();
      case 'ask': {
        const answers = createFakeDirectory();
        answers.set(file === null ? [] : keptOf(file).cameras);
        const { kind, ...question } = command.ask;
        report({ kind: 'answer', id: command.id, result: (answers.answer(`directory.${kind}`, question) ?? ok({ ids: [], first: [] })) as Extract<DirectoryReport, { readonly kind: 'answer' }>['result'] });
        return;
      }
      default:
        return;
    }
  };
  return {
    spawn: (onReport, onExit) => {
      spawned += 1;
      open = null;
      report = onReport;
      exit = onExit;
      return { post: take, kill: () => undefined };
    },
    openBook: (file) => {
      let isOpen = true;
      books += 1;
      const find = (id: string) => (isOpen ? keptOf(file).cameras.find((camera) => camera.id === id) : undefined);
      return {
        get: find,
        has: (id) => find(id) !== undefined,
        close: () => {
          if (isOpen) books -= 1;
          isOpen = false;
        },
      };
    },
    commands,
    say: (said) => report(said),
    die: () => exit(1),
    spawned: () => spawned,
    booksAtOpen,
  };
}
