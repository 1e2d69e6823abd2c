// SPDX-License-Identifier: GPL-3.0-or-later
// Slack's own clients against the fake: what they take for a Slack, Matoi's tests may.
// Usage: node proof.mjs BASE (as matoi-fake prints it); prints TAP.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const [base, modules] = process.argv.slice(2);
const require = createRequire(pathToFileURL(`${modules}/`));
const { WebClient, ErrorCode } = require('@slack/web-api');
const { SocketModeClient } = require('@slack/socket-mode');
const control = base.replace('/api/', '/__fake/');

let n = 0;
let failed = 0;
const check = (name, condition) => {
  n += 1;
  if (!condition) failed += 1;
  console.log(`${condition ? 'ok' : 'not ok'} ${n} ${name}`);
};
const order = async (what, body) =>
  (await fetch(control + what, { method: 'POST', body: JSON.stringify(body) })).json();

const quiet = { debug() {}, info() {}, warn() {}, error() {}, setLevel() {}, getLevel() {}, setName() {} };
const web = new WebClient('bot-fake', { slackApiUrl: base, logger: quiet, retryConfig: { retries: 3, minTimeout: 10 } });

// What nobody hears is not kept here.
await order('switches', { retries: false });
const auth = await web.auth.test();
check('auth.test', auth.ok && auth.user_id === 'U0BOT' && auth.response_metadata.scopes.includes('chat:write'));

const created = await web.conversations.create({ name: 'inc-proof' });
const channel = created.channel.id;
check('conversations.create', created.channel.name === 'inc-proof');

const posted = await web.chat.postMessage({
  channel, text: 'first & <b>', blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'x' } }],
  metadata: { event_type: 'matoi_post', event_payload: { idem: 'proof' } },
});
check('chat.postMessage', posted.ok && posted.message.metadata.event_payload.idem === 'proof');
check('pins.add', (await web.pins.add({ channel, timestamp: posted.ts })).ok);
check('bookmarks.add', (await web.bookmarks.add({ channel_id: channel, title: 'Call', type: 'link', link: 'https://x.example' })).ok);
check('chat.update', (await web.chat.update({ channel, ts: posted.ts, text: 'second' })).text === 'second');
check('permalink', (await web.chat.getPermalink({ channel, message_ts: posted.ts })).permalink.includes('/archives/'));

for (let i = 0; i < 25; i += 1) await order('say', { channel, user: 'U00000002', text: `m${i}` });
// And the one that says who has joined.
let seen = 0;
let pages = 0;
for await (const page of web.paginate('conversations.history', { channel, limit: 10 })) {
  seen += page.messages.length;
  pages += 1;
}
check('history in pages', seen === 27 && pages === 3);

const sent = await web.files.uploadV2({ channel_id: channel, filename: 'a.txt', file: Buffer.from('words'), title: 'a.txt' });
check('files.uploadV2 in three steps', sent.ok && sent.files[0].files[0].id.startsWith('F'));
const shared = await web.conversations.history({ channel, limit: 1 });
const link = shared.messages[0].files[0].url_private;
const fetched = await fetch(link, { headers: { Authorization: ['Bearer', 'bot-fake'].join(' ') } });
check('a file for who may see it', await fetched.text() === 'words');
check('and for nobody else', (await (await fetch(link)).text()).includes('Sign in'));

try {
  await web.conversations.create({ name: 'inc-proof' });
  check('name_taken', false);
} catch (error) {
  check('name_taken', error.code === ErrorCode.PlatformError && error.data.error === 'name_taken');
}

await order('fault', { method: 'users.list', kind: 'limit', value: '1' });
const before = Date.now();
const users = await web.users.list({});
check('waits as told by 429', users.members.length >= 3 && Date.now() - before >= 1000);

// The reason for Matoi's own client: this one posts twice.
await order('fault', { method: 'chat.postMessage', kind: 'status-after', value: '503' });
await web.chat.postMessage({ channel, text: 'twice' });
const { channels } = await order('inspect', {});
const twice = channels.find((c) => c.id === channel).messages.filter((m) => m.text === 'twice');
check('a lost answer is a second message', twice.length === 2);

const socket = new SocketModeClient({ appToken: 'app-fake', clientOptions: { slackApiUrl: base, logger: quiet }, logger: quiet });
const said = new Promise((resolve) => {
  socket.on('message', async ({ event, ack }) => {
    await ack();
    if (event.text === 'over the socket') resolve(event);
  });
});
await socket.start();
await order('say', { channel, user: 'U00000002', text: 'over the socket' });
check('an event over the socket', (await said).channel === channel);

const again = new Promise((resolve) => { socket.on('connected', resolve); });
await order('sockets', { frame: JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }) });
await again;
check('connects anew when asked', true);
const settled = await order('inspect', {});
check('everything is acknowledged', settled.unacknowledged === 0);
await socket.disconnect();

console.log(`1..${n}`);
process.exit(failed > 0 ? 1 : 0);
