import { describe, expect, it, test } from 'vitest';
import { err, ok, type AppError, type Result } from '@contract/domain/result.ts';
import type { ErrorCode } from '@contract/domain/error-code.ts';
import { createTokenKeeper } from '../../../../../main/services/session/token-keeper.ts';
import type { SessionTokens } from '../../../../../main/vms/adapter.ts';
import { createFakeTime } from '../../../../builders/fake-time.ts';
import { createAsked, settled, tokensFor } from '../../../../builders/fake-vms.ts';

function keeping() {
  const time = createFakeTime();
  const server = { aheadMs: 0 };
  const refresh = createAsked<readonly [string], Result<SessionTokens>>();
  const kept: string[] = [];
  const renewed: string[] = [];
  const ended: AppError[] = [];
  const keeper = createTokenKeeper({
    refresh: refresh.call,
    persist: async (tokens) => void kept.push(tokens.refreshToken),
    onDidRenew: (tokens) => renewed.push(tokens.accessToken),
    onDidEnd: (error) => ended.push(error),
    serverUtcMs: () => time.clock.utcMs() + server.aheadMs,
    clock: time.clock,
    timers: time.timers,
  });
  const tokens = (mark: string) => tokensFor(mark, time.clock.utcMs());
  return { ...time, server, keeper, refresh, kept, renewed, ended, tokens };
}

describe('tokens', () => {
  it('are renewed when two fifths of their life are left', async () => {
    const { keeper, refresh, tokens, advance, renewed } = keeping();
    await keeper.hold(tokens('1'));
    advance(179_000);
    expect(refresh.args).toEqual([]);
    advance(1_000);
    expect(refresh.args).toEqual([['refresh-1']]);
    await refresh.answer(ok(tokens('2')));
    expect([keeper.accessToken(), renewed]).toEqual(['access-2', ['access-2']]);
    advance(180_000);
    expect(refresh.args).toEqual([['refresh-1'], ['refresh-2']]);
  });

  it('are kept before they are used', async () => {
    const { keeper, refresh, tokens, kept, renewed } = keeping();
    await keeper.hold(tokens('1'));
    void keeper.renew();
    await refresh.answer(ok(tokens('2')));
    expect(kept).toEqual(['refresh-1', 'refresh-2']);
    expect(renewed).toEqual(['access-2']);
  });

  it('are exchanged once, however many ask at the same time', async () => {
    const { keeper, refresh, tokens } = keeping();
    await keeper.hold(tokens('1'));
    const all = [keeper.renew(), keeper.renew(), keeper.renew()];
    await refresh.answer(ok(tokens('2')));
    await Promise.all(all);
    expect(refresh.args).toEqual([['refresh-1']]);
    void keeper.renew();
    expect(refresh.args).toEqual([['refresh-1'], ['refresh-2']]);
  });

  test.for(['tier/unreachable', 'tier/slow-down', 'tier/failed', 'tier/refused', 'tier/bad-answer', 'tier/untrusted-certificate', 'tier/too-large'] as const satisfies readonly ErrorCode[])('outlast %s: it is tried again', async (code) => {
    const { keeper, refresh, tokens, advance, ended } = keeping();
    await keeper.hold(tokens('1'));
    void keeper.renew();
    await refresh.answer(err(code, { retryable: code === 'tier/unreachable' }));
    expect([keeper.accessToken(), ended]).toEqual(['access-1', []]);
    advance(3_000);
    expect(refresh.args).toEqual([['refresh-1'], ['refresh-1']]);
  });

  it('wait as long as a busy server asks', async () => {
    const { keeper, refresh, tokens, advance } = keeping();
    await keeper.hold(tokens('1'));
    void keeper.renew();
    await refresh.answer(err('tier/slow-down', { retryable: true, retryAfterMs: 30_000 }));
    advance(29_000);
    expect(refresh.args).toHaveLength(1);
    advance(1_000);
    expect(refresh.args).toHaveLength(2);
  });

  test.for(['session/expired', 'session/refresh-reused'] as const)('end at once with %s', async (code) => {
    const { keeper, refresh, tokens, advance, ended, waiting } = keeping();
    await keeper.hold(tokens('1'));
    void keeper.renew();
    await refresh.answer(err(code));
    expect([keeper.accessToken(), ended.map((error) => error.code)]).toEqual([null, [code]]);
    advance(600_000);
    expect([refresh.args.length, waiting()]).toEqual([1, 0]);
  });

  it('that come after the person left are nobody\'s, and nobody is told of them', async () => {
    const { keeper, refresh, tokens, advance, renewed, kept } = keeping();
    await keeper.hold(tokens('1'));
    void keeper.renew();
    keeper.drop();
    await refresh.answer(ok(tokens('2')));
    advance(600_000);
    expect([keeper.accessToken(), renewed, kept, refresh.args.length]).toEqual([null, [], ['refresh-1'], 1]);
  });

  it('of the next person are renewed although an exchange of the last one hangs', async () => {
    const { keeper, refresh, tokens, advance } = keeping();
    await keeper.hold(tokens('first'));
    void keeper.renew();
    keeper.drop();
    await keeper.hold(tokens('second'));
    advance(180_000);
    expect(refresh.args).toEqual([['refresh-first'], ['refresh-second']]);
    await refresh.answer(ok(tokens('first-again')));
    expect(keeper.accessToken()).toBe('access-second');
  });

  it('taken up from an earlier run are held, unless the person left meanwhile', async () => {
    const { keeper, refresh, tokens } = keeping();
    const first = keeper.resume('kept');
    await refresh.answer(ok(tokens('1')));
    expect((await first).ok).toBe(true);
    expect(keeper.accessToken()).toBe('access-1');
    keeper.drop();
    const second = keeper.resume('kept');
    keeper.drop();
    await refresh.answer(ok(tokens('2')));
    await second;
    await settled();
    expect(keeper.accessToken()).toBeNull();
  });

  test.for([-3_600_000, 600_000])('are renewed in time although this clock is off by %i ms', async (aheadMs) => {
    const { keeper, server, refresh, clock, advance } = keeping();
    server.aheadMs = aheadMs;
    await keeper.hold(tokensFor('1', clock.utcMs() + aheadMs));
    advance(179_000);
    expect(refresh.args).toHaveLength(0);
    advance(1_000);
    expect(refresh.args).toHaveLength(1);
  });

  test.for([-3_600_000, 600_000])('are renewed in time although the server clock, off by %i ms, was measured only afterwards', async (aheadMs) => {
    const { keeper, server, refresh, clock, advance } = keeping();
    await keeper.hold(tokensFor('1', clock.utcMs() + aheadMs));
    advance(2_000);
    server.aheadMs = aheadMs;
    keeper.serverClockChanged();
    advance(177_000);
    expect(refresh.args).toHaveLength(0);
    advance(1_000);
    expect(refresh.args).toHaveLength(1);
  });

  it('with a server clock far off are still renewed within the hour, and not in a loop', async () => {
    const past = keeping();
    await past.keeper.hold({ ...past.tokens('1'), accessExpiresUtcMs: past.tokens('1').refreshExpiresUtcMs });
    past.advance(36 * 60_000);
    expect(past.refresh.args).toHaveLength(1);
    const stale = keeping();
    await stale.keeper.hold(tokensFor('1', stale.clock.utcMs() - 10 * 3_600_000));
    stale.advance(2_900);
    expect(stale.refresh.args).toHaveLength(0);
    stale.advance(200);
    expect(stale.refresh.args).toHaveLength(1);
  });
});
