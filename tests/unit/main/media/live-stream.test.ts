import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { GatewayToWindow } from '@contract/ipc/media-port.ts';
import { PACES, PROFILES, type Pace, type ProfileName } from '@contract/domain/stream.ts';
import { OPEN, startGateway, unit } from '../../../builders/gateway-scene.ts';

const MAIN_OPEN = { ...OPEN, codec: 'avc1.640028', widthPx: 1920, heightPx: 1080 } as const;

/** A tile that shows the sub-stream of a camera, with one key frame and one picture after it. */
function showing(pace: Pace = 'full') {
  const scene = startGateway();
  scene.signIn();
  const window = scene.window(1);
  window.attach(1, 'cam', { pace });
  scene.upstream().listener.onStatus(OPEN);
  scene.upstream().listener.onUnit(unit(100, true));
  scene.upstream().listener.onUnit(unit(101));
  const told = (message: GatewayToWindow) => {
    if (message.kind === 'audio') return 'audio';
    if (message.kind === 'unit') return `${message.key ? 'key' : 'delta'} ${message.sequence}`;
    if (message.kind === 'status' && message.status.kind === 'open') return `open ${message.status.profile} ${message.status.codec} ${message.status.pace} ${message.status.lowered ?? 'as asked'}`;
    return message.kind === 'status' ? message.status.kind : message.kind;
  };
  const since = window.got.length;
  return { ...scene, desk: window, heard: () => window.got.slice(since).map(told) };
}

describe('a stream that changes to another profile', () => {
  test('shows the old pictures until the first key frame of the new ones, and loses none', () => {
    const { desk, heard, upstream, pulled, time } = showing();
    desk.retune(1, { profile: 'main' });
    upstream(0).listener.onUnit(unit(102));
    upstream(1).listener.onStatus(MAIN_OPEN);
    upstream(0).listener.onUnit(unit(103));
    upstream(1).listener.onUnit(unit(7));
    upstream(1).listener.onUnit(unit(8, true));
    upstream(0).listener.onUnit(unit(104));
    upstream(1).listener.onUnit(unit(9));
    expect(heard()).toEqual(['delta 102', 'delta 103', 'open main avc1.640028 full as asked', 'key 104', 'delta 105']);
    time.advance(2000);
    expect(pulled.map(({ camera, closed }) => [camera, closed])).toEqual([['cam sub', true], ['cam main', false]]);
  });

  test('changes at once when another tile shows it already', () => {
    const { desk, heard, upstream } = showing();
    desk.attach(2, 'cam', { profile: 'main' });
    upstream(1).listener.onStatus(MAIN_OPEN);
    upstream(1).listener.onUnit(unit(1, true));
    const before = heard().length;
    desk.retune(1, { profile: 'main', lowered: 'machine', pace: 'full' });
    expect(heard().slice(before)).toEqual(['open main avc1.640028 full machine', 'key 102']);
  });

  test('keeps the old one when the server refuses the new one, and says so in the log', () => {
    const { desk, heard, upstream, posted } = showing();
    desk.retune(1, { profile: 'main', pace: 'key-frames', lowered: 'link' });
    upstream(1).listener.onStatus({ kind: 'refused', code: 'stream/profile-missing' });
    upstream(0).listener.onUnit(unit(102));
    upstream(0).listener.onUnit(unit(103, true));
    expect(heard()).toEqual(['open sub avc1.4d401f key-frames link', 'key 102']);
    expect(posted).toContainEqual({ kind: 'log', level: 'warn', event: 'media.profile-refused', fields: { stream: 1, profile: 'main', code: 'stream/profile-missing' } });
  });

  test('takes the new one without waiting when the old one brings no pictures', () => {
    const { desk, heard, upstream } = showing();
    desk.retune(1, { profile: 'main' });
    upstream(0).listener.onStatus({ kind: 'interrupted', code: 'camera/lost' });
    expect(heard()).toEqual(['opening']);
    upstream(1).listener.onStatus(MAIN_OPEN);
    expect(heard().at(-1)).toBe('open main avc1.640028 full as asked');
  });

  test('and back before the change took place stays as it was', () => {
    const { desk, heard, upstream, time } = showing();
    desk.retune(1, { profile: 'main' });
    desk.retune(1, { profile: 'sub' });
    upstream(1).listener.onStatus(MAIN_OPEN);
    upstream(1).listener.onUnit(unit(8, true));
    upstream(0).listener.onUnit(unit(102));
    expect(heard()).toEqual(['open sub avc1.4d401f full as asked', 'delta 102']);
    time.advance(2000);
    expect([upstream(0).closed, upstream(1).closed]).toEqual([false, true]);
  });

  test('closed on the way, leaves nothing that is pulled', () => {
    const { desk, heard, upstream, time } = showing();
    desk.retune(1, { profile: 'main' });
    desk.detach(1);
    upstream(1).listener.onStatus(MAIN_OPEN);
    upstream(1).listener.onUnit(unit(8, true));
    time.advance(2000);
    expect([heard(), upstream(0).closed, upstream(1).closed]).toEqual([['closed'], true, true]);
  });
});

