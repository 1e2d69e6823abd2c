// SPDX-License-Identifier: GPL-3.0-or-later
// The answers of the fake of JIRA Cloud against Atlassian's own description of them
// (jira-openapi.json), by Prism between the two.
// Usage: node jira-prism.mjs BASE MODULES (BASE of Slack, as matoi-fake prints it); prints TAP.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

const [base, modules] = process.argv.slice(2);
const control = base.replace('/api/', '/__fake/jira/');

const findPort = () => new Promise((resolve) => {
  const server = createServer();
  server.listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => resolve(port));
  });
});

const port = await findPort();
const prism = spawn(process.execPath, [
  `${modules}/node_modules/@stoplight/prism-cli/dist/index.js`, 'proxy',
  fileURLToPath(new URL('jira-openapi.json', import.meta.url)), base.replace('/api/', '/jira'),
  '-h', '127.0.0.1', '-p', String(port), '-v', 'error',
], { stdio: ['ignore', 'ignore', 'inherit'] });
process.on('exit', () => prism.kill());
const proxy = `http://127.0.0.1:${port}/rest/api/3/`;
for (let tries = 0; ; tries += 1) {
  try {
    await fetch(`${proxy}serverInfo`);
    break;
  } catch (error) {
    if (tries > 300) throw error;
    await new Promise((resolve) => { setTimeout(resolve, 100); });
  }
}

// What the description has wrong, each with its reason.
const allowed = [
  { why: 'the links come as a list', path: /remotelink$/, text: /must be object/ },
  { why: 'a property that was set is not answered', path: /properties/, text: /received media type ""/ },
];
const isAllowed = (path, text) => allowed.some((entry) => {
  const fits = entry.path.test(path) && entry.text.test(text);
  if (fits) entry.used = true;
  return fits;
});

let n = 0;
let failed = 0;
const headers = {
  Authorization: ['Basic', Buffer.from('aiko@acme.example:jira-fake').toString('base64')].join(' '),
  Accept: 'application/json',
  'Content-Type': 'application/json',
};
const call = async (method, path, expected, body) => {
  const response = await fetch(proxy + path, { method, headers, body: body && JSON.stringify(body) });
  const why = JSON.parse(response.headers.get('sl-violations') ?? '[]')
    .filter(({ location, message }) => location[0] === 'response' && !isAllowed(path, message))
    .map(({ location, message }) => `${location.join('.')}: ${message}`);
  if (response.status !== expected) why.push(`answered ${response.status}, not ${expected}`);
  n += 1;
  if (why.length > 0) failed += 1;
  console.log(`${why.length > 0 ? 'not ok' : 'ok'} ${n} ${method} ${path} (${expected})`);
  for (const line of why) console.log(`# ${line}`);
  const text = await response.text();
  return text ? JSON.parse(text) : null;
};
const order = (what, body) => fetch(control + what, { method: 'POST', body: JSON.stringify(body) });
const fields = (summary) => ({
  project: { key: 'OPS' }, issuetype: { id: '10001' }, summary, labels: ['matoi'], priority: { id: '2' },
});

await call('GET', 'serverInfo', 200);
await call('GET', 'myself', 200);
await call('GET', 'project/search?maxResults=2', 200);
await call('GET', 'project/OPS', 200);
await call('GET', 'priority', 200);
await call('GET', 'issue/createmeta/OPS/issuetypes', 200);
await order('site', { required_field: 'customfield_10050' });
await call('GET', 'issue/createmeta/OPS/issuetypes/10001', 200);
await order('site', { required_field: null });
const { key } = await call('POST', 'issue', 201, { fields: fields('one'), properties: [{ key: 'matoi', value: { idem: 'x' } }] });
await call('POST', 'issue', 400, { fields: { ...fields('one'), labels: ['two words'] } });
await call('POST', 'issue/bulk', 201, { issueUpdates: [{ fields: fields('two') }, { fields: fields('') }] });
await call('POST', 'issue/bulk', 400, { issueUpdates: [{ fields: fields('') }] });
await call('GET', `issue/${key}?properties=matoi`, 200);
await call('GET', 'issue/OPS-99', 404);
await call('POST', 'issue/bulkfetch', 200, { issueIdsOrKeys: [key, '4711'], fields: ['summary'], properties: ['matoi'] });
await call('POST', 'search/jql', 200, { jql: 'project = OPS', fields: ['summary', 'status'], maxResults: 1 });
await call('GET', 'search/jql?jql=project%20%3D%20OPS', 200);
await call('POST', 'search/jql', 400, { jql: '' });
const link = { globalId: 'system=matoi&id=1', object: { url: 'https://x.example', title: 'x' } };
await call('POST', `issue/${key}/remotelink`, 201, link);
await call('POST', `issue/${key}/remotelink`, 200, link);
await call('GET', `issue/${key}/remotelink`, 200);
await call('PUT', `issue/${key}/properties/matoi`, 200, { idem: 'y' });
await call('GET', `issue/${key}/properties/matoi`, 200);

n += 1;
if (allowed.some((entry) => !entry.used)) failed += 1;
console.log(`${allowed.every((entry) => entry.used) ? 'ok' : 'not ok'} ${n} every exception is still needed`);
console.log(`1..${n}`);
process.exit(failed > 0 ? 1 : 0);
