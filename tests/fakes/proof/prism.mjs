// SPDX-License-Identifier: GPL-3.0-or-later
// The fake's answers against Slack's own description of them (slack-openapi.json, of 2020), by
// Prism between the two. Usage: node prism.mjs BASE MODULES (as matoi-fake prints it); prints TAP.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

const [base, modules] = process.argv.slice(2);
const control = base.replace('/api/', '/__fake/');
const specFile = fileURLToPath(new URL('slack-openapi.json', import.meta.url));
const spec = JSON.parse(readFileSync(specFile, 'utf8'));

// What the description of 2020 does not know or has wrong, each with its reason. A method, where,
// and what is said there.
const allowed = [
  { why: 'ids here are counted and short', where: /bot_id$|bot_profile\.id$|\.bot\.id$/, text: /pattern/ },
  { why: 'the number of people is a text (docs.slack.dev/methods/usergroups.list)', where: /\.user_count$/, text: /integer/ },
  { why: 'apps sign their messages since 2021', where: /message/, text: /found 'app_id'/ },
  { why: 'metadata came in 2022', where: /message/, text: /found 'metadata'/ },
  { why: 'edits were always told', method: /history/, where: /messages/, text: /found 'edited'/ },
  { why: 'pages have cursors (docs.slack.dev/apis/web-api/pagination)', method: /history|replies/, where: /body$/, text: /found 'response_metadata'/ },
];
const used = new Set();

const findPort = () => new Promise((resolve) => {
  const server = createServer();
  server.listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => resolve(port));
  });
});

const port = await findPort();
const prism = spawn(process.execPath, [
  `${modules}/node_modules/@stoplight/prism-cli/dist/index.js`, 'proxy', specFile, base.replace(/\/$/, ''),
  '-h', '127.0.0.1', '-p', String(port), '-v', 'error',
], { stdio: ['ignore', 'ignore', 'inherit'] });
process.on('exit', () => prism.kill());
const proxy = `http://127.0.0.1:${port}/`;
for (let tries = 0; ; tries += 1) {
  try {
    await fetch(`${proxy}api.test`, { method: 'POST' });
    break;
  } catch (error) {
    if (tries > 300) throw error;
    await new Promise((resolve) => { setTimeout(resolve, 100); });
  }
}

let n = 0;
let failed = 0;
const say = (good, name, why = []) => {
  n += 1;
  if (!good) failed += 1;
  console.log(`${good ? 'ok' : 'not ok'} ${n} ${name}`);
  for (const line of why) console.log(`# ${line}`);
};

const isAllowed = (method, where, text) => allowed.some((entry, index) => {
  const fits = (entry.method === undefined || entry.method.test(method)) && entry.where.test(where) &&
    (entry.text === undefined || entry.text.test(text));
  if (fits) used.add(index);
  return fits;
});

// Documented then, or since.
const today = JSON.parse(readFileSync(new URL('../slack-methods.json', import.meta.url), 'utf8')).methods;
// Seen, though nobody wrote it down: a bot cannot bring back a channel.
const seen = { 'conversations.unarchive': ['not_in_channel'] };
const checkError = (method, code) => {
  const { get, post } = spec.paths[`/${method}`];
  const codes = [...((post ?? get).responses.default.schema.properties?.error?.enum ?? []), ...today[method].errors,
    ...(seen[method] ?? [])];
  return codes.includes(code) ? [] : [`${code} is not documented`];
};

const known = new Set(Object.keys(spec.paths).map((path) => path.slice(1)));
const asked = new Set();
const call = async (method, args = {}, expected = 'ok', token = 'bot-fake') => {
  const form = new URLSearchParams(args);
  const verb = spec.paths[`/${method}`]?.post ? 'POST' : 'GET';
  const headers = { Authorization: ['Bearer', token].join(' ') };
  const response = verb === 'POST'
    ? await fetch(proxy + method, { method: verb, headers, body: form })
    : await fetch(`${proxy + method}?${form}`, { headers });
  const found = JSON.parse(response.headers.get('sl-violations') ?? '[]')
    .map(({ location, message }) => [location.join('.'), message])
    // The description gives an error the shape of HTTP's "default"; Slack sends it with 200.
    .filter(([where]) => expected === 'ok' || !where.startsWith('response.body'))
    .filter(([where, message]) => !isAllowed(method, where, message))
    .map(([where, message]) => `${where}: ${message}`);
  const answer = await response.json();
  const violations = expected === 'ok' ? found : [...found, ...checkError(method, answer.error)];
  if ((answer.error ?? 'ok') !== expected) violations.push(`answered ${answer.error ?? 'ok'}, not ${expected}`);
  asked.add(method);
  say(violations.length === 0, `${method}${expected === 'ok' ? '' : ` (${expected})`}`, violations);
  return answer;
};
const order = async (what, body) => (await fetch(control + what, { method: 'POST', body: JSON.stringify(body) })).json();

