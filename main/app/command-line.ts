/** `development` is any unpackaged start; a packaged console is `release`. */
export type Flavour = 'release' | 'development';

/** Process exit code for a start that was refused (EX_CONFIG of sysexits.h). */
export const EXIT_REFUSED = 78;

const ALWAYS_REFUSED = [/^--disable-web-security$/, /^--single-process$/, /^--ssl-key-log-file$/, /^--enable-blink-features$/, /^--allow-file-access-from-files$/, /^--browser-subprocess-path$/, /^--auth-(server|negotiate)/, /^--ignore-certificate-errors/, /^--host-resolver-rules/, /^--host-rules/, /^--proxy-/, /^--no-proxy-server$/, /^--load-extension/, /^--js-flags/, /^--allow-running-insecure-content$/, /^--unsafely-treat-insecure-origin-as-secure/, /^--disable-site-isolation/, /^--disable-features/, /^--renderer-cmd-prefix/, /^--gpu-launcher/, /^--utility-cmd-prefix/, /^--user-data-dir/];
// Tests and developers need these; a packaged console has no use for them.
const REFUSED_IN_RELEASE = [/^--no-sandbox$/, /^--no-zygote/, /^--disable-seccomp-filter-sandbox$/, /^--disable-namespace-sandbox$/, /^--remote-debugging-/, /^--remote-allow-origins/, /^--inspect/, /^--disable-setuid-sandbox$/, /^--disable-gpu-sandbox$/, /^--enable-logging/, /^--log-net-log/];

/** Switches that this start must not have, as they stand on the command line. Chromium takes `-x`, `/x` (Windows) and `--x=anything` as `--x`. */
export function refusedSwitches(argv: readonly string[], flavour: Flavour): readonly string[] {
  const rules = flavour === 'release' ? [...ALWAYS_REFUSED, ...REFUSED_IN_RELEASE] : ALWAYS_REFUSED;
  return argv.filter((argument) => {
    const name = /^(?:--|-|\/)([a-z][a-z0-9-]*)(?:=|$)/.exec(argument.toLowerCase())?.[1];
    return name !== undefined && rules.some((rule) => rule.test(`--${name}`));
  });
}

/** Environment that would switch off trust: the start is refused. */
const REFUSED_VARIABLES = ['NODE_TLS_REJECT_UNAUTHORIZED', 'SSLKEYLOGFILE'];
/** Environment that is taken away before anything can read it. */
const IGNORED_VARIABLES = /^(NODE_OPTIONS|NODE_EXTRA_CA_CERTS|ELECTRON_RUN_AS_NODE|(HTTPS?|ALL|FTP|NO)_PROXY)$/i;

export interface EnvironmentVerdict {
  readonly refused: readonly string[];
  readonly ignored: readonly string[];
}

/** Judges the names in the environment; values never matter and are never logged. */
export function judgeEnvironment(environment: Readonly<Record<string, string | undefined>>): EnvironmentVerdict {
  const present = Object.keys(environment).filter((name) => environment[name] !== undefined && environment[name] !== '');
  return {
    refused: present.filter((name) => REFUSED_VARIABLES.includes(name.toUpperCase())),
    ignored: present.filter((name) => IGNORED_VARIABLES.test(name)),
  };
}
