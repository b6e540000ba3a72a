import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { judgeEnvironment, refusedSwitches } from '../../../../main/app/command-line.ts';

const DANGEROUS_ALWAYS = [
  '--disable-web-security',
  '--ignore-certificate-errors',
  '--ignore-certificate-errors-spki-list=abc',
  '--host-resolver-rules=MAP * 10.0.0.1',
  '--host-rules=MAP * 10.0.0.1',
  '--proxy-server=10.0.0.1:8080',
  '--proxy-pac-url=http://evil.example/p.pac',
  '--proxy-bypass-list=*',
  '--no-proxy-server',
  '--load-extension=/tmp/x',
  '--js-flags=--expose-gc',
  '--allow-running-insecure-content',
  '--unsafely-treat-insecure-origin-as-secure=http://evil.example',
  '--disable-site-isolation-trials',
  '--disable-features=IsolateOrigins',
  '--renderer-cmd-prefix=gdb',
  '--gpu-launcher=gdb',
  '--utility-cmd-prefix=gdb',
  '--user-data-dir=/tmp/other',
  '--single-process',
  '--ssl-key-log-file=/tmp/keys',
  '--enable-blink-features=X',
  '--browser-subprocess-path=/tmp/x',
  '--auth-server-allowlist=*',
];
const DANGEROUS_IN_RELEASE = ['--no-sandbox', '--remote-debugging-port=9222', '--remote-debugging-pipe', '--remote-allow-origins=*', '--inspect', '--inspect-brk=0', '--disable-setuid-sandbox', '--disable-gpu-sandbox', '--no-zygote', '--disable-seccomp-filter-sandbox'];

describe('check 6: dangerous switches', () => {
  test.for(DANGEROUS_ALWAYS)('%s is refused in every flavour', (text) => {
    expect(refusedSwitches([text], 'release')).toEqual([text]);
    expect(refusedSwitches([text], 'development')).toEqual([text]);
  });

  test.for(DANGEROUS_IN_RELEASE)('%s is refused in a packaged console and left to developers and tests', (text) => {
    expect(refusedSwitches([text], 'release')).toEqual([text]);
    expect(refusedSwitches([text], 'development')).toEqual([]);
  });

  test.for(['-no-sandbox', '/no-sandbox', '--No-Sandbox', '--no-sandbox=', '--no-sandbox=anything', '-disable-web-security', '/proxy-server=10.0.0.1:1', '--DISABLE-WEB-SECURITY=1'])('%s is the same switch, spelt another way', (text) => {
    expect(refusedSwitches([text], 'release')).toEqual([text]);
  });

  it('finds them wherever they stand, whatever value they carry', () => {
    const harmless = fc.constantFrom('.', '/opt/vong-lau', '--lang=vi', '--enable-logging-to-nowhere-else', '--vonglau', 'https://x.example/--no-sandbox');
    fc.assert(
      fc.property(fc.array(harmless, { maxLength: 5 }), fc.array(harmless, { maxLength: 5 }), fc.constantFrom('--disable-web-security', '--single-process', '--no-proxy-server'), fc.string(), (before, after, name, value) => {
        const text = `${name}=${value}`;
        expect(refusedSwitches([...before, text, ...after], 'development')).toEqual([text]);
      }),
    );
  });

  it('lets an ordinary start through', () => {
    expect(refusedSwitches(['/home/person/vong-lau', '--lang=vi', '--force-device-scale-factor=1.5', '--disable-gpu', '/proxy/folder', '-', '--', ''], 'release')).toEqual([]);
  });
});

describe('check 7: dangerous environment', () => {
  test.for(['NODE_TLS_REJECT_UNAUTHORIZED', 'SSLKEYLOGFILE', 'node_tls_reject_unauthorized'])('%s stops the start', (name) => {
    expect(judgeEnvironment({ [name]: '0' }).refused).toEqual([name]);
  });

  test.for(['NODE_OPTIONS', 'NODE_EXTRA_CA_CERTS', 'ELECTRON_RUN_AS_NODE', 'HTTP_PROXY', 'https_proxy', 'ALL_PROXY', 'FTP_PROXY', 'no_proxy'])('%s is taken away', (name) => {
    expect(judgeEnvironment({ [name]: 'x' })).toEqual({ refused: [], ignored: [name] });
  });

  it('says names, never values, and nothing of what is empty or harmless', () => {
    const verdict = judgeEnvironment({ PATH: '/bin', NODE_OPTIONS: '', SSLKEYLOGFILE: undefined, HTTP_PROXY: 'http://person:secret@proxy' });
    expect(verdict).toEqual({ refused: [], ignored: ['HTTP_PROXY'] });
    expect(JSON.stringify(verdict)).not.toContain('secret');
  });
});
