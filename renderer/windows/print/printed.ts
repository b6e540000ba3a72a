import type { Handover } from '@contract/domain/duty.ts';

/** What main gives the page to print. */
export interface Printed {
  readonly handover: Handover;
  readonly language: 'vi' | 'en';
  readonly printedUtcMs: number;
}

/** The job the page's address names; null: none. */
export const jobOf = (hash: string): string | null => /^#([0-9a-f-]{36})$/.exec(hash)?.[1] ?? null;

const isPrinted = (value: unknown): value is Printed => typeof value === 'object' && value !== null && 'handover' in value && typeof value.handover === 'object' && value.handover !== null && 'sheet' in value.handover && 'language' in value && 'printedUtcMs' in value;

/** Main checked it when it came from the server; this only tells it from another answer. */
export const readPrinted = (value: unknown): Printed | null => (isPrinted(value) ? value : null);
