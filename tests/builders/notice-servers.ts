import { createServer, type IncomingHttpHeaders } from 'node:http';
import { SMTPServer } from 'smtp-server';
import { simpleParser, type ParsedMail } from 'mailparser';

/** A mail as the server got it. */
export interface ReceivedMail {
  readonly to: string;
  readonly from: string;
  readonly subject: string;
  readonly text: string;
  readonly messageId: string;
}

/** A real mail server on a free port. `refuse` answers the next mails to somebody with that SMTP code. Release with `close`. */
export interface MailServer {
  readonly url: string;
  readonly mails: readonly ReceivedMail[];
  refuse: { readonly to: string; readonly code: number; times: number } | null;
  readonly close: () => Promise<void>;
}

const textOf = (value: ParsedMail['to']): string => (value === undefined ? '' : Array.isArray(value) ? value.map(({ text }) => text).join(', ') : value.text);

export async function startMailServer(): Promise<MailServer> {
  const mails: ReceivedMail[] = [];
  const state: { refuse: MailServer['refuse'] } = { refuse: null };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData: (stream, _session, callback) => {
      void simpleParser(stream).then((mail) => {
        if (state.refuse !== null && state.refuse.times > 0 && textOf(mail.to).startsWith(state.refuse.to)) {
          state.refuse.times -= 1;
          return callback(Object.assign(new Error('Not now'), { responseCode: state.refuse.code }));
        }
        mails.push({ to: textOf(mail.to), from: mail.from?.text ?? '', subject: mail.subject ?? '', text: mail.text ?? '', messageId: mail.messageId ?? '' });
        return callback();
      }, callback);
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.server.address();
  return {
    url: `smtp://127.0.0.1:${String(typeof address === 'object' && address !== null ? address.port : 0)}`,
    mails,
    get refuse() {
      return state.refuse;
    },
    set refuse(refuse) {
      state.refuse = refuse;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
      }),
  };
}

/** What was asked of a web server. */
export interface ReceivedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A web server that keeps what it is asked, as gateways of short messages and hooks are. `status` is what it answers. */
export interface HookServer {
  readonly url: string;
  readonly requests: readonly ReceivedRequest[];
  status: number;
  readonly close: () => Promise<void>;
}

export async function startHookServer(): Promise<HookServer> {
  const requests: ReceivedRequest[] = [];
  const state = { status: 200 };
  const server = createServer((request, reply) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (part: string) => (body += part));
    request.on('end', () => {
      requests.push({ method: request.method ?? '', path: request.url ?? '', headers: request.headers, body });
      reply.statusCode = state.status;
      reply.end('ok');
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  return {
    url: `http://127.0.0.1:${String(typeof address === 'object' && address !== null ? address.port : 0)}`,
    requests,
    get status() {
      return state.status;
    },
    set status(status) {
      state.status = status;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}
