// @vitest-environment happy-dom
import { act, type ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useSettled } from '../../../../../renderer/widgets/video-tile/use-settled.ts';

describe('what is so only once it stays so', () => {
  let root: Root;
  let said: boolean[];
  const Probe = ({ isSo }: { readonly isSo: boolean }): ReactNode => {
    said.push(useSettled(isSo, 400));
    return null;
  };
  const show = (isSo: boolean): void => {
    act(() => {
      root.render(<Probe isSo={isSo} />);
    });
  };
  const pass = (ms: number): void => {
    act(() => {
      vi.advanceTimersByTime(ms);
    });
  };

  beforeEach(() => {
    vi.useFakeTimers();
    said = [];
    root = createRoot(document.createElement('div'));
  });
  afterEach(() => {
    act(() => {
      root.unmount();
    });
    vi.useRealTimers();
  });

  it('is so at once for what was so from the beginning', () => {
    show(true);
    expect(said).toEqual([true]);
    pass(1_000);
    expect(said.at(-1)).toBe(true);
  });

  it('waits, holds, and ends at once', () => {
    show(false);
    show(true);
    pass(399);
    expect(said.at(-1)).toBe(false);
    pass(1);
    expect(said.at(-1)).toBe(true);
    show(false);
    expect(said.at(-1)).toBe(false);
  });

  it('never is for what only passes by, however often', () => {
    show(false);
    for (let time = 0; time < 5; time += 1) {
      show(true);
      pass(300);
      show(false);
      pass(300);
    }
    expect(said).not.toContain(true);
  });

  it('waits again the next time', () => {
    show(false);
    show(true);
    pass(400);
    show(false);
    said = [];
    show(true);
    pass(399);
    expect(said).not.toContain(true);
  });
});
