import { readFile } from 'node:fs/promises';
import { DEMO_PASSWORD, peopleOf } from '../../../demo/people.ts';
import { systemClock, systemTimers } from '../../../main/platform/clock.ts';
import { systemRandom } from '../../../main/platform/random.ts';
import { tierAdapter } from '../../../main/vms/adapters/tier/index.ts';
import { createCutProxy } from '../../builders/cut-proxy.ts';
import { createRecordingLog } from '../../builders/recording-log.ts';
import { call, codeOf, startTestDemo } from '../../integration/demo/support.ts';
import { adapterConformance } from './suite.ts';

adapterConformance('tier', async () => {
  const demo = await startTestDemo({ cameras: 2300 });
  const tier = demo.tier('province');
  const proxy = await createCutProxy(tier.port);
  const people = peopleOf('province')
    .filter(({ role }) => role !== 'technician')
    .map(({ username, totpSecret }) => ({ username, password: DEMO_PASSWORD, secret: totpSecret ?? null }));
  const steer = async (path: string, body: object): Promise<Readonly<Record<string, unknown>>> => {
    const answer = await call(tier, 'POST', path, { body });
    if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  return {
    connect: (options) => tierAdapter.connect({ ...options, clock: systemClock, timers: systemTimers, random: systemRandom.unit, log: createRecordingLog() }),
    baseUrl: new URL(`https://127.0.0.1:${proxy.port}`),
    trust: { caPem: await readFile(demo.demo.caFile, 'utf8'), spkiPins: [] },
    control: {
      newPerson: () => {
        const person = people.shift();
        if (person === undefined) throw new Error('no more demo people');
        return person;
      },
      codeOf,
      enrolmentCode: async () => String((await steer('/demo/enrolment-codes', {}))['code']),
      renameCamera: async (cameraId, name) => void (await steer('/demo/directory', { rename: { cameraId, name } })),
      removeCamera: async (remove) => void (await steer('/demo/directory', { remove })),
      addBadRecords: async (hostile) => void (await steer('/demo/directory', { hostile })),
      setLost: async (cameraId, lost) => void (await steer('/demo/faults', { cameraId, fault: lost ? 'cut' : 'none' })),
      cut: proxy.cut,
    },
    close: async () => {
      await proxy.close();
      await demo.close();
    },
  };
});
