// Run by ClientTests against the real service over a bad line; prints what it saw as one JSON document.
import { all, createClient, ProblemError } from '../src/index';

declare const process: { env: Record<string, string>; stdout: { write(text: string): void } };

const { ADDRESS, LINE, CLIENT, SECRET, TOKEN } = process.env as Record<'ADDRESS' | 'LINE' | 'CLIENT' | 'SECRET' | 'TOKEN', string>;

const client = createClient(ADDRESS, { clientId: CLIENT, clientSecret: SECRET });
const overTheLine = createClient(LINE, { token: TOKEN });

async function count(): Promise<number> {
  let found = 0;
  for await (const _ of all(async (cursor) => (await client.GET('/v1/cases/queue', { params: { query: { limit: 200, cursor } } })).data!)) found++;
  return found;
}

const before = await count();
const { data: opened } = await overTheLine.POST('/v1/cases', {
  body: {
    procedure: 'remote-contract-test',
    participants: [{ fullName: 'Nguyễn Thị Hành Trình', personalNumber: '001199000000', role: 'party' }],
  },
});
const after = await count();
const read = await client.GET('/v1/cases/{id}', { params: { path: { id: opened!.id } } });
const write = () => client.POST('/v1/cases/{id}/messages', {
  params: { path: { id: opened!.id }, header: { 'If-Match': read.response.headers.get('ETag')! } },
  body: { text: 'Xin hỏi.', answers: null },
});
await write();
let code = '';
try {
  await write();
} catch (error) {
  if (!(error instanceof ProblemError)) throw error;
  code = error.code;
}
process.stdout.write(JSON.stringify({ before, after, code, status: read.data!.status }));
