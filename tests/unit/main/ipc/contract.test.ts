import { describe, expect, it, test } from 'vitest';
import { RIGHTS } from '@contract/domain/right.ts';
import { IPC_CONTRACT } from '@contract/ipc/contract.ts';
import { PUSH_NAMES, REQUEST_NAMES, type RequestName } from '@contract/ipc/names.ts';
import type { RequestContract } from '@contract/ipc/request-contract.ts';
import { SLICE_NAMES, SLICES_FOR, WINDOW_KINDS } from '@contract/state/slices.ts';
import { VALID_INPUTS } from '../../../builders/ipc-inputs.ts';

const FIELDS = ['input', 'output', 'windows', 'right', 'ratePerSecond', 'maxInputChars', 'audit'];
const PROCEDURES = { 'procedures.save': 600_000, 'procedures.publish': 600_000, 'procedures.retire': 600_000, 'procedures.importFile': 600_000 } as const;
const GROUPS = { 'groups.save': 200_000, 'groups.remove': 200_000, 'groups.importFile': 200_000, 'groups.exportFile': 200_000, 'searches.save': 200_000, 'searches.remove': 200_000 } as const;
/** What carries more than a wall's worth of text: a layout with all it holds, and a picture of 20 MB. */
const LARGE_INPUTS: { readonly [N in RequestName]?: number } = { 'layouts.save': 200_000, 'layouts.resolve': 200_000, 'layouts.remove': 200_000, 'layouts.exportFile': 200_000, 'layouts.importFile': 200_000, 'layouts.importPicture': 200_000, 'tiles.report': 60_000, 'snapshot.save': 21_000_000, 'directory.watch': 300_000, 'directory.area': 60_000, 'settings.setSteering': 100_000, 'alarms.act': 300_000, ...GROUPS, ...PROCEDURES };

describe('check 29: the contract of requests', () => {
  it('covers every name, each once', () => {
    expect(Object.keys(IPC_CONTRACT).toSorted()).toEqual([...REQUEST_NAMES].toSorted());
    expect(new Set([...REQUEST_NAMES, ...PUSH_NAMES]).size).toBe(REQUEST_NAMES.length + PUSH_NAMES.length);
  });

  test.for(REQUEST_NAMES)('%s says all it must: schemas, windows, right, rate, size, audit', (name) => {
    const contract: RequestContract<unknown, unknown> = IPC_CONTRACT[name];
    expect(Object.keys(contract).filter((field) => field !== 'subject').toSorted()).toEqual(FIELDS.toSorted());
    expect(contract.windows.length).toBeGreaterThan(0);
    expect(new Set(contract.windows).size).toBe(contract.windows.length);
    for (const kind of contract.windows) expect(WINDOW_KINDS).toContain(kind);
    if (contract.right !== null) expect(RIGHTS).toContain(contract.right);
    expect(contract.ratePerSecond).toBeGreaterThanOrEqual(1);
    expect(contract.ratePerSecond).toBeLessThanOrEqual(200);
    expect(contract.maxInputChars).toBeGreaterThanOrEqual(100);
    expect(contract.maxInputChars).toBeLessThanOrEqual(LARGE_INPUTS[name] ?? 50_000);
    expect(['none', 'session', 'view', 'wall', 'config', 'ptz', 'alarm']).toContain(contract.audit);
  });

  test.for(REQUEST_NAMES)('%s takes what it is for, and refuses anything more', (name) => {
    const contract: RequestContract<unknown, unknown> = IPC_CONTRACT[name];
    expect(contract.input.safeParse(VALID_INPUTS[name]).success).toBe(true);
    expect(contract.input.safeParse({ ...VALID_INPUTS[name], more: 1 }).success).toBe(false);
    for (const input of [null, undefined, 1, 'text', [], [VALID_INPUTS[name]]]) expect(contract.input.safeParse(input).success).toBe(false);
  });

  it('needs a right for everything but signing in, state, the language and what a window says of itself', () => {
    const open = REQUEST_NAMES.filter((name) => IPC_CONTRACT[name].right === null);
    expect(open.toSorted()).toEqual(
      ['state.subscribe', 'session.signIn', 'session.confirmCode', 'session.cancel', 'session.signOut', 'session.enrolDevice', 'settings.setLanguage', 'media.close', 'tiles.report', 'web.place', 'window.reload', 'window.reportFault', 'notices.dismiss'].toSorted(),
    );
  });

  it('records every act of a person, except looking: where, how close, at what, what is found, and what tiles say of themselves; movements of heads main logs itself', () => {
    const unrecorded = REQUEST_NAMES.filter((name) => IPC_CONTRACT[name].audit === 'none');
    expect(unrecorded.toSorted()).toEqual(
      [...REQUEST_NAMES.filter((name) => name.startsWith('directory.') || name.startsWith('map.')), 'alarms.queue', 'alarms.members', 'alarms.outboxSeen', 'alarmStats.load', 'duty.past', 'escalation.contacts', 'escalation.plans', 'escalation.targets', 'procedures.list', 'rules.list', 'rules.test', 'ptz.move', 'ptz.places', 'media.demand', 'media.replayAct', 'notices.dismiss', 'state.subscribe', 'surface.memory', 'surface.pick', 'surface.setZoom', 'tiles.report', 'wall.find', 'web.place', 'window.identifyMonitors', 'window.reload', 'window.reportFault'].toSorted(),
    );
  });
});

describe('check 35: a wall window', () => {
  it('may subscribe, open and close streams and say what they need, tell of its tiles, place pages, show the desk, report a fault, and be loaded again; nothing else', () => {
    const forWalls = REQUEST_NAMES.filter((name) => {
      const contract: RequestContract<unknown, unknown> = IPC_CONTRACT[name];
      return contract.windows.includes('wall');
    });
    expect(forWalls.toSorted()).toEqual(['media.close', 'media.demand', 'media.deskSource', 'media.open', 'state.subscribe', 'tiles.report', 'web.place', 'window.reload', 'window.reportFault']);
  });

  it('is never given the directory, the layouts, scenes, lifted masks or notices', () => {
    for (const slice of ['usedCameras', 'units', 'unitCounts', 'mapMarks', 'forces', 'groups', 'searches', 'ptzAsks', 'layouts', 'layoutConflicts', 'scenes', 'maskLifts', 'notices'] as const) expect(SLICES_FOR.wall).not.toContain(slice);
    for (const slice of [...SLICES_FOR.wall, ...SLICES_FOR.desk]) expect(SLICE_NAMES).toContain(slice);
  });
});
