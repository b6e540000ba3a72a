import { createHash } from 'node:crypto';
import { err, ok, type Result } from '@contract/domain/result.ts';
import type { PictureId } from '@contract/domain/units.ts';
import type { PicturesPort } from '../../adapter.ts';
import type { TierClient } from './client.ts';

const MAX_BYTES = 2 * 1024 * 1024;

export function createPictures(client: TierClient): PicturesPort {
  return {
    put: async (picture, bytes) => {
      if (bytes.length > MAX_BYTES) return err('picture/too-large');
      const answer = await client.raw({ method: 'PUT', path: pathOf(picture), body: bytes });
      return answer.ok ? ok(null) : refusal(answer);
    },
    get: async (picture) => {
      const answer = await client.raw({ method: 'GET', path: pathOf(picture), expects: 'bytes' });
      if (!answer.ok) return answer.error.detail === 'status 404' ? err('picture/unreadable', { detail: 'status 404' }) : answer;
      const bytes: unknown = answer.value.body;
      if (!(bytes instanceof Uint8Array) || bytes.length > MAX_BYTES) return err('picture/unreadable', { detail: 'size' });
      return createHash('sha256').update(bytes).digest('hex') === picture ? ok(bytes) : err('picture/unreadable', { detail: 'not what its id says' });
    },
  };
}

const pathOf = (picture: PictureId): string => `v1/pictures/${encodeURIComponent(picture)}`;

/** A body above a proxy's bounds is too large even when it gives no code. */
const refusal = <T>(failed: Extract<Result<T>, { readonly ok: false }>): Result<never> => (failed.error.detail === 'status 413' ? err('picture/too-large', { detail: failed.error.detail }) : failed);
