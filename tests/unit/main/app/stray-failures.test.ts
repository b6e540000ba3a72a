import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { logStrayFailures } from '../../../../main/app/stray-failures.ts';
import { createRecordingLog } from '../../../builders/recording-log.ts';

describe('a failure that nobody caught', () => {
  const scene = () => {
    const source = new EventEmitter();
    const log = createRecordingLog();
    let nowMs = 0;
    logStrayFailures(source, { log, monoMs: () => nowMs });
    return { source, log, advance: (ms: number) => (nowMs += ms) };
  };

  it('is a line in the log with its stack, and nothing else', () => {
    const { source, log } = scene();
    source.emit('uncaughtException', new TypeError('no such thing'));
    source.emit('unhandledRejection', 'a text');
    expect(log.lines.map(([event, fields]) => [event, fields['kind'], String(fields['detail']).split('\n')[0]])).toEqual([
      ['app.stray-failure', 'exception', 'TypeError: no such thing'],
      ['app.stray-failure', 'rejection', "'a text'"],
    ]);
  });

  it('does not flood the log, and says later how many were left out', () => {
    const { source, log, advance } = scene();
    for (let each = 0; each < 100; each += 1) source.emit('uncaughtException', new Error('again'));
    expect(log.lines).toHaveLength(20);
    advance(61_000);
    source.emit('uncaughtException', new Error('again'));
    expect(log.lines.at(-1)?.[1]['left']).toBe(80);
  });
});
