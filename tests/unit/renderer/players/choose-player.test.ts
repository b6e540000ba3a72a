import { describe, expect, it } from 'vitest';
import { choosePlayer } from '../../../../renderer/players/choose-player.ts';

describe('the choice of a player', () => {
  it.each([
    ['avc1.4d401f', true, { kind: 'player', name: 'webcodecs' }],
    ['hvc1.1.6.L93.B0', false, { kind: 'unsupported', reason: 'codec-not-decodable' }],
    ['<script>', true, { kind: 'unsupported', reason: 'codec-unknown' }],
    ['', true, { kind: 'unsupported', reason: 'codec-unknown' }],
  ] as const)('for %s, supported: %s, is %o', (codec, isSupported, choice) => {
    expect(choosePlayer(codec, [{ name: 'webcodecs', isSupported }])).toEqual(choice);
  });

  it('is none when no player is there', () => {
    expect(choosePlayer('avc1.4d401f', [])).toEqual({ kind: 'unsupported', reason: 'codec-not-decodable' });
  });
});
