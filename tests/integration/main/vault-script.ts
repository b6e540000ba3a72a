import { systemClock, systemTimers } from '../../../main/platform/clock.ts';
import { createLog } from '../../../main/platform/log.ts';
import { createVerifier, verifyPassword } from '../../../main/storage/offline-verifier.ts';
import { createVault, systemKeyring } from '../../../main/storage/vault.ts';

/** Run by vault.test.ts in a session of its own; prints what a console would have met there, as JSON. */
const log = createLog((line) => void process.stderr.write(`${line}\n`), systemClock.utcMs);
const vault = createVault({ service: 'vong-lau-test', load: systemKeyring, timers: systemTimers, log });

const acts: Readonly<Record<string, () => Promise<object>>> = {
  write: async () => ({ status: await vault.status(), set: await vault.set('refresh', 'mật-canary'), get: await vault.get('refresh') }),
  read: async () => ({
    status: await vault.status(),
    get: await vault.get('refresh'),
    absent: await vault.get('never-set'),
    removeAbsent: await vault.remove('never-set'),
    set: await vault.set('other', 'x'),
  }),
  remove: async () => ({ remove: await vault.remove('refresh'), get: await vault.get('refresh') }),
  verifier: async () => {
    const verifier = await createVerifier('mật khẩu', new Uint8Array(16).fill(3));
    return { verifier, right: await verifyPassword(verifier, 'mật khẩu'), wrong: await verifyPassword(verifier, 'khác') };
  },
};

const act = acts[process.argv[2] ?? ''];
if (act === undefined) throw new Error('write, read, remove or verifier?');
void act().then((found) => process.stdout.write(JSON.stringify(found)));
