import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { expect } from '@playwright/test';

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** The rules of WCAG 2.2 A and AA, and what axe calls good practice. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const RUN = `(async () => {
  ${SOURCE}
  const { violations, passes } = await axe.run(document, { runOnly: { type: 'tag', values: ${JSON.stringify(RULES)} } });
  return {
    broken: violations.map(({ id, help, nodes }) => id + ': ' + help + ' ' + nodes.slice(0, 5).map(({ target, any }) => target.join(' ') + ' (' + any.map(({ message }) => message).join('; ') + ')').join(' | ')),
    kept: passes.length,
  };
})()`;

/** Runs axe-core in a page as it stands. The page's own policy forbids foreign scripts; the debugger is not bound by it. */
export async function expectAccessible(page: Page): Promise<void> {
  const debug = await page.context().newCDPSession(page);
  try {
    const { result, exceptionDetails } = await debug.send('Runtime.evaluate', { expression: RUN, awaitPromise: true, returnByValue: true });
    if (exceptionDetails !== undefined) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    expect(result.value).toEqual({ broken: [], kept: expect.any(Number) });
    expect(Object.values(result.value as Readonly<Record<string, unknown>>)[1]).toBeGreaterThan(10);
  } finally {
    await debug.detach();
  }
}
