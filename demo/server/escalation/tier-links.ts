import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { request } from 'node:https';
import { join } from 'node:path';
import { err, ok, type Result } from '../../../contract/domain/result.ts';
import type { TransferTarget } from '../../../contract/domain/escalation.ts';
import { writeAtomically } from '../kept-state.ts';
import type { DemoTier } from '../../tiers.ts';

/** A message this old, or from this far ahead, is taken for a repeated one. */
const FRESH_MS = 5 * 60_000;
const TIMEOUT_MS = 10_000;

/** Another tier as this one knows it. */
export interface LinkedTier extends TransferTarget {
  readonly tier: DemoTier['tier'];
  readonly publicKey: KeyObject;
}

/** The tiers of the demo for one another: keys, and where each answers once it is open. */
export interface TierNet {
  readonly linksOf: (serverId: string) => TierLinks;
  /** A tier answers here now. */
  readonly opened: (serverId: string, httpsUrl: string) => void;
}

/** What servers say to one another. */
export interface LinkMessage {
  readonly from: string;
  readonly to: string;
  readonly sentUtcMs: number;
  readonly payload: string;
  readonly signature: string;
}

/** The links of one tier to the others. */
export interface TierLinks {
  readonly self: TransferTarget & { readonly tier: DemoTier['tier'] };
  readonly others: readonly LinkedTier[];
  /** Ed25519 by this server, base64. */
  readonly sign: (text: string) => string;
  readonly isSignedBy: (serverId: string, text: string, signature: string) => boolean;
  readonly message: (to: string, payload: string, nowUtcMs: number) => LinkMessage;
  /** The payload of a message for this tier, signed by one it knows and fresh. Code app/not-allowed. */
  readonly opened: (message: LinkMessage, nowUtcMs: number) => Result<{ readonly from: string; readonly payload: string }>;
  /** Posts over TLS. Codes tier/unreachable (try again), tier/refused (the other side will not have it). */
  readonly post: (to: string, path: string, message: LinkMessage) => Promise<Result<null>>;
}

/** Keys from the folder, made when missing; `caPem` is trusted when tiers call one another. */
export async function openTierNet(folder: string, tiers: readonly DemoTier[], caPem: string): Promise<TierNet> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const keys = new Map<string, KeyObject>();
  for (const { serverId } of tiers) keys.set(serverId, await loadKey(join(folder, `${serverId}.key`)));
  const addresses = new Map<string, string>();
  return {
    opened: (serverId, httpsUrl) => void addresses.set(serverId, httpsUrl),
    linksOf: (serverId) => {
      const self = tiers.find((tier) => tier.serverId === serverId);
      const key = keys.get(serverId);
      if (self === undefined || key === undefined) throw new Error(`no tier ${serverId}`);
      const others = tiers.flatMap((other): readonly LinkedTier[] => {
        const otherKey = keys.get(other.serverId);
        return other === self || otherKey === undefined ? [] : [{ serverId: other.serverId, name: other.name.vi, tier: other.tier, publicKey: createPublicKey(otherKey) }];
      });
      return linksOf({ serverId, name: self.name.vi, tier: self.tier }, key, others, addresses, caPem);
    },
  };
}

function linksOf(self: TierLinks['self'], key: KeyObject, others: readonly LinkedTier[], addresses: ReadonlyMap<string, string>, caPem: string): TierLinks {
  const own = createPublicKey(key);
  const publicKeyOf = (serverId: string): KeyObject | undefined => (serverId === self.serverId ? own : others.find((other) => other.serverId === serverId)?.publicKey);
  const signed = (text: string): string => sign(null, Buffer.from(text, 'utf8'), key).toString('base64');
  const isSignedBy: TierLinks['isSignedBy'] = (serverId, text, signature) => {
    const publicKey = publicKeyOf(serverId);
    return publicKey !== undefined && verify(null, Buffer.from(text, 'utf8'), publicKey, Buffer.from(signature, 'base64'));
  };
  return {
    self,
    others,
    sign: signed,
    isSignedBy,
    message: (to, payload, nowUtcMs) => {
      const bare = { from: self.serverId, to, sentUtcMs: Math.floor(nowUtcMs), payload };
      return { ...bare, signature: signed(lines(bare)) };
    },
    opened: (message, nowUtcMs) => {
      const { from, to, sentUtcMs, payload, signature } = message;
      if (to !== self.serverId || from === self.serverId || Math.abs(nowUtcMs - sentUtcMs) > FRESH_MS || !isSignedBy(from, lines(message), signature)) return err('app/not-allowed');
      return ok({ from, payload });
    },
    post: (to, path, message) => {
      const address = addresses.get(to);
      return address === undefined ? Promise.resolve(err('tier/unreachable', { retryable: true })) : postJson(`${address}${path}`, JSON.stringify(message), caPem);
    },
  };
}

const lines = ({ from, to, sentUtcMs, payload }: Omit<LinkMessage, 'signature'>): string => [from, to, String(sentUtcMs), payload].join('\n');

async function loadKey(file: string): Promise<KeyObject> {
  try {
    return createPrivateKey(await readFile(file, 'utf8'));
  } catch {
    const { privateKey } = generateKeyPairSync('ed25519');
    await writeAtomically(file, String(privateKey.export({ type: 'pkcs8', format: 'pem' })));
    return privateKey;
  }
}

function postJson(url: string, body: string, ca: string): Promise<Result<null>> {
  return new Promise((resolve) => {
    const unreachable = (detail: string): void => {
      resolve(err('tier/unreachable', { retryable: true, detail }));
    };
    const asked = request(url, { method: 'POST', ca, timeout: TIMEOUT_MS, agent: false, headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) } }, (answer) => {
      answer.resume();
      const status = answer.statusCode ?? 0;
      if (status >= 200 && status < 300) resolve(ok(null));
      else if (status >= 400 && status < 500 && status !== 429) resolve(err('tier/refused', { detail: `status ${String(status)}` }));
      else unreachable(`status ${String(status)}`);
    });
    asked.on('error', (error) => {
      unreachable(error.message);
    });
    asked.on('timeout', () => asked.destroy(new Error('no answer')));
    asked.end(body);
  });
}
