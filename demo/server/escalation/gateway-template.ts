import { err, ok, type Result } from '../../../contract/domain/result.ts';

/** How the gateway of a provider of short messages wants to be asked. `{{to}}`, `{{text}}` and `{{alarm}}` are put in. */
export interface GatewayTemplate {
  readonly url: string;
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly headers: Readonly<Record<string, string>>;
  /** Empty: none. */
  readonly body: string;
}

export interface GatewayFields {
  readonly to: string;
  readonly text: string;
  /** Id of the alarm. */
  readonly alarm: string;
}

const PLACE = /\{\{(to|text|alarm)\}\}/g;

/** A template from a file's JSON. */
export function readTemplate(value: unknown): Result<GatewayTemplate> {
  if (typeof value !== 'object' || value === null) return err('app/invalid-input', { detail: 'not an object' });
  const url: unknown = Reflect.get(value, 'url');
  const method: unknown = Reflect.get(value, 'method') ?? 'POST';
  const headers: unknown = Reflect.get(value, 'headers') ?? {};
  const body: unknown = Reflect.get(value, 'body') ?? '';
  if (typeof url !== 'string' || !/^https?:\/\//.test(url)) return err('app/invalid-input', { detail: 'url' });
  if (method !== 'GET' && method !== 'POST' && method !== 'PUT') return err('app/invalid-input', { detail: 'method' });
  if (typeof headers !== 'object' || headers === null || Object.values(headers).some((header) => typeof header !== 'string')) return err('app/invalid-input', { detail: 'headers' });
  if (typeof body !== 'string') return err('app/invalid-input', { detail: 'body' });
  return ok({ url, method, headers: Object.fromEntries(Object.entries(headers).map(([name, text]) => [name, String(text)])), body });
}

/** The request of one message. What is put in is escaped for where it stands, and is never looked through for places itself. */
export function filledTemplate(template: GatewayTemplate, fields: GatewayFields): GatewayTemplate {
  const put = (text: string, escaped: (value: string) => string): string => text.replace(PLACE, (_place, name: keyof GatewayFields) => escaped(fields[name]));
  const type = Object.entries(template.headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1].toLowerCase() ?? '';
  const inBody = type.includes('x-www-form-urlencoded') ? encodeURIComponent : type.includes('json') || template.body.trimStart().startsWith('{') ? inJson : (text: string): string => text;
  return {
    url: put(template.url, encodeURIComponent),
    method: template.method,
    headers: Object.fromEntries(Object.entries(template.headers).map(([name, text]) => [name, put(text, encodeURIComponent)])),
    body: put(template.body, inBody),
  };
}

const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);