// --- who we are
await call('api.test', {});
await call('auth.test');
await call('team.info');
await call('bots.info', { bot: 'BU0BOT' });
await call('users.list', { limit: '2' });
await call('users.info', { user: 'U00000002' });
await call('users.info', { user: 'U9' }, 'user_not_found');
await call('users.lookupByEmail', { email: 'aiko@acme.example' });
await call('users.lookupByEmail', { email: 'nobody@acme.example' }, 'users_not_found');
await call('usergroups.list', { include_users: 'true' });
await call('usergroups.users.list', { usergroup: 'S00000001' });
await call('emoji.list');

// --- a room
const { channel: { id: channel } } = await call('conversations.create', { name: 'inc-prism' });
await call('conversations.create', { name: 'inc-prism' }, 'name_taken');
await call('conversations.create', { name: 'inc-secret', is_private: 'true' });
await call('conversations.info', { channel });
await call('conversations.setTopic', { channel, topic: 'SEV-2 決済' });
await call('conversations.setPurpose', { channel, purpose: 'An incident' });
await call('conversations.invite', { channel, users: 'U00000002,U00000004' });
await call('conversations.invite', { channel, users: 'U00000002' }, 'already_in_channel');
await call('conversations.join', { channel });
await call('conversations.rename', { channel, name: 'inc-prism-2' });
await call('conversations.members', { channel });
await call('conversations.kick', { channel, user: 'U00000004' });
await call('conversations.list', { types: 'public_channel,private_channel', limit: '2' });
await call('users.conversations', { types: 'public_channel' });
await call('conversations.open', { users: 'U00000002' });
await call('conversations.open', { users: 'U00000002', return_im: 'true' });

// --- messages
const { ts } = await call('chat.postMessage', {
  channel, text: 'first 🎉',
  blocks: JSON.stringify([{ type: 'section', text: { type: 'mrkdwn', text: 'x' } }]),
  metadata: JSON.stringify({ event_type: 'matoi_post', event_payload: { idem: 'prism' } }),
});
await call('chat.postMessage', { channel, text: 'in the thread', thread_ts: ts });
await call('chat.postMessage', { channel, text: 'for all', thread_ts: ts, reply_broadcast: 'true' });
await call('chat.postMessage', { channel }, 'no_text');
await call('chat.postMessage', { channel: 'C99999999', text: 'x' }, 'channel_not_found');
await call('chat.postEphemeral', { channel, user: 'U00000002', text: 'psst' });
await call('chat.update', { channel, ts, text: 'second' });
await call('chat.getPermalink', { channel, message_ts: ts });
await order('say', { channel, user: 'U00000002', text: 'by a person' });
await order('react', { channel, ts, user: 'U00000002', name: 'eyes' });
await call('conversations.history', { channel, limit: '10' });
await call('conversations.history', { channel, limit: '1' });
await call('conversations.replies', { channel, ts });
await call('reactions.add', { channel, timestamp: ts, name: 'white_check_mark' });
await call('reactions.add', { channel, timestamp: ts, name: 'white_check_mark' }, 'already_reacted');
await call('reactions.get', { channel, timestamp: ts });
await call('reactions.remove', { channel, timestamp: ts, name: 'white_check_mark' });
await call('pins.add', { channel, timestamp: ts });
await call('pins.add', { channel, timestamp: ts }, 'already_pinned');
await call('pins.list', { channel });
await call('pins.remove', { channel, timestamp: ts });
const { ts: gone } = await call('chat.postMessage', { channel, text: 'gone soon' });
await call('chat.delete', { channel, ts: gone });

// --- the end
await call('conversations.leave', { channel });
await call('conversations.join', { channel });
await call('conversations.archive', { channel });
await call('conversations.archive', { channel }, 'already_archived');
await call('chat.postMessage', { channel, text: 'late' }, 'is_archived');
await call('conversations.unarchive', { channel }, 'not_in_channel');
await call('files.info', { file: 'F99999999' }, 'file_not_found');
await call('auth.test', {}, 'invalid_auth', 'bot-nobody');
await order('token', { token: 'bot-poor', scopes: 'chat:write' });
await call('users.list', {}, 'missing_scope', 'bot-poor');
await call('auth.revoke', { test: 'true' });

say([...known].every((method) => asked.has(method)), 'every described method was asked',
  [...known].filter((method) => !asked.has(method)));
say(used.size === allowed.length, 'every exception is still needed',
  allowed.filter((entry, index) => !used.has(index)).map((entry) => entry.why));
console.log(`1..${n}`);
process.exit(failed > 0 ? 1 : 0);
