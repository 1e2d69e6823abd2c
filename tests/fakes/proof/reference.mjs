// SPDX-License-Identifier: GPL-3.0-or-later
// The answers of the fakes of PagerDuty and Statuspage against the services' own descriptions of them, by Prism
// between the two. The descriptions have no open licence: whoever has a copy runs this by hand, none is part of Matoi.
// Usage: node reference.mjs MATOI_FAKE MODULES PAGERDUTY_JSON STATUSPAGE_JSON; prints TAP.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';

const [fake, modules, ...descriptions] = process.argv.slice(2);
const folder = mkdtempSync(`${tmpdir()}/matoi-reference-`);
process.on('exit', () => rmSync(folder, { recursive: true }));
const start = (command, args, stdout) => {
  const child = spawn(command, args, { stdio: ['ignore', stdout, 'inherit'] });
  process.on('exit', () => child.kill());
  return child;
};
const findPort = () => new Promise((resolve) => {
  const server = createServer();
  server.listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => resolve(port));
  });
});

// As the fake prints it: "PagerDuty: URL (…".
const bases = await new Promise((resolve) => {
  let said = '';
  start(fake, [], 'pipe').stdout.on('data', (data) => {
    said += data;
    const found = ['PagerDuty', 'Statuspage'].map((name) => said.match(`${name}: (\\S+)`)?.[1]);
    if (found.every(Boolean)) resolve(found);
  });
});

// What the descriptions have wrong, each with its reason.
const allowed = [
  { why: 'by their own words null: on call for good, by no schedule', path: /^oncalls/, text: /\.(schedule|start|end) must/ },
  { why: 'asked for with include[], they are no references', path: /contact_methods/, text: /contact_methods\.\d+\.type/ },
  { why: 'a component in no group', path: /components$/, text: /group_id must be string/ },
  { why: 'refusals are left out', path: /./, text: /Unable to match the returned status code/ },
];

// Prism takes no address of this machine for a "url".
const loosen = (value) => {
  if (value === null || typeof value !== 'object') return;
  if (value.format === 'url' || value.format === 'uri') delete value.format;
  Object.values(value).forEach(loosen);
};
const connect = async (which, below, headers) => {
  const port = await findPort();
  const description = JSON.parse(readFileSync(descriptions[which]));
  const file = `${folder}/${which}.json`;
  loosen(description);
  writeFileSync(file, JSON.stringify(description));
  start(process.execPath, [
    `${modules}/node_modules/@stoplight/prism-cli/dist/index.js`, 'proxy', file, bases[which] + below,
    '-h', '127.0.0.1', '-p', String(port), '-v', 'error',
  ], 'ignore');
  for (let tries = 0; ; tries += 1) {
    try {
      await fetch(`http://127.0.0.1:${port}/`);
      return { at: `http://127.0.0.1:${port}/`, headers: { 'Content-Type': 'application/json', ...headers } };
    } catch (error) {
      if (tries > 300) throw error;
      await new Promise((resolve) => { setTimeout(resolve, 100); });
    }
  }
};

let n = 0;
let failed = 0;
const call = async ({ at, headers }, method, path, expected, body) => {
  const response = await fetch(at + path, { method, headers, body: body && JSON.stringify(body) });
  const text = await response.text();
  const why = text.startsWith('Too many violations') ? ['too many violations'] :
    JSON.parse(response.headers.get('sl-violations') ?? '[]')
      .filter(({ location, message }) => location[0] === 'response' &&
        !allowed.some((entry) => entry.path.test(path) && entry.text.test(message)))
      .map(({ message }) => message);
  if (response.status !== expected) why.push(`answered ${response.status}, not ${expected}`);
  n += 1;
  if (why.length > 0) failed += 1;
  console.log(`${why.length > 0 ? 'not ok' : 'ok'} ${n} ${method} ${path} (${expected})`);
  for (const line of why) console.log(`# ${line}`);
  return text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : null;
};

const duty = await connect(0, '', {
  Authorization: ['Token', 'token=pagerduty-fake'].join(' '),
  Accept: 'application/vnd.pagerduty+json;version=2',
  From: 'ops@acme.example',
});
for (const path of ['users', 'users?include[]=contact_methods&limit=2', 'services', 'escalation_policies',
  'oncalls?limit=2', 'priorities', 'teams', 'abilities']) await call(duty, 'GET', path, 200);
const order = { incident: { type: 'incident', title: 'x', service: { id: 'PMAJOR', type: 'service_reference' }, incident_key: 'k' } };
const { incident } = await call(duty, 'POST', 'incidents', 201, order);
const its = `incidents/${incident.id}`;
await call(duty, 'POST', 'incidents', 400, order);
await call(duty, 'GET', 'incidents?incident_key=k', 200);
await call(duty, 'GET', its, 200);
await call(duty, 'POST', `${its}/responder_requests`, 200, {
  requester_id: 'POPS', message: 'help', responder_request_targets: [{ responder_request_target: { id: 'PMEI', type: 'user_reference' } }],
});
await call(duty, 'POST', `${its}/status_updates`, 200, { message: 'hello' });
await call(duty, 'POST', `${its}/notes`, 200, { note: { content: 'hi' } });
await call(duty, 'POST', `${its}/status_updates/subscribers`, 200, { subscribers: [{ subscriber_id: 'PMEI', subscriber_type: 'user' }] });
await call(duty, 'GET', `${its}/status_updates/subscribers`, 200);
await call(duty, 'PUT', its, 200, { incident: { type: 'incident_reference', status: 'resolved' } });
await call(duty, 'GET', 'incidents/PNONE', 404);

const site = await connect(1, '/v1', { Authorization: ['OAuth', 'statuspage-fake'].join(' ') });
const [page] = await call(site, 'GET', 'pages', 200);
await call(site, 'GET', `pages/${page.id}/components`, 200);
await call(site, 'GET', `pages/${page.id}/subscribers/count`, 200);
const told = await call(site, 'POST', `pages/${page.id}/incidents`, 201, { incident: {
  name: 'x', status: 'investigating', body: 'b', deliver_notifications: false, components: { cmcheckout01: 'major_outage' },
  metadata: { matoi: { idem: 'x' } },
} });
const there = `pages/${page.id}/incidents/${told.id}`;
await call(site, 'GET', there, 200);
await call(site, 'GET', `pages/${page.id}/incidents`, 200);
await call(site, 'GET', `${there}/postmortem`, 404);
await call(site, 'PATCH', there, 200, { incident: { status: 'resolved', body: 'c', deliver_notifications: true } });
await call(site, 'PUT', `${there}/postmortem`, 200, { postmortem: { body_draft: 'p' } });
await call(site, 'PUT', `${there}/postmortem/publish`, 200, { postmortem: { notify_subscribers: false, notify_twitter: false } });
await call(site, 'GET', `${there}/postmortem`, 200);

console.log(`1..${n}`);
process.exit(failed > 0 ? 1 : 0);
