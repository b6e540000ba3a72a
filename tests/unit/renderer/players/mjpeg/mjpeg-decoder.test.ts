import { describe, expect, it } from 'vitest';
import { JpegQueue } from '../../../../../renderer/players/mjpeg/mjpeg-decoder.ts';

const scene = () => {
  const said: string[] = [];
  const waiting: { readonly name: string; readonly give: () => Promise<void>; readonly refuse: () => Promise<void> }[] = [];
  const frame = (name: string) => ({ name, close: () => said.push(`closed ${name}`) });
  const queue = new JpegQueue<ReturnType<typeof frame>>(
    { output: ({ name }) => said.push(`shown ${name}`), error: () => said.push('error'), dropped: () => said.push('dropped') },
    (_data, timestampUs) =>
      new Promise((resolve, reject) => {
        const name = String(timestampUs);
        const settle = async (act: () => void): Promise<void> => {
          act();
          await Promise.resolve();
          await Promise.resolve();
        };
        waiting.push({ name, give: () => settle(() => { resolve(frame(name)); }), refuse: () => settle(() => { reject(new Error('no JPEG')); }) });
      }),
  );
  queue.configure();
  return { queue, said, waiting, push: (timestamp: number) => { queue.decode({ type: 'key', timestamp, data: new ArrayBuffer(2) }); } };
};

describe('the JPEG decoder', () => {
  it('keeps only the newest picture waiting', async () => {
    const { queue, said, waiting, push } = scene();
    push(1);
    push(2);
    push(3);
    expect(queue.decodeQueueSize).toBe(2);
    await waiting[0]?.give();
    await waiting[1]?.give();
    expect(said).toEqual(['dropped', 'shown 1', 'shown 3']);
    expect(queue.decodeQueueSize).toBe(0);
  });

  it('leaves out one bad picture and fails after three on end', async () => {
    const { queue, said, waiting, push } = scene();
    push(1);
    await waiting[0]?.refuse();
    push(2);
    await waiting[1]?.give();
    for (const at of [3, 4, 5]) {
      push(at);
      await waiting[at - 1]?.refuse();
    }
    expect(said).toEqual(['dropped', 'shown 2', 'dropped', 'dropped', 'dropped', 'error']);
    expect(queue.state).toBe('closed');
  });

  it('closes a picture that comes after the end', async () => {
    const { queue, said, waiting, push } = scene();
    push(1);
    push(2);
    queue.close();
    await waiting[0]?.give();
    expect(said).toEqual(['closed 1']);
    expect(waiting).toHaveLength(1);
  });
});
