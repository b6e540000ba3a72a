import { readFile } from 'node:fs/promises';
import { DEMO_PASSWORD, peopleOf } from '../../../demo/people.ts';
import { systemClock, systemTimers } from '../../../main/platform/clock.ts';
import { systemRandom } from '../../../main/platform/random.ts';
import { tierAdapter } from '../../../main/vms/adapters/tier/index.ts';
import { createCutProxy } from '../../builders/cut-proxy.ts';
import { createRecordingLog } from '../../builders/recording-log.ts';
import { call, codeOf, signInEarly } from '../../builders/tier-client.ts';
import { startTestDemo } from '../../integration/demo/support.ts';
import { adapterConformance } from './suite.ts';

adapterConformance('tier', async () => {
  const demo = await startTestDemo({ cameras: 2300 }, true);
  const tier = demo.tier('province');
  const proxy = await createCutProxy(tier.port);
  const people = peopleOf('province')
    .filter(({ role }) => role !== 'technician')
    // The first must be able to lift masks.
    .toSorted((one, other) => (other.moreRights?.length ?? 0) - (one.moreRights?.length ?? 0))
    .map(({ username, totpSecret }) => ({ username, password: DEMO_PASSWORD, secret: totpSecret ?? null }));
  const steer = async (path: string, body: object): Promise<Readonly<Record<string, unknown>>> => {
    const answer = await call(tier, 'POST', path, { body });
    if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const supervisor = peopleOf('province').find(({ role }) => role === 'supervisor');
  const { session } = await signInEarly(tier, supervisor?.username ?? '', supervisor?.totpSecret);
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
      withdraw: async (withdraw) => void (await steer('/demo/directory', { withdraw })),
      spoilDirectory: async (how) => void (await steer('/demo/directory-faults', { fault: how ?? 'none' })),
      addBadRecords: async (hostile) => void (await steer('/demo/directory', { hostile })),
      setLost: async (cameraId, lost) => void (await steer('/demo/faults', { cameraId, fault: lost ? 'cut' : 'none' })),
      masked: { may: 'mau-30008', mayNot: 'mau-30007' },
      raiseAlarm: async (title, priority, camera) => String((await steer('/demo/alarms', { title, priority, ...(camera === null ? {} : { cameraId: camera }) }))['id']),
      closeAlarm: async (alarmId) => void (await steer('/demo/alarms/close', { alarmId })),
      chief: () => session.accessToken,
      cut: proxy.cut,
    },
    close: async () => {
      await proxy.close();
      await demo.close();
    },
  };
});
