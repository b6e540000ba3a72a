import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { IMPORTANCES, PACES, PROFILES, type Importance, type Pace, type ProfileName, type StreamDemand, type StreamProfile } from '@contract/domain/stream.ts';
import { planStreams, profileKbps, usualBudgetKbps, type StreamGrant, type StreamPlan, type StreamWish } from '@contract/domain/stream-plan.ts';
import { cameraId, streamId, type StreamId } from '@contract/domain/units.ts';

const MAIN: StreamProfile = { profile: 'main', codec: 'avc1.4d401f', format: 'annexb', widthPx: 1280, heightPx: 720, frameRate: 15, bitrateKbps: 2000 };
const SUB: StreamProfile = { profile: 'sub', codec: 'avc1.42c01e', format: 'annexb', widthPx: 640, heightPx: 360, frameRate: 15, bitrateKbps: 400 };
const AMPLE = 1e9;
const NONE: ReadonlyMap<StreamId, StreamGrant> = new Map();

const demand = (over: Partial<StreamDemand> = {}): StreamDemand => ({ widthPx: 480, heightPx: 270, importance: 'rest', playable: PROFILES, pace: 'full', audio: false, ...over });
const wish = (stream: number, over: Partial<StreamDemand> = {}, more: Partial<StreamWish> = {}): StreamWish => ({ stream: streamId(stream), camera: cameraId(`c${stream}`), profiles: [MAIN, SUB], demand: demand(over), ...more });
const big = { heightPx: 720, widthPx: 1280 } as const;
const shape = (plan: StreamPlan) => [...plan.grants].map(([stream, { profile, pace, lowered }]) => `${stream} ${profile} ${pace} ${lowered ?? 'as asked'}`);
const planned = (wishes: readonly StreamWish[], budgetKbps = AMPLE, inForce = NONE) => shape(planStreams(wishes, budgetKbps, inForce));

describe('the profile of a tile', () => {
  test.for([
    [100, 'sub'],
    [479, 'sub'],
    [480, 'main'],
    [1080, 'main'],
  ] as const)('%d px high is %s', ([heightPx, profile]) => {
    expect(planned([wish(1, { heightPx })])).toEqual([`1 ${profile} full as asked`]);
  });

  it('follows the size of the sub-stream the camera has', () => {
    const small = { ...SUB, heightPx: 240 };
    expect(planned([wish(1, { heightPx: 320 }, { profiles: [MAIN, small] })])).toEqual(['1 main full as asked']);
  });

  it('is what the window can show, and what the camera has', () => {
    expect(planned([wish(1, { ...big, playable: ['sub'] }), wish(2, {}, { profiles: [MAIN] })])).toEqual(['1 sub full as asked', '2 main full as asked']);
  });

  it('is refused when nothing of the camera can be shown', () => {
    const plan = planStreams([wish(1, { playable: ['sub'] }, { profiles: [MAIN] }), wish(2, {}, { profiles: [] })], AMPLE, NONE);
    expect([plan.grants.size, [...plan.refused]]).toEqual([0, [[1, 'stream/profile-missing'], [2, 'stream/profile-missing']]]);
  });

  it('is one for all tiles of a camera: the highest asked for, at each tile its own pace', () => {
    const camera = cameraId('shared');
    const plan = planStreams([wish(1, {}, { camera }), wish(2, big, { camera }), wish(3, { pace: 'stills' }, { camera })], AMPLE, NONE);
    expect(shape(plan)).toEqual(['1 main full as asked', '2 main full as asked', '3 main stills machine']);
    expect([plan.wantedKbps, plan.plannedKbps]).toEqual([2000, 2000]);
  });

  it('is one that all tiles of a camera can show, and two only when there is no such', () => {
    const camera = cameraId('shared');
    expect(planned([wish(1, big, { camera }), wish(2, { playable: ['sub'] }, { camera })])).toEqual(['1 sub full as asked', '2 sub full as asked']);
    expect(planned([wish(1, { ...big, playable: ['main'] }, { camera }), wish(2, { playable: ['sub'] }, { camera })])).toEqual(['1 main full as asked', '2 sub full as asked']);
  });

  it('brings sound only where it is asked for', () => {
    const { grants } = planStreams([wish(1, { audio: true }), wish(2)], AMPLE, NONE);
    expect([...grants.values()].map(({ audio }) => audio)).toEqual([true, false]);
  });
});

