import { describe, expect, it, test } from 'vitest';
import type { CustomScheme } from 'electron';
import { prepareApp, startOrRefuse } from '../../../../main/app/start.ts';
import { FakeApp, FakeSession, FakeWebContents } from '../../../builders/fake-electron.ts';
import { createRecordingLog } from '../../../builders/recording-log.ts';

function start(facts: { readonly argv?: readonly string[]; readonly environment?: Record<string, string | undefined>; readonly flavour?: 'release' | 'development' }) {
  const app = new FakeApp();
  const environment = { ...facts.environment };
  let ran: readonly string[] | null = null;
  let said = '';
  startOrRefuse(app.asElectron(), { argv: facts.argv ?? [], environment, flavour: facts.flavour ?? 'release', writeError: (text) => (said += text) }, (ignored) => (ran = ignored));
  return { calls: app.calls, environment, ran, said };
}

function prepare(switches: readonly string[] = []) {
  const app = new FakeApp();
  for (const name of switches) app.switches.add(name);
  const schemes: CustomScheme[] = [];
  const protocol = {
    registerSchemesAsPrivileged: (given: CustomScheme[]) => {
      app.calls.push('schemes');
      schemes.push(...given);
    },
  };
  prepareApp(app.asElectron(), protocol, { flavour: 'release', log: createRecordingLog(), mayCapture: () => false });
  return { app, schemes };
}

describe('check 6: a dangerous command line', () => {
  it('ends the process with 78 before anything else runs', () => {
    const { calls, ran, said } = start({ argv: ['--disable-web-security'] });
    expect(calls).toEqual(['exit 78']);
    expect(ran).toBeNull();
    expect(said).toContain('--disable-web-security');
  });
});

describe('check 7: a dangerous environment', () => {
  test.for(['NODE_TLS_REJECT_UNAUTHORIZED', 'SSLKEYLOGFILE'])('%s ends the process with 78 before anything else runs', (name) => {
    const { calls, ran, said } = start({ environment: { [name]: 'a-value' } });
    expect(calls).toEqual(['exit 78']);
    expect(ran).toBeNull();
    expect(said).toContain(name);
    expect(said).not.toContain('a-value');
  });

  it('is gone before the console runs where it can be taken away, and the names are handed on for the log', () => {
    const { calls, environment, ran } = start({ environment: { NODE_OPTIONS: '--require /tmp/x.js', https_proxy: 'http://proxy', LANG: 'vi_VN.UTF-8' } });
    expect(calls).toEqual([]);
    expect(ran).toEqual(['NODE_OPTIONS', 'https_proxy']);
    expect(environment).toEqual({ LANG: 'vi_VN.UTF-8' });
  });
});

describe('before ready', () => {
  it('check 3: the sandbox is enabled for every page', () => {
    const { app } = prepare();
    expect(app.calls).toContain('enableSandbox');
    expect(app.calls).not.toContain('enableSandbox after ready');
  });

  it('check 3: leaves a developer who asked for no sandbox a console that starts', () => {
    expect(prepare(['no-sandbox']).app.calls).not.toContain('enableSandbox');
  });

  it('check 19: registers one scheme, with exactly the privileges a page needs', () => {
    expect(prepare().schemes).toEqual([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } }]);
  });

  it('check 9: the guards stand before the first session or page can be made', () => {
    const { app } = prepare();
    for (let turn = 0; turn < 3; turn += 1) {
      const session = new FakeSession();
      app.emit('session-created', session);
      expect(session.isCancelled('https://evil.example/')).toBe(true);
      expect(session.askBack('permissionRequest', null, 'media')).toBe(false);
    }
    const contents = new FakeWebContents();
    app.emit('web-contents-created', {}, contents);
    expect(contents.openHandler?.({ url: 'app://vonglau/windows/desk/index.html' })).toEqual({ action: 'deny' });
  });

  it('sends only ASCII in the header that names the console', () => {
    expect(prepare().app.userAgentFallback).toMatch(/^[\x20-\x7e]+$/);
  });
});
