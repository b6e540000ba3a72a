import { beforeEach, describe, expect, it } from 'vitest';
import type { Importance } from '../../../../contract/domain/stream.ts';
import { OpenGate, OPEN_HOLD_MS, type OpenTurn } from '../../../../renderer/players/open-gate.ts';
import { createFakeTime, type FakeTime } from '../../../builders/fake-time.ts';

describe('the gate at which tiles open their streams', () => {
  let time: FakeTime;
  let gate: OpenGate;
  let started: string[];
  const enter = (name: string, importance: Importance = 'wall'): OpenTurn => gate.enter(importance, () => started.push(name));
  beforeEach(() => {
    time = createFakeTime();
    gate = new OpenGate({ later: (run, delayMs) => time.timers.after(delayMs, run), slots: 2, urgentSlots: 1 });
    started = [];
  });

  it('lets a few in at once and the others in turn, the most important first', () => {
    const turns = [enter('a'), enter('b')];
    enter('rest', 'rest');
    enter('wall');
    expect(started).toEqual(['a', 'b']);
    turns[0]?.end();
    turns[0]?.end();
    expect(started).toEqual(['a', 'b', 'wall']);
    turns[1]?.end();
    expect(started).toEqual(['a', 'b', 'wall', 'rest']);
  });

  it('does not let a tile that was clicked wait behind a scene', () => {
    for (const name of ['a', 'b', 'c', 'd']) enter(name);
    enter('clicked', 'selected');
    expect(started).toEqual(['a', 'b', 'clicked']);
  });

  it('does not wait for a slow server for ever', () => {
    for (const name of ['a', 'b', 'c', 'd']) enter(name);
    time.advance(OPEN_HOLD_MS);
    expect(started).toEqual(['a', 'b', 'c', 'd']);
  });

  it('forgets a tile that went before its turn', () => {
    const [first] = [enter('a'), enter('b')];
    enter('gone').end();
    enter('c');
    first?.end();
    expect([started, gate.waiting]).toEqual([['a', 'b', 'c'], 0]);
    time.advance(OPEN_HOLD_MS);
    expect(time.waiting()).toBe(0);
  });
});