describe('over the budget', () => {
  const four = [wish(1, { ...big, importance: 'alarm' }), wish(2, { ...big, importance: 'selected' }), wish(3, { ...big, importance: 'wall' }), wish(4, { ...big, importance: 'rest' })];

  test.for([
    [8000, 'main full as asked', 'main full as asked', 'main full as asked', 'main full as asked'],
    [7000, 'main full as asked', 'main full as asked', 'main full as asked', 'sub full link'],
    [5000, 'main full as asked', 'main full as asked', 'sub full link', 'sub full link'],
    [4500, 'main full as asked', 'main full as asked', 'sub full link', 'sub key-frames link'],
    [4450, 'main full as asked', 'main full as asked', 'sub full link', 'sub stills link'],
    [4200, 'main full as asked', 'main full as asked', 'sub key-frames link', 'sub stills link'],
    [4100, 'main full as asked', 'main full as asked', 'sub stills link', 'sub stills link'],
    [2500, 'main full as asked', 'sub full link', 'sub stills link', 'sub stills link'],
    [2200, 'main full as asked', 'sub key-frames link', 'sub stills link', 'sub stills link'],
    [600, 'sub full link', 'sub stills link', 'sub stills link', 'sub stills link'],
    [1, 'sub stills link', 'sub stills link', 'sub stills link', 'sub stills link'],
  ] as const)('of %d kbit/s alarm, selected, wall and rest get %s, %s, %s, %s', ([budgetKbps, ...gets]) => {
    expect(planned(four, budgetKbps)).toEqual(gets.map((get, index) => `${index + 1} ${get}`));
  });

  it('the dearest of the least important goes first, and no more than needed', () => {
    const dear = { ...MAIN, bitrateKbps: 6000 };
    expect(planned([wish(1, big), wish(2, big, { profiles: [dear, SUB] }), wish(3, big)], 4500)).toEqual(['1 main full as asked', '2 sub full link', '3 main full as asked']);
  });

  it('a tile that is lowered by the machine already says so until the link takes more', () => {
    const slow = [wish(1, { pace: 'key-frames' })];
    expect([planned(slow), planned(slow, 60)]).toEqual([['1 sub key-frames machine'], ['1 sub stills link']]);
  });

  it('a tile that has all it asked for is not said to be lowered because a larger one of the camera is', () => {
    const camera = cameraId('shared');
    expect(planned([wish(1, {}, { camera }), wish(2, big, { camera })], 500)).toEqual(['1 sub full as asked', '2 sub full link']);
  });

  it('tells what was wanted and what is planned', () => {
    expect(planStreams(four, 5000, NONE)).toMatchObject({ wantedKbps: 8000, plannedKbps: 4800 });
  });
});

describe('raising again', () => {
  it('waits until a tenth of the budget stays free, and then happens', () => {
    const wishes = [wish(1, big)];
    const lowered = planStreams(wishes, 1900, NONE).grants;
    expect(planned(wishes, 1900, lowered)).toEqual(['1 sub full link']);
    expect(planned(wishes, 2200, lowered)).toEqual(['1 sub full link']);
    expect(planned(wishes, 2230, lowered)).toEqual(['1 main full as asked']);
  });

  it('is not needed where the tile itself asks for less now', () => {
    const lowered = planStreams([wish(1, big)], 1900, NONE).grants;
    expect(planned([wish(1)], 410, lowered)).toEqual(['1 sub full as asked']);
  });

  it('lets a tile that became important have what others give', () => {
    const eight = (selected: number) => Array.from({ length: 8 }, (_, index) => wish(index + 1, { ...big, importance: index + 1 === selected ? 'selected' : 'rest' }));
    const before = planStreams(eight(1), 5000, NONE).grants;
    const after = planStreams(eight(2), 5000, before);
    expect([after.grants.get(streamId(1))?.profile, after.grants.get(streamId(2))?.profile]).toEqual(['sub', 'main']);
    expect(after.plannedKbps).toBeLessThanOrEqual(4500);
  });
});

test('costs of a profile without a bitrate are reckoned from its pixels', () => {
  const { bitrateKbps: _, ...unsaid } = SUB;
  expect(PACES.map((pace) => Math.round(profileKbps(unsaid, pace)))).toEqual([346, 86, 35]);
  expect(PACES.map((pace) => Math.round(profileKbps({ ...unsaid, format: 'jpeg' }, pace)))).toEqual([3456, 3456, 46]);
});

test.for([
  ['commune', 50_000],
  ['concentrator', 50_000],
  ['province', 2_000_000],
  ['traffic', 2_000_000],
  ['ioc', 2_000_000],
  ['ministry', 2_000_000],
] as const)('the usual budget of a %s is %d kbit/s', ([tier, kbps]) => {
  expect(usualBudgetKbps(tier)).toBe(kbps);
});

