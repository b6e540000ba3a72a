import { createHmac } from 'node:crypto';
import { createTransport } from 'nodemailer';
import type { Channel, Contact } from '../../../contract/domain/escalation.ts';
import { filledTemplate, type GatewayTemplate } from './gateway-template.ts';
import type { NoticeText } from './notice-text.ts';

const TIMEOUT_MS = 10_000;

/** Who mails are from. */
export interface MailSender {
  readonly name: string;
  readonly address: string;
}

export const SENDER_NAME = 'Vọng Lâu';

/** What the demo sends notices with; left out: not by that channel. */
export interface ChannelOptions {
  /** `smtp://` or `smtps://`, with user and password when the server wants them. */
  readonly smtp?: string;
  /** Default canh-bao@vonglau.example. */
  readonly smtpFrom?: MailSender;
  readonly gateways?: { readonly sms?: GatewayTemplate; readonly zalo?: GatewayTemplate };
  /** Shared with whoever is posted to. */
  readonly webhookSecret?: string;
}

/** One notice on its way. */
export interface Outgoing {
  readonly id: string;
  readonly alarm: string;
  readonly contact: Contact;
  readonly words: NoticeText;
  /** What a program gets. */
  readonly facts: Readonly<Record<string, string | number | null>>;
}

/** What the other side said. `isFinal`: another try would end alike. Codes of `detail`: not-configured, no-address. */
export type Delivered = { readonly sent: true; readonly detail: string } | { readonly sent: false; readonly detail: string; readonly isFinal: boolean };

export type Sender = (outgoing: Outgoing) => Promise<Delivered>;

/** The channels that leave the house; the console is the desk's own. Close ends the connection to the mail server. */
export interface Channels {
  readonly send: Readonly<Record<Exclude<Channel, 'console'>, Sender>>;
  readonly close: () => void;
}

const NOT_CONFIGURED: Delivered = { sent: false, detail: 'not-configured', isFinal: true };
const NO_ADDRESS: Delivered = { sent: false, detail: 'no-address', isFinal: true };

export function createChannels(options: ChannelOptions): Channels {
  const mail = options.smtp === undefined ? null : createTransport({ url: options.smtp, connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS, disableFileAccess: true, disableUrlAccess: true });
  const email: Sender = async ({ id, contact, words }) => {
    if (contact.email === '') return NO_ADDRESS;
    if (mail === null) return NOT_CONFIGURED;
    try {
      // The id goes with it: a mail sent again after a restart is the same mail.
      const sent = await mail.sendMail({ from: options.smtpFrom ?? { name: SENDER_NAME, address: 'canh-bao@vonglau.example' }, to: contact.email, subject: words.subject, text: words.text, messageId: `<${id}@vonglau.example>`, headers: { 'auto-submitted': 'auto-generated' } });
      return { sent: true, detail: detailOf(sent.response) };
    } catch (error) {
      const status = error instanceof Error && 'responseCode' in error && typeof error.responseCode === 'number' ? error.responseCode : 0;
      return { sent: false, detail: detailOf(error), isFinal: status >= 500 };
    }
  };
  const gateway = (template: GatewayTemplate | undefined, addressOf: (contact: Contact) => string): Sender => async ({ alarm, contact, words }) => {
    const to = addressOf(contact).replaceAll(/[\s.-]/g, '');
    if (to === '') return NO_ADDRESS;
    if (template === undefined) return NOT_CONFIGURED;
    const { url, method, headers, body } = filledTemplate(template, { to, text: words.short, alarm });
    return post(url, { method, headers, ...(body === '' || method === 'GET' ? {} : { body }) });
  };
  const webhook: Sender = async ({ id, contact, facts }) => {
    if (contact.webhook === '') return NO_ADDRESS;
    const { webhookSecret } = options;
    if (webhookSecret === undefined) return NOT_CONFIGURED;
    const body = JSON.stringify({ notice: id, ...facts });
    const sentS = String(Math.floor(Date.now() / 1000));
    const signature = createHmac('sha256', webhookSecret).update(`${sentS}.${body}`).digest('hex');
    return post(contact.webhook, { method: 'POST', headers: { 'content-type': 'application/json', 'x-vonglau-time': sentS, 'x-vonglau-signature': `sha256=${signature}` }, body });
  };
  return {
    send: { email, sms: gateway(options.gateways?.sms, ({ phone }) => phone), zalo: gateway(options.gateways?.zalo, ({ zalo }) => zalo), webhook },
    close: () => mail?.close(),
  };
}

/** No redirect is followed: a notice goes where it was told to go. */
async function post(url: string, request: RequestInit): Promise<Delivered> {
  try {
    const answer = await fetch(url, { ...request, redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) });
    await answer.body?.cancel();
    if (answer.ok) return { sent: true, detail: `HTTP ${String(answer.status)}` };
    return { sent: false, detail: `HTTP ${String(answer.status)}`, isFinal: answer.status >= 300 && answer.status < 500 && answer.status !== 408 && answer.status !== 429 };
  } catch (error) {
    return { sent: false, detail: detailOf(error), isFinal: false };
  }
}

/** Why, without an address with a password in it. */
function detailOf(said: unknown): string {
  const cause = said instanceof Error && said.cause instanceof Error ? said.cause : said;
  const text = cause instanceof Error ? ('code' in cause && typeof cause.code === 'string' ? `${cause.code}: ${cause.message}` : cause.message) : String(said);
  return text.replaceAll(/\/\/[^/\s]*@/g, '//').replaceAll(/[\p{Cc}]+/gu, ' ').slice(0, 300);
}
