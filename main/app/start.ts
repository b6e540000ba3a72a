import type { App, Protocol } from 'electron';
import type { Log } from '../platform/log.ts';
import { APP_SCHEME } from './app-protocol.ts';
import { EXIT_REFUSED, judgeEnvironment, refusedSwitches, type Flavour } from './command-line.ts';
import { guardApp, type GuardEnvironment } from './session-guard.ts';

export interface StartFacts {
  /** Without the executable itself. */
  readonly argv: readonly string[];
  /** Changed: what would weaken the console and can be taken away is deleted. */
  readonly environment: Record<string, string | undefined>;
  readonly flavour: Flavour;
  readonly writeError: (text: string) => void;
}

/** Judges how the console was started before anything else runs: `run` gets the variables taken away, or the process ends with 78 (checks 6, 7). */
export function startOrRefuse(app: Pick<App, 'exit'>, facts: StartFacts, run: (ignored: readonly string[]) => void): void {
  const { refused, ignored } = judgeEnvironment(facts.environment);
  for (const name of ignored) delete facts.environment[name];
  const refusals = [...refusedSwitches(facts.argv, facts.flavour), ...refused];
  if (refusals.length === 0) return run(ignored);
  facts.writeError(`vong-lau: refused to start: ${refusals.join(' ')}\n`);
  app.exit(EXIT_REFUSED);
}

/** Everything electron takes only before `ready`: the sandbox, the scheme, the guards, the switches the pictures need (checks 3, 9, 19). */
export function prepareApp(app: App, protocol: Pick<Protocol, 'registerSchemesAsPrivileged'>, environment: { readonly flavour: Flavour; readonly log: Log; readonly mayCapture: GuardEnvironment['mayCapture'] }): void {
  const { flavour, log, mayCapture } = environment;
  // With --no-sandbox (a developer's switch, refused when packaged) this call would keep the GPU process from starting.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  // The product's name is no ASCII, and a header that is not makes every request of a page fail on Electron 25.
  app.userAgentFallback = `VongLau/${app.getVersion()}`;
  app.commandLine.appendSwitch('autoplay-policy', 'no-user-gesture-required');
  app.commandLine.appendSwitch('disable-renderer-backgrounding');
  app.commandLine.appendSwitch('disable-backgrounding-occluded-windows');
  protocol.registerSchemesAsPrivileged([APP_SCHEME]);
  guardApp(app, { development: flavour === 'development', log, mayCapture });
}