describe('whatever is wished', () => {
  const profiles = fc.record({ mainKbps: fc.option(fc.integer({ min: 500, max: 8000 }), { nil: undefined }), subKbps: fc.integer({ min: 64, max: 1000 }), offers: fc.constantFrom<readonly ProfileName[]>(['main', 'sub'], ['sub', 'main'], ['main'], ['sub']) }).map(({ mainKbps, subKbps, offers }) =>
    offers.map((name): StreamProfile => {
      if (name === 'sub') return { ...SUB, bitrateKbps: subKbps };
      const { bitrateKbps: _, ...unsaid } = MAIN;
      return mainKbps === undefined ? unsaid : { ...unsaid, bitrateKbps: mainKbps };
    }),
  );
  const demands = fc.record({ widthPx: fc.integer({ min: 1, max: 4000 }), heightPx: fc.integer({ min: 1, max: 2200 }), importance: fc.constantFrom<Importance>(...IMPORTANCES), playable: fc.constantFrom<readonly ProfileName[]>(['main', 'sub'], ['main'], ['sub']), pace: fc.constantFrom<Pace>(...PACES), audio: fc.constant(false) });
  const wishes = fc.tuple(fc.array(profiles, { minLength: 6, maxLength: 6 }), fc.array(fc.tuple(fc.nat(5), demands), { maxLength: 14 })).map(([offers, asked]) =>
    asked.map(([camera, demanded], index): StreamWish => ({ stream: streamId(index + 1), camera: cameraId(`c${camera}`), profiles: offers[camera] ?? [], demand: demanded })),
  );
  const budget = fc.integer({ min: 0, max: 30_000 });

  it('the plan holds the budget unless everything is at stills, and drops nobody', () => {
    fc.assert(
      fc.property(wishes, budget, wishes, budget, (asked, kbps, earlier, earlierKbps) => {
        const plan = planStreams(asked, kbps, planStreams(earlier, earlierKbps, NONE).grants);
        expect(plan.grants.size + plan.refused.size).toBe(asked.length);
        const allStills = [...plan.grants.values()].every(({ pace }) => pace === 'stills');
        expect(plan.plannedKbps <= kbps || allStills).toBe(true);
        expect(plan.plannedKbps).toBeLessThanOrEqual(plan.wantedKbps);
      }),
    );
  });

  it('what is granted can be shown, is one profile for a camera, and is never more than the machine takes', () => {
    fc.assert(
      fc.property(wishes, budget, (asked, kbps) => {
        const { grants } = planStreams(asked, kbps, NONE);
        for (const { stream, demand: { playable, pace } } of asked) {
          const grant = grants.get(stream);
          if (grant === undefined) continue;
          expect(playable).toContain(grant.profile);
          expect(PACES.indexOf(grant.pace)).toBeGreaterThanOrEqual(PACES.indexOf(pace));
          if (grant.lowered !== 'link') expect([grant.pace, grant.lowered]).toEqual([pace, pace === 'full' ? null : 'machine']);
        }
      }),
    );
  });

  it('the same wishes keep the same grants after one step', () => {
    fc.assert(
      fc.property(wishes, budget, wishes, budget, (asked, kbps, earlier, earlierKbps) => {
        const first = planStreams(asked, kbps, planStreams(earlier, earlierKbps, NONE).grants);
        expect(planStreams(asked, kbps, first.grants)).toEqual(first);
      }),
    );
  });

  it('a budget that goes 5 % down and up again changes nothing after the first time', () => {
    fc.assert(
      fc.property(wishes, fc.integer({ min: 100, max: 30_000 }), (asked, kbps) => {
        const low = planStreams(asked, Math.ceil(kbps * 0.95), planStreams(asked, kbps, NONE).grants);
        const high = planStreams(asked, kbps, low.grants);
        expect(high.grants).toEqual(low.grants);
        expect(planStreams(asked, Math.ceil(kbps * 0.95), high.grants).grants).toEqual(low.grants);
      }),
    );
  });

  it('the link never gives a more important tile less than a less important one of the same kind', () => {
    const alike = fc.array(fc.constantFrom<Importance>(...IMPORTANCES), { minLength: 2, maxLength: 16 });
    const rank = ({ profile, pace }: StreamGrant) => PROFILES.indexOf(profile) * 10 + PACES.indexOf(pace);
    fc.assert(
      fc.property(alike, alike, budget, budget, (before, now, earlierKbps, kbps) => {
        const asked = (all: readonly Importance[]) => all.map((importance, index) => wish(index + 1, { ...big, importance }));
        const { grants } = planStreams(asked(now), kbps, planStreams(asked(before), earlierKbps, NONE).grants);
        const sorted = now.map((importance, index) => ({ importance: IMPORTANCES.indexOf(importance), rank: rank(grants.get(streamId(index + 1)) ?? { profile: 'main', pace: 'full', lowered: null, audio: false }) }));
        for (const one of sorted) for (const other of sorted) if (one.importance < other.importance) expect(one.rank).toBeLessThanOrEqual(other.rank);
      }),
    );
  });
});
