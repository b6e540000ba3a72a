import { describe, expect, it } from 'vitest';
import { KEY_REQUEST_EVERY_MS, NO_RECOVERY, recover, RESETS_IN_WINDOW, type Recovery } from '../../../../../renderer/players/webcodecs/recovery.ts';

describe('the recovery ladder', () => {
  it('asks for a key frame at most once a second', () => {
    const first = recover(NO_RECOVERY, 'needs-key', 0);
    expect(first.step).toEqual({ requestKeyFrame: true, resetDecoder: false, reopenStream: false });
    const soon = recover(first.recovery, 'needs-key', KEY_REQUEST_EVERY_MS - 1);
    expect(soon.step.requestKeyFrame).toBe(false);
    expect(recover(soon.recovery, 'needs-key', KEY_REQUEST_EVERY_MS).recovery.keyFrameRequests).toBe(2);
  });

  it('resets a failed decoder each time, and suspects the stream when that does not help', () => {
    let recovery: Recovery = NO_RECOVERY;
    const reopens: number[] = [];
    for (let atMs = 0; atMs < 20_000; atMs += 500) {
      const { recovery: next, step } = recover(recovery, 'decoder-failed', atMs);
      recovery = next;
      expect(step.resetDecoder).toBe(true);
      if (step.reopenStream) reopens.push(atMs);
    }
    expect(reopens).toEqual([RESETS_IN_WINDOW * 500, RESETS_IN_WINDOW * 500 + 15_000]);
    expect(recovery.decoderResets).toBe(40);
  });

  it('forgets old failures', () => {
    let recovery: Recovery = NO_RECOVERY;
    for (let index = 0; index < 20; index += 1) {
      const { recovery: next, step } = recover(recovery, 'decoder-failed', index * 4_000);
      recovery = next;
      expect(step.reopenStream).toBe(false);
    }
  });
});
