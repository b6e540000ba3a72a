import evaluatorModule from 'csp_evaluator/dist/evaluator.js';
import findingModule from 'csp_evaluator/dist/finding.js';
import parserModule from 'csp_evaluator/dist/parser.js';
import { expect, it, test } from 'vitest';
import { CONTENT_SECURITY_POLICY } from '../../../../main/app/csp.ts';

// As reviewed. A change here is a change of what pages may do: it wants a reason and a second reader.
const REVIEWED =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; media-src 'self' blob:; connect-src 'self'; worker-src 'self'; " +
  "object-src 'none'; frame-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types vms";

const { CspEvaluator } = evaluatorModule;
const { Severity } = findingModule;
const { CspParser } = parserModule;
const gradings = (policy: string) => new CspEvaluator(new CspParser(policy).csp).evaluate();
const serious = (policy: string) => gradings(policy).filter(({ severity }) => severity === Severity.HIGH || severity === Severity.MEDIUM || severity === Severity.SYNTAX);

it('check 12: the policy is the reviewed one, byte for byte', () => {
  expect(CONTENT_SECURITY_POLICY).toBe(REVIEWED);
});

it('check 13: the grader finds nothing high, medium or malformed', () => {
  expect(serious(CONTENT_SECURITY_POLICY).map(({ description, directive }) => `${directive}: ${description}`)).toEqual([]);
});

test.for(["'unsafe-inline'", '*', 'https:', 'data:'])('check 13: the grader would object to scripts from %s', (source) => {
  expect(serious(CONTENT_SECURITY_POLICY.replace("script-src 'self'", `script-src ${source}`))).not.toEqual([]);
});
