import type { FastifyInstance } from 'fastify';
import { rightToSee } from '../../../contract/domain/alarm-kind.ts';
import { STATISTICS_SPAN_MAX_MS, statisticsOf, type AlarmStatistics } from '../../../contract/domain/alarm-statistics.ts';
import { utcMs } from '../../../contract/domain/units.ts';
import type { components } from '../../../contract/tier-api/openapi.gen.ts';
import type { AlarmDesk } from '../alarm-desk/desk.ts';
import type { CallerOf } from '../caller.ts';
import type { Directory } from '../directory.ts';
import { sendProblem } from '../problem.ts';

export interface StatisticsRouteParts {
  readonly desk: Pick<AlarmDesk, 'between' | 'steps'>;
  readonly directory: Pick<Directory, 'byId'>;
  readonly callerOf: CallerOf;
}

const span = { type: 'object', required: ['from', 'until'], properties: { from: { type: 'integer', minimum: 0 }, until: { type: 'integer', minimum: 1 } } } as const;

/** Statistics under the names of the Tier API. */
function wireStatistics({ byKind, byPriority, byPlace, byHour, byOutcome, byCamera, byRule, ...rest }: AlarmStatistics): components['schemas']['AlarmStatistics'] {
  return {
    ...rest,
    byKind: [...byKind],
    byPriority: [...byPriority],
    byPlace: [...byPlace],
    byHour: [...byHour],
    byOutcome: [...byOutcome],
    byCamera: byCamera.map(({ camera, ...row }) => ({ cameraId: camera, ...row })),
    byRule: byRule.map(({ rule, ...row }) => ({ ruleId: rule, ...row })),
  };
}

/** `/v1/alarm-statistics`. */
export function statisticsRoutes(app: FastifyInstance, { desk, directory, callerOf }: StatisticsRouteParts): void {
  app.get<{ Querystring: { from: number; until: number } }>('/v1/alarm-statistics', { schema: { querystring: span } }, (request, reply) => {
    const caller = callerOf(request, reply, 'live.view');
    if (caller === null) return reply;
    const { from, until } = request.query;
    if (until <= from || until - from > STATISTICS_SPAN_MAX_MS) return sendProblem(reply, { code: 'app/invalid-input', detail: 'from, until' });
    const { rights } = caller.person;
    const seen = desk.between(from, until).filter(({ kind }) => rights.includes(rightToSee(kind)));
    const statistics = statisticsOf(utcMs(from), utcMs(until), seen.map((alarm) => ({ alarm, steps: desk.steps(alarm.id) })), (camera) => directory.byId(camera)?.name ?? camera);
    return reply.send(wireStatistics(statistics));
  });
}
