import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, test, vi } from 'vitest';
import { EMPTY_QUERY } from '@contract/domain/camera-query.ts';
import { createDirectory } from '../../../main/directory/directory.ts';
import type { DirectoryReport } from '../../../main/directory/protocol.ts';
import { systemClock, systemTimers } from '../../../main/platform/clock.ts';
import { discardDirectory, openDirectoryDb } from '../../../main/storage/directory-db.ts';
import { findAdapter } from '../../../main/vms/registry.ts';
import { startTestDemo, type TestDemo } from '../demo/support.ts';
import { peopleOf } from '../../../demo/people.ts';
import { signIn } from '../../builders/tier-client.ts';

const CAMERAS = 3_000;
/** Retries come after half a second at first. */
const SETTLED_MS = 45_000;

/** A directory of its own, in this process, in step with a real server over the network. */
function directoryAt(baseUrl: string, accessToken: string) {
  const folder = mkdtempSync(path.join(tmpdir(), 'vonglau-directory-faults-'));
  const reports: DirectoryReport[] = [];
  const directory = createDirectory({
    post: (report) => void reports.push(report),
    openDb: openDirectoryDb,
    discard: discardDirectory,
    connectAdapter: (kind, environment) => findAdapter(kind)?.connect(environment) ?? null,
    clock: systemClock,
    timers: systemTimers,
    random: () => 0,
  });
  directory.handle({ kind: 'source', adapter: 'tier', baseUrl, trust: { caPem: null, spkiPins: [] } });
  directory.handle({ kind: 'token', accessToken });
  directory.handle({ kind: 'open', file: path.join(folder, 'directory.db'), generation: 1 });
  let asked = 0;
  return {
    sync: () => directory.handle({ kind: 'sync' }),
    reports,
    facts: () => reports.findLast((report) => report.kind === 'facts')?.facts,
    /** Codes of the syncs that ended, null where it ended well. */
    ended: () => reports.flatMap((report) => (report.kind === 'synced' ? [report.error?.code ?? null] : [])),
    ids: async (): Promise<readonly string[]> => {
      asked += 1;
      const id = asked;
      directory.handle({ kind: 'ask', id, ask: { kind: 'search', query: { ...EMPTY_QUERY, order: 'number' } } });
      const answer = await vi.waitUntil(() => reports.find((report) => report.kind === 'answer' && report.id === id), { timeout: 10_000 });
      if (answer.kind !== 'answer' || !answer.result.ok || !('total' in answer.result.value) || !('ids' in answer.result.value)) throw new Error('no answer');
      return [String(answer.result.value.total), ...answer.result.value.ids];
    },
    end: () => {
      directory.handle({ kind: 'token', accessToken: null });
      directory.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

describe('A directory whose server misbehaves', { timeout: 90_000 }, () => {
  let demo: TestDemo;
  let url: string;
  let token: string;
  let good: readonly string[];
  let open: ReturnType<typeof directoryAt>[] = [];

  const spoil = async (body: object): Promise<void> => {
    const answer = await fetch(`${url}/demo/directory-faults`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(await answer.text());
  };
  const change = async (body: object): Promise<void> => {
    const answer = await fetch(`${url}/demo/directory`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(await answer.text());
  };
  const started = () => {
    const directory = directoryAt(`${url}/`, token);
    open.push(directory);
    directory.sync();
    return directory;
  };
  const current = (directory: ReturnType<typeof directoryAt>): Promise<unknown> => vi.waitUntil(() => directory.facts()?.state === 'current', { timeout: SETTLED_MS });

  beforeAll(async () => {
    demo = await startTestDemo({ cameras: CAMERAS, accessMs: 600_000 });
    url = demo.tier('province').httpUrl;
    const person = peopleOf('province').find(({ username }) => username === 'truc.binh');
    token = (await signIn(demo.tier('province'), person?.username ?? '', person?.totpSecret)).accessToken;
    const directory = started();
    await current(directory);
    good = await directory.ids();
    expect(good.length).toBeGreaterThan(1_000);
  }, 90_000);
  afterEach(async () => {
    for (const directory of open) directory.end();
    open = [];
    await spoil({ fault: 'none' });
  });
  afterAll(() => demo.close());

  test.for(['cut', 'truncate', 'duplicate', 'slow', 'huge'] as const)('%s in the middle of the first load: it is whole in the end, and what was good stays usable meanwhile', async (fault) => {
    await spoil({ fault, page: 2, times: 2, ...(fault === 'slow' && { delayMs: 1_500 }) });
    const directory = started();
    await current(directory);
    expect(await directory.ids()).toEqual(good);
    expect(directory.facts()?.skipped).toBe(0);
    if (fault === 'huge') expect(directory.ended()).toContain('tier/too-large');
  });

  it('with 5 % broken records keeps the others, says how many it left out, and is whole once they are mended', async () => {
    await spoil({ fault: 'broken' });
    const directory = started();
    await current(directory);
    const { total = 0, skipped = 0 } = directory.facts() ?? {};
    expect(skipped).toBeGreaterThan(total * 0.03);
    expect(total + skipped).toBe(Number(good[0]));
    await spoil({ fault: 'none' });
    directory.sync();
    await vi.waitUntil(() => directory.facts()?.skipped === 0, { timeout: SETTLED_MS });
    expect(await directory.ids()).toEqual(good);
  });

  test.for(['duplicate', 'reorder', 'cut', 'truncate'] as const)('%s changes end in the same directory as a fresh load', async (fault) => {
    const directory = started();
    await current(directory);
    await spoil({ fault, times: 2 });
    const renamed = good.slice(1, 6);
    for (const [index, cameraId] of renamed.entries()) await change({ rename: { cameraId, name: `Tên mới ${fault} ${String(index)}` } });
    await change({ withdraw: good[100 + ['duplicate', 'reorder', 'cut', 'truncate'].indexOf(fault)] });
    const before = directory.ended().length;
    directory.sync();
    await vi.waitUntil(() => directory.ended().slice(before).includes(null), { timeout: SETTLED_MS });
    await spoil({ fault: 'none' });
    const fresh = started();
    await current(fresh);
    expect(await directory.ids()).toEqual(await fresh.ids());
    good = await fresh.ids();
  });
});
