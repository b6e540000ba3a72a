// What a page would do if somebody else's code ran in it. Each function is sent into the page as it stands: it uses nothing from outside itself.

/** Tries every way to run or show what is not ours; says what ran, which tries the policy reported, and which directives it named. */
export async function tryForbiddenContent(): Promise<{ readonly ran: readonly string[]; readonly blocked: Readonly<Record<string, boolean>>; readonly variable: string; readonly violated: readonly string[]; readonly base: string }> {
  const violated: string[] = [];
  document.addEventListener('securitypolicyviolation', (event) => violated.push(event.effectiveDirective));
  const ran: string[] = [];
  Object.assign(window, { ranByTest: (what: string) => ran.push(what) });
  const attempts: Readonly<Record<string, () => unknown>> = {
    'inline script': () => {
      const script = document.createElement('script');
      script.append('ranByTest("inline script")');
      document.head.append(script);
    },
    'inline script text': () => {
      const script = document.createElement('script');
      script.text = 'ranByTest("inline script text")';
      document.head.append(script);
    },
    'inline handler': () => {
      const button = document.createElement('button');
      button.setAttribute('onclick', 'ranByTest("inline handler")');
      document.body.append(button);
      button.click();
      button.remove();
    },
    markup: () => {
      const box = document.createElement('div');
      Reflect.set(box, 'innerHTML', '<img src=x onerror="ranByTest(\'markup\')">');
      document.body.append(box);
    },
    'remote script': () => {
      const script = document.createElement('script');
      script.src = 'https://evil.example/x.js';
      document.head.append(script);
    },
    eval: () => Reflect.apply(Reflect.get(globalThis, 'eval') as typeof String, globalThis, ['ranByTest("eval")']),
    Function: () => new (Function.prototype.constructor as FunctionConstructor)('ranByTest("Function")')(),
    'text timer': () => Reflect.apply(setTimeout, globalThis, ['ranByTest("text timer")', 0]),
    'remote image': () => {
      const image = document.createElement('img');
      image.src = 'https://evil.example/x.png';
      document.body.append(image);
    },
    'blob worker': () => new Worker(URL.createObjectURL(new Blob(['postMessage(1)']))),
    iframe: () => {
      const frame = document.createElement('iframe');
      frame.src = 'https://evil.example/';
      document.body.append(frame);
    },
    object: () => {
      const object = document.createElement('object');
      object.data = 'https://evil.example/x.swf';
      document.body.append(object);
    },
    style: () => {
      const style = document.createElement('style');
      style.append('body { --ran-by-test: 1 }');
      document.head.append(style);
    },
    base: () => {
      const base = document.createElement('base');
      base.href = 'https://evil.example/';
      document.head.append(base);
    },
    'form post': () => {
      const form = document.createElement('form');
      form.method = 'post';
      form.action = 'https://evil.example/';
      document.body.append(form);
      form.submit();
      form.remove();
    },
  };
  const before = new Set(document.querySelectorAll('*'));
  const blocked: Record<string, boolean> = {};
  for (const [name, attempt] of Object.entries(attempts)) {
    const count = violated.length;
    // In a task of its own: what a debugger evaluates is exempt from the policy.
    await new Promise<void>((resolve) => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => {
        try {
          attempt();
        } catch {
          // Most are refused by throwing.
        }
        const deadlineMs = performance.now() + 3000;
        const look = () => {
          blocked[name] = violated.length > count;
          if (blocked[name] === true || performance.now() > deadlineMs) {
            channel.port1.close();
            resolve();
          } else setTimeout(look, 20);
        };
        look();
      };
      channel.port2.postMessage(null);
    });
  }
  const variable = getComputedStyle(document.body).getPropertyValue('--ran-by-test');
  for (const element of document.querySelectorAll('*')) if (!before.has(element)) element.remove();
  return { ran, blocked, variable, violated: [...new Set(violated)].toSorted(), base: document.baseURI };
}

/** Tries every way a page has to reach `127.0.0.1:port`; answers the names of the tries that failed in a way the page can see. */
export async function tryNetwork(port: number): Promise<readonly string[]> {
  const http = `http://127.0.0.1:${String(port)}/`;
  const kept: string[] = [];
  const attempt = async (name: string, act: () => unknown) => {
    try {
      await act();
    } catch {
      kept.push(name);
    }
  };
  const ended = (target: EventTarget, ...events: readonly string[]) => new Promise((resolve, reject) => {
    for (const name of events) target.addEventListener(name, name === 'open' || name === 'load' ? resolve : reject);
    setTimeout(reject, 1500);
  });
  const element = <K extends keyof HTMLElementTagNameMap>(tag: K, fields: Partial<HTMLElementTagNameMap[K]>) => {
    const made = Object.assign(document.createElement(tag), fields);
    document.body.append(made);
    return made;
  };
  await attempt('fetch', () => fetch(http));
  await attempt('fetch no-cors', () => fetch(http, { mode: 'no-cors' }));
  await attempt('xhr', () => {
    const request = new XMLHttpRequest();
    request.open('GET', http);
    request.send();
    return ended(request, 'load', 'error');
  });
  await attempt('websocket', () => ended(new WebSocket(`ws://127.0.0.1:${String(port)}/`), 'open', 'error'));
  await attempt('eventsource', () => ended(new EventSource(http), 'open', 'error'));
  await attempt('image', () => ended(element('img', { src: http }), 'load', 'error'));
  await attempt('video', () => ended(element('video', { src: http }), 'loadedmetadata', 'error'));
  await attempt('beacon', () => navigator.sendBeacon(http, 'x'));
  await attempt('iframe', () => element('iframe', { src: http }));
  for (const rel of ['preconnect', 'dns-prefetch', 'prefetch', 'preload', 'modulepreload', 'stylesheet', 'icon', 'manifest']) await attempt(rel, () => document.head.append(Object.assign(document.createElement('link'), { rel, href: http, as: 'image' })));
  await attempt('ping', () => {
    const link = element('a', { href: '#', ping: http });
    link.click();
    link.remove();
  });
  await attempt('font', async () => new FontFace('x', `url(${http})`).load());
  await attempt('service worker', () => navigator.serviceWorker.register('/media-worker.js'));
  await attempt('download', () => {
    const link = element('a', { href: http, download: 'x' });
    link.click();
    link.remove();
  });
  await attempt('webrtc', async () => {
    const peer = new RTCPeerConnection({ iceServers: [{ urls: `stun:127.0.0.1:${String(port)}` }, { urls: [`turn:127.0.0.1:${String(port)}?transport=tcp`, `turn:127.0.0.1:${String(port)}?transport=udp`], username: 'x', credential: 'x' }] });
    peer.createDataChannel('x');
    await peer.setLocalDescription(await peer.createOffer());
    await new Promise((resolve) => {
      peer.onicegatheringstatechange = () => {
        if (peer.iceGatheringState === 'complete') resolve(null);
      };
      setTimeout(resolve, 4000);
    });
    peer.close();
  });
  return kept;
}