describe('the pace', () => {
  test('pulled is the fastest any tile has', () => {
    const { desk, upstream, window } = showing();
    const wall = window(2);
    wall.attach(2, 'cam', { pace: 'stills' });
    desk.retune(1, { pace: 'key-frames', lowered: 'link' });
    desk.detach(1);
    wall.attach(3, 'cam', { pace: 'full' });
    expect(upstream().paces).toEqual(['full', 'key-frames', 'stills', 'full']);
  });

  test('of a tile alone opens its pull that way', () => {
    const { desk, upstream } = showing();
    desk.attach(2, 'other', { pace: 'stills' });
    expect(upstream(1).paces).toEqual(['stills']);
  });

  test('of a slower tile leaves the pictures between out, and it counts none as lost', () => {
    const { desk, upstream, window, time } = showing();
    const wall = window(2);
    wall.attach(2, 'cam', { pace: 'key-frames' });
    wall.attach(3, 'cam', { pace: 'stills' });
    for (let second = 1; second <= 12; second += 1) {
      time.advance(1000);
      upstream().listener.onUnit(unit(100 + second * 2, true));
      upstream().listener.onUnit(unit(101 + second * 2));
    }
    const of = (stream: number) => wall.units().filter((text) => text.startsWith(`${stream} `));
    expect(desk.units()).toHaveLength(26);
    expect(of(2)).toEqual(Array.from({ length: 13 }, (_, index) => `2 ${100 + index}`));
    expect(of(3)).toEqual(['3 100', '3 101', '3 102']);
  });

  test('back to full goes on from a key frame, which it asks for', () => {
    const { desk, heard, upstream } = showing('key-frames');
    const asked = upstream().keyFrames;
    desk.retune(1, {});
    upstream().listener.onUnit(unit(102));
    upstream().listener.onUnit(unit(103, true));
    upstream().listener.onUnit(unit(104));
    expect(heard()).toEqual(['open sub avc1.4d401f full as asked', 'key 101', 'delta 102']);
    expect(upstream().keyFrames).toBeGreaterThan(asked);
  });
});

describe('the sound', () => {
  const sound = (captureUtcUs: number) => [captureUtcUs, new ArrayBuffer(4)] as const;

  test('goes to the tile that wants it alone, and is asked for while there is one', () => {
    const { desk, heard, upstream } = showing();
    desk.attach(2, 'cam', { audio: true });
    upstream().listener.onAudio(...sound(5));
    expect(desk.last()).toEqual({ kind: 'audio', stream: 2, captureUtcUs: 5, data: new ArrayBuffer(4) });
    expect(heard().filter((text) => text === 'audio')).toHaveLength(1);
    desk.retune(2, { audio: false });
    upstream().listener.onAudio(...sound(6));
    expect(upstream().audio).toEqual([true, false]);
    expect(heard().filter((text) => text === 'audio')).toHaveLength(1);
  });
});

test('through any changes and losses the decoder never takes a picture for the next one that is not, nor misses one that was left out on purpose', () => {
  const op = fc.oneof(
    fc.record({ kind: fc.constant('retune' as const), profile: fc.constantFrom<ProfileName>(...PROFILES), pace: fc.constantFrom<Pace>(...PACES) }),
    fc.record({ kind: fc.constant('unit' as const), profile: fc.constantFrom<ProfileName>(...PROFILES), key: fc.boolean(), isLost: fc.boolean() }),
    fc.record({ kind: fc.constant('wait' as const), ms: fc.nat(3000) }),
  );
  fc.assert(
    fc.property(fc.array(op, { maxLength: 60 }), (ops) => {
      const { desk, pulled, time } = showing();
      const next = { main: 1000, sub: 102 };
      // The capture time says where a unit came from.
      const stamp = (profile: ProfileName, sequence: number) => sequence * 1000 + (profile === 'sub' ? 0 : 500);
      for (const step of ops) {
        if (step.kind === 'wait') time.advance(step.ms);
        else if (step.kind === 'retune') desk.retune(1, step);
        else {
          const pull = pulled.findLast(({ camera, closed }) => camera === `cam ${step.profile}` && !closed);
          if (pull === undefined) continue;
          pull.listener.onStatus(step.profile === 'main' ? MAIN_OPEN : OPEN);
          const sequence = next[step.profile];
          next[step.profile] += 1;
          if (!step.isLost) pull.listener.onUnit(unit(sequence, step.key, { captureUtcUs: stamp(step.profile, sequence) }));
        }
      }
      const units = desk.got.flatMap((message) => (message.kind === 'unit' ? [message] : [])).slice(2);
      units.forEach((one, index) => {
        const before = units[index - 1];
        if (before === undefined || one.key) return;
        const isNumberedNext = one.sequence === before.sequence + 1;
        const isTrulyNext = one.captureUtcUs === before.captureUtcUs + 1000;
        expect(isNumberedNext).toBe(isTrulyNext);
      });
    }),
  );
});
