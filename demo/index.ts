import { parseOptions, USAGE } from './options.ts';
import { DEMO_PASSWORD, ENROLMENT_CODES, peopleOf } from './people.ts';
import { PortTakenError, startDemo, type RunningDemo } from './start-demo.ts';

const EXIT = { failed: 1, usage: 2, portTaken: 3 } as const;

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

async function main(): Promise<void> {
  const options = parseOptions(process.argv.slice(2));
  if (!options.ok) {
    process.stderr.write(`${options.error.detail ?? ''}\n\n${USAGE}\n`);
    process.exitCode = EXIT.usage;
    return;
  }
  let demo: RunningDemo | null = null;
  const stop = (): void => {
    if (demo !== null) void demo.stop().then(() => process.exit(0));
    else process.exit(0);
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  try {
    demo = await startDemo({ ...options.value, say });
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : 'The demo could not start.'}\n`);
    process.exitCode = error instanceof PortTakenError ? EXIT.portTaken : EXIT.failed;
    return;
  }
  summarise(demo);
}

function summarise({ tiers, infoFile, caFile }: RunningDemo): void {
  say('The demo city is running.');
  for (const { tier, name, httpUrl, httpsUrl, cameras } of tiers) {
    say(`\n${name} (${tier}): ${httpUrl} and ${httpsUrl}, ${String(cameras)} cameras`);
    for (const person of peopleOf(tier)) {
      const factor = person.totpSecret === undefined ? 'enrols at the first sign-in' : `TOTP secret ${person.totpSecret}`;
      say(`  ${person.username.padEnd(14)} ${person.name.padEnd(18)} ${person.role.padEnd(14)} ${factor}`);
    }
  }
  say(`\nPassword of everybody: ${DEMO_PASSWORD}. A code: npm run totp -- truc.binh`);
  say(`Codes that register a wall PC, each once: ${ENROLMENT_CODES[0] ?? ''} to ${ENROLMENT_CODES.at(-1) ?? ''}`);
  say(`Certificate authority: ${caFile}\nWhat is running: ${infoFile}\nStop with Ctrl+C.`);
}

await main();
