import type { Page } from 'playwright-core';
import { expect } from '@playwright/test';
import type { WireBridge } from '@contract/ipc/bridge.ts';
import type { RequestAnswer, RequestInput } from '@contract/ipc/contract.ts';
import type { RequestName } from '@contract/ipc/names.ts';
import type { StateMessage } from '@contract/state/patch.ts';
import type { SliceName, SliceRecords } from '@contract/state/slices.ts';

/** What a request of a window is answered: the value, or the code of the refusal. */
export const answerTo = <N extends RequestName>(page: Page, name: N, input: RequestInput<N>): Promise<Awaited<RequestAnswer<N>>> =>
  page.evaluate(
    async ([request, value]) => {
      const { requests } = Reflect.get(window, 'vonglau') as WireBridge;
      return JSON.parse(await (requests[request] as (given: unknown) => Promise<string>)(value)) as Awaited<RequestAnswer<N>>;
    },
    [name, input] as const,
  );

/** Makes a request that must be done. */
export async function ask<N extends RequestName>(page: Page, name: N, input: RequestInput<N>): Promise<Extract<Awaited<RequestAnswer<N>>, { readonly ok: true }>['value']> {
  const answer = await answerTo(page, name, input);
  expect(answer, name).toMatchObject({ ok: true });
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value;
}

/** What a window is told of a slice now; main answers five questions a second. */
export const recordsOf = <S extends SliceName>(page: Page, slice: S): Promise<readonly SliceRecords[S][]> =>
  page.evaluate(
    (wanted) =>
      new Promise<readonly SliceRecords[S][]>((resolve) => {
        const bridge = Reflect.get(window, 'vonglau') as WireBridge;
        const stop = bridge.onState((text) => {
          const message = JSON.parse(text) as StateMessage;
          if (message.kind !== 'snapshot' || message.slice !== wanted) return;
          stop();
          resolve(message.records as readonly SliceRecords[S][]);
        });
        const subscribe = async (): Promise<void> => {
          const answer = JSON.parse(await bridge.requests['state.subscribe']({ slices: [wanted] })) as { readonly ok: boolean };
          if (!answer.ok) setTimeout(() => void subscribe(), 200);
        };
        void subscribe();
      }),
    slice,
  );
