import type { Locator, Page } from 'playwright-core';
import { expect } from '@playwright/test';
import { containing, wordsIn, type Operator } from './operator.ts';

const { alarms } = wordsIn('vi');

/** The alarm screen as an operator sees and touches it, in Vietnamese. */
export class AlarmScreen {
  readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
  }

  /** Goes to the screen of alarms. */
  static async open({ page }: Operator): Promise<AlarmScreen> {
    await page.getByRole('navigation').getByRole('button', { name: alarms.title, exact: true }).click();
    const screen = new AlarmScreen(page);
    await expect(screen.tab(alarms.tab.queue)).toBeVisible({ timeout: 15_000 });
    return screen;
  }

  tab(name: string): Locator {
    return this.page.getByRole('tab', { name, exact: true });
  }

  /** Lines of the queue that are in sight. */
  get rows(): Locator {
    return this.page.getByRole('tree', { name: alarms.list.label, exact: true }).getByRole('treeitem');
  }

  row(title: string): Locator {
    return this.rows.filter({ hasText: title });
  }

  /** The alarm in view. */
  get view(): Locator {
    return this.page.getByRole('region', { name: alarms.view.label, exact: true });
  }

  /** Its record, the newest step first. */
  steps(words: string): Locator {
    return this.view.getByRole('listitem').filter({ hasText: containing(words) });
  }

  /** What came of the last act. */
  get result(): Locator {
    return this.page.locator('[data-result]');
  }

  /** What became of acts made while the server was away. */
  get outbox(): Locator {
    return this.page.getByRole('region', { name: alarms.outbox.title, exact: true });
  }

  /** An interval of which alarms may have been missed. */
  get missed(): Locator {
    return this.page.locator('[data-strip="missed"]');
  }

  /** That what is listed is what this PC kept. */
  get kept(): Locator {
    return this.page.getByText(alarms.kept, { exact: true });
  }

  /** One of the acts on the alarm in view. */
  act(name: string): Locator {
    return this.page.getByRole('toolbar', { name: alarms.act.bar, exact: true }).getByRole('button', { name, exact: true });
  }

  /** Opens an alarm with the pointer. */
  async show(title: string): Promise<void> {
    await this.row(title).click();
    await expect(this.view.getByRole('heading', { name: title, exact: true })).toBeVisible();
  }

  /** Leaves every field, so that keys of one letter count, and takes the pointer off the list. */
  async away(): Promise<void> {
    await this.page.mouse.move(2, 2);
    await this.page.evaluate(() => {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    });
  }
}

/** `POST` to what steers the demo, of one tier. */
export async function steer(tier: { readonly httpUrl: string }, what: string, body: object): Promise<Readonly<Record<string, unknown>>> {
  const answer = await fetch(`${tier.httpUrl}/demo/${what}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${what}: ${text}`);
  const told: unknown = JSON.parse(text);
  return typeof told === 'object' && told !== null ? { ...told } : {};
}
