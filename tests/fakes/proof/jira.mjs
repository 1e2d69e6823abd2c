// SPDX-License-Identifier: GPL-3.0-or-later
// jira.js against the fake of JIRA Cloud, every answer checked by its schemas.
// Usage: node jira.mjs BASE MODULES (BASE of Slack, as matoi-fake prints it); prints TAP.
import { pathToFileURL } from 'node:url';

const [base, modules] = process.argv.slice(2);
const { createCloudClient } = await import(pathToFileURL(`${modules}/node_modules/jira.js/dist/cloud/index.js`).href);
const host = base.replace('/api/', '/jira');
const control = base.replace('/api/', '/__fake/jira/');

let n = 0;
let failed = 0;
const check = (name, condition) => {
  n += 1;
  if (!condition) failed += 1;
  console.log(`${condition ? 'ok' : 'not ok'} ${n} ${name}`);
};
const order = async (what, body) => (await fetch(control + what, { method: 'POST', body: JSON.stringify(body) })).json();
const refused = async (name, promise, status, test = () => true) => {
  try {
    await promise;
    check(name, false);
  } catch (error) {
    check(name, error.status === status && test(error.body));
  }
};

const jira = createCloudClient({
  host,
  auth: { type: 'basic', email: 'aiko@acme.example', apiToken: 'jira-fake' },
  onSchemaMismatch: 'throw',
  retry: { maxAttempts: 1 },
});
const description = (text) => ({ type: 'doc', version: 1, content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] });
const fields = (summary) => ({
  project: { key: 'OPS' }, issuetype: { id: '10001' }, summary, description: description('原因'), labels: ['matoi'],
  priority: { id: '2' }, duedate: '2026-12-01',
});

check('serverInfo', (await jira.serverInfo.getServerInfo()).deploymentType === 'Cloud');
check('myself', (await jira.myself.getCurrentUser()).displayName === 'aiko');
check('projects', (await jira.projects.searchProjects()).values.length === 3);
const types = await jira.issues.getCreateIssueMetaIssueTypes({ projectIdOrKey: 'OPS' });
check('types of the create screen', types.issueTypes.length === 3);
const screen = await jira.issues.getCreateIssueMetaIssueTypeId({ projectIdOrKey: 'OPS', issueTypeId: '10001' });
check('fields of the create screen', screen.fields.some((field) => field.fieldId === 'priority'));

const property = { key: 'matoi', value: { idem: 'proof' } };
const made = await jira.issues.createIssue({ fields: fields('one'), properties: [property] });
check('create', made.key === 'OPS-1');
const read = await jira.issues.getIssue({ issueIdOrKey: made.key, properties: ['matoi'] });
check('read', read.fields.status.statusCategory.key === 'new' && read.properties.matoi.idem === 'proof');
await refused('a label with a blank', jira.issues.createIssue({ fields: { ...fields('x'), labels: ['two words'] } }), 400);
await refused('a description that is no document', jira.issues.createIssue({ fields: { ...fields('x'), description: description('') } }), 400);
await refused('a ticket that is not there', jira.issues.getIssue({ issueIdOrKey: 'OPS-99' }), 404);

const bulk = await jira.issues.createIssues({
  issueUpdates: [{ fields: fields('two') }, { fields: fields('') }, { fields: fields('four') }],
});
check('bulk, one refused', bulk.issues.length === 2 && bulk.errors[0].failedElementNumber === 1);
const many = await jira.issues.bulkFetchIssues({ issueIdsOrKeys: ['OPS-1', 'OPS-2', '4711'], fields: ['summary'] });
check('many at once', many.issues.length === 2);

await order('site', { page_size: 2 });
const first = await jira.issueSearch.searchAndReconsileIssuesUsingJqlPost({ jql: 'project = OPS', fields: ['summary'] });
const second = await jira.issueSearch.searchAndReconsileIssuesUsingJqlPost({
  jql: 'project = OPS', fields: ['summary'], nextPageToken: first.nextPageToken,
});
check('search in pages', first.issues.length === 2 && second.issues.length === 1 && second.isLast);
await order('site', { page_size: 0, index_lag: 60000 });
await jira.issues.createIssue({ fields: fields('late') });
const late = await jira.issueSearch.searchAndReconsileIssuesUsingJqlPost({ jql: 'project = OPS', fields: ['summary'] });
check('the index comes later', late.issues.length === 3);
await refused('a search for everything', jira.issueSearch.searchAndReconsileIssuesUsingJqlPost({ jql: '' }), 400);

const link = { issueIdOrKey: made.key, globalId: 'system=matoi&id=1', object: { url: 'https://x.example', title: 'x' } };
const once = await jira.issueRemoteLinks.createOrUpdateRemoteIssueLink(link);
const twice = await jira.issueRemoteLinks.createOrUpdateRemoteIssueLink(link);
check('a link is made once', once.id === twice.id);
await jira.issueProperties.setIssueProperty({ issueIdOrKey: made.key, propertyKey: 'matoi', body: { idem: 'again' } });
const value = await jira.issueProperties.getIssueProperty({ issueIdOrKey: made.key, propertyKey: 'matoi' });
check('a property', value.value.idem === 'again');

await order('ticket', { key: made.key, status: 'done', assignee: 'mei', move: 'PAY' });
const moved = await jira.issues.getIssue({ issueIdOrKey: 'OPS-1' });
check('a ticket that has moved', moved.key === 'PAY-1' && moved.fields.status.statusCategory.key === 'done');

await order('fault', { kind: 'limit', value: '1', call: 'GET myself' });
await refused('too much at a time', jira.myself.getCurrentUser(), 429);
await order('site', { revoked: true });
await refused('a dead token', jira.myself.getCurrentUser(), 401);

console.log(`1..${n}`);
process.exit(failed > 0 ? 1 : 0);
