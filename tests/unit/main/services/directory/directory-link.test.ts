import { describe, expect, it } from 'vitest';
import { ok } from '@contract/domain/result.ts';
import type { DirectoryCommand, DirectoryReport } from '../../../../../main/directory/protocol.ts';
import { createDirectoryLink } from '../../../../../main/services/directory/directory-link.ts';
import { createFakeTime } from '../../../../builders/fake-time.ts';
import { settled } from '../../../../builders/fake-vms.ts';
import { createRecordingLog } from '../../../../builders/recording-log.ts';

/** A link to processes that only remember what they were told. */
function linked() {
  const time = createFakeTime();
  const processes: { readonly commands: DirectoryCommand[]; readonly say: (report: DirectoryReport) => void; readonly exit: () => void; killed: boolean }[] = [];
  const reports: string[] = [];
  let started = 0;
  const link = createDirectoryLink({
    spawn: (onReport, onExit) => {
      const commands: DirectoryCommand[] = [];
      const process = { commands, say: onReport, exit: () => onExit(139), killed: false };
      processes.push(process);
      return { post: (command) => void commands.push(command), kill: () => void (process.killed = true) };
    },
    onReport: ({ kind }) => void reports.push(kind),
    onDidExit: () => void reports.push('exit'),
    onDidStart: () => void (started += 1),
    clock: time.clock,
    timers: time.timers,
    log: createRecordingLog(),
  });
  link.start();
  const last = () => {
    const process = processes.at(-1);
    if (process === undefined) throw new Error('no process');
    return process;
  };
  return { ...time, link, processes, last, reports, started: () => started };
}

const nothingFound = { ids: [], first: [], total: 0, near: 0 };
const query = { text: 'cau giay', filter: {}, order: 'best' } as const;

describe('questions to the directory', () => {
  it('are answered each by its own answer, whatever their order', async () => {
    const { link, last } = linked();
    const first = link.ask('search', { query });
    const second = link.ask('number', { number: 7 });
    last().say({ kind: 'answer', id: 2, result: ok({ camera: null }) });
    last().say({ kind: 'answer', id: 1, result: ok(nothingFound) });
    // One that nobody waits for is let go.
    last().say({ kind: 'answer', id: 99, result: ok({ camera: null }) });
    expect([await first, await second]).toEqual([ok(nothingFound), ok({ camera: null })]);
  });

  it('end when the process dies, when it never answers, and when the console stops', async () => {
    const { link, last, advance } = linked();
    const dying = link.ask('number', { number: 1 });
    last().exit();
    expect(await dying).toMatchObject({ ok: false, error: { code: 'directory/unavailable', retryable: true } });
    expect(await link.ask('number', { number: 1 })).toMatchObject({ ok: false });
    advance(500);
    const silent = link.ask('number', { number: 1 });
    advance(10_000);
    expect(await silent).toMatchObject({ ok: false, error: { code: 'directory/unavailable' } });
    const stopped = link.ask('number', { number: 1 });
    link.stop();
    expect(await stopped).toMatchObject({ ok: false });
  });

  it('do not pile up without end', async () => {
    const { link, last } = linked();
    const asked = Array.from({ length: 250 }, (_, number) => link.ask('number', { number }));
    await settled();
    expect(last().commands).toHaveLength(200);
    expect(await asked.at(-1)).toMatchObject({ ok: false, error: { code: 'directory/unavailable' } });
    link.stop();
    await Promise.all(asked);
  });
});

describe('a directory process that dies', () => {
  it('is started again, each time told anew, ever more seldom when it keeps dying', () => {
    const { processes, last, advance, started } = linked();
    for (let deaths = 1; deaths <= 5; deaths += 1) {
      last().exit();
      advance(500);
      expect([processes.length, started()]).toEqual([deaths + 1, deaths + 1]);
    }
    last().exit();
    advance(29_000);
    expect(processes).toHaveLength(6);
    advance(1_000);
    expect(processes).toHaveLength(7);
  });

  it('says nothing any more once another one is there', () => {
    const { processes, last, advance, reports } = linked();
    const [first] = processes;
    first?.exit();
    advance(500);
    first?.say({ kind: 'units', units: [] });
    expect(reports).toEqual(['exit']);
    last().say({ kind: 'units', units: [] });
    expect(reports).toEqual(['exit', 'units']);
  });

  it('stays dead when the console stops', () => {
    const { link, last, processes, advance } = linked();
    link.stop();
    expect(last().killed).toBe(true);
    last().exit();
    advance(60_000);
    expect(processes).toHaveLength(1);
  });
});
