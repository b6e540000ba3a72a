import { err, ok, type Result } from '@contract/domain/result.ts';
import type { HttpAnswer } from '../../../platform/http-answer.ts';
import type { HttpClient, HttpRequest } from '../../../platform/http-client.ts';
import { createSkipCount } from '../../../platform/skip-count.ts';
import type { Log } from '../../../platform/log.ts';
import type { Reader } from './wire.schema.ts';

/** Requests to a Tier API server whose answers are read by a schema. */
export interface TierClient {
  readonly raw: (request: HttpRequest) => Promise<Result<HttpAnswer>>;
  /** Code tier/bad-answer when the answer is not what `reader` reads. */
  readonly read: <T>(request: HttpRequest, reader: Reader<T>) => Promise<Result<T>>;
  /** Counts records of a list that could not be read. */
  readonly skipped: (list: string, count: number) => void;
}

export function createTierClient(http: HttpClient, log: Log): TierClient {
  const skip = createSkipCount(log, 'tier.skipped');
  return {
    raw: http.request,
    read: async (request, reader) => {
      const answer = await http.request(request);
      return answer.ok ? readBody(answer.value, reader) : answer;
    },
    skipped: (list, count) => {
      for (let index = 0; index < count; index += 1) skip(list);
    },
  };
}

/** The body of an answer as `reader` reads it, or tier/bad-answer. */
export function readBody<T>(answer: HttpAnswer, reader: Reader<T>): Result<T> {
  const read = answer.notModified ? { success: false as const } : reader.safeParse(answer.body);
  return read.success ? ok(read.data) : err('tier/bad-answer', { detail: 'not the schema' });
}
