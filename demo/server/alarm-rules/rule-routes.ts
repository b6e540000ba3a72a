import type { FastifyInstance } from 'fastify';
import { isBiometric, rightToSee } from '../../../contract/domain/alarm-kind.ts';
import type { AlarmRule, RuleScope } from '../../../contract/domain/alarm-rule.ts';
import { cameraId, ruleId, unitId, utcMs } from '../../../contract/domain/units.ts';
import type { components } from '../../../contract/tier-api/openapi.gen.ts';
import type { CallerOf } from '../caller.ts';
import { sendProblem } from '../problem.ts';
import type { TierSchemas } from '../schemas.ts';
import type { RuleDesk } from './rule-desk.ts';
import type { RuleContent, RuleList } from './rule-list.ts';

export interface RuleRouteParts {
  readonly list: RuleList;
  readonly ruleDesk: Pick<RuleDesk, 'test'>;
  readonly schemas: TierSchemas;
  readonly callerOf: CallerOf;
}

type WireBody = components['schemas']['AlarmRuleBody'];
type WireRule = components['schemas']['AlarmRule'];

/** Longest time a rule is tested against, ms. */
const TEST_MAX_MS = 24 * 3_600_000;
const params = { type: 'object', required: ['ruleId'], properties: { ruleId: { type: 'string', minLength: 1, maxLength: 64, pattern: '^[A-Za-z0-9_-]+$' } } } as const;

/** `/v1/alarm-rules`. */
export function ruleRoutes(app: FastifyInstance, { list, ruleDesk, schemas, callerOf }: RuleRouteParts): void {
  const isBody = schemas.guard('AlarmRuleBody');
  const isTest = schemas.guard('AlarmRuleTestRequest');
  app.get('/v1/alarm-rules', (request, reply) => (callerOf(request, reply, 'live.view') === null ? reply : reply.send({ items: list.list().map(wireRule) })));
  app.put<{ Params: { ruleId: string }; Body: unknown }>('/v1/alarm-rules/:ruleId', { schema: { params } }, async (request, reply) => {
    const caller = callerOf(request, reply, 'alarm.rules');
    if (caller === null) return reply;
    if (!isBody(request.body)) return sendProblem(reply, { code: 'rule/invalid', detail: 'body' });
    const ifMatch = request.headers['if-match'];
    const ifNoneMatch = request.headers['if-none-match'];
    if (ifMatch === undefined && ifNoneMatch === undefined) return sendProblem(reply, { code: 'app/invalid-input', detail: 'If-Match or If-None-Match: * wanted' }, 428);
    const stored = await list.put(caller.person, ruleId(request.params.ruleId), contentOf(request.body), { ifMatch, ifNoneMatch });
    if (!stored.ok) return sendProblem(reply, stored.error);
    return reply.header('etag', stored.value.rule.etag).code(stored.value.created ? 201 : 200).send(wireRule(stored.value.rule));
  });
  app.delete<{ Params: { ruleId: string } }>('/v1/alarm-rules/:ruleId', { schema: { params } }, async (request, reply) => {
    if (callerOf(request, reply, 'alarm.rules') === null) return reply;
    const removed = await list.remove(ruleId(request.params.ruleId), request.headers['if-match']);
    return removed.ok ? reply.code(204).send() : sendProblem(reply, removed.error);
  });
  app.post('/v1/alarm-rules/test', (request, reply) => {
    const caller = callerOf(request, reply, 'alarm.rules');
    if (caller === null) return reply;
    const { body } = request;
    if (!isTest(body) || body.untilUtcMs <= body.fromUtcMs || body.untilUtcMs - body.fromUtcMs > TEST_MAX_MS) return sendProblem(reply, { code: 'rule/invalid', detail: 'test' });
    const sees = (kind: Parameters<typeof isBiometric>[0]): boolean => !isBiometric(kind) || caller.person.rights.includes(rightToSee(kind));
    return reply.send(ruleDesk.test({ ...contentOf(body.rule), id: ruleId('test'), changedBy: '', etag: '' }, body.fromUtcMs, body.untilUtcMs, sees));
  });
}

const contentOf = ({ name, enabled, scope, fromUtcMs, untilUtcMs, reason, body }: WireBody): RuleContent => ({
  name: name.trim(),
  enabled,
  scope: scopeOf(scope),
  fromUtcMs: fromUtcMs === null ? null : utcMs(fromUtcMs),
  untilUtcMs: untilUtcMs === null ? null : utcMs(untilUtcMs),
  reason: reason.trim(),
  body,
});
const scopeOf = ({ kinds, cameraIds, unitIds }: WireBody['scope']): RuleScope => ({ kinds, cameras: cameraIds.map(cameraId), units: unitIds.map(unitId) });

function wireRule({ scope, body, ...rule }: AlarmRule): WireRule {
  return { ...rule, scope: { kinds: [...scope.kinds], cameraIds: [...scope.cameras], unitIds: [...scope.units] }, body };
}
