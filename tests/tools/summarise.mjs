// Adds up the .trx files of all test projects: skips by reason, failures with what they say, and the totals as the last line.
//   summarise.mjs FOLDER STATUS    the summary; STATUS is the test runner's. What stands in FOLDER/again was run a second time, alone.
//   summarise.mjs FOLDER --failed  one line for each failed test: its file, a tab, its full name
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const MESSAGE_CHARACTERS = 600;
const [folder, mode] = process.argv.slice(2);
const decode = (text) => text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&#x[dD];&#x[aA];|&#x[aA];/g, ' ').replace(/&amp;/g, '&');
const part = (body, name) => decode(new RegExp(`<${name}>([\\s\\S]*?)</${name}>`).exec(body ?? '')?.[1] ?? '').trim();
const value = (attributes, name) => decode(new RegExp(` ${name}="([^"]*)"`).exec(` ${attributes}`)?.[1] ?? '');

function read(where) {
  const found = { passed: [], failed: [], skipped: [], aborted: false };
  for (const file of readdirSync(where).filter((name) => name.endsWith('.trx'))) {
    const text = readFileSync(join(where, file), 'utf8');
    found.aborted ||= /<RunInfo [^>]*>\s*<Text>[^<]*(?:run was aborted|host process crashed)/i.test(text);
    const methods = new Map([...text.matchAll(/<UnitTest ([^>]*)>[\s\S]*?<TestMethod ([^>]*?)\/>/g)].map(([, test, method]) => [value(test, 'id'), method]));
    for (const [, attributes, body] of text.matchAll(/<UnitTestResult ([^>]*?)(?:\/>|>([\s\S]*?)<\/UnitTestResult>)/g)) {
      const method = methods.get(value(attributes, 'testId')) ?? '';
      const test = { name: value(attributes, 'testName'), file: value(method, 'codeBase'), method: `${value(method, 'className')}.${value(method, 'name')}` };
      const outcome = value(attributes, 'outcome');
      if (outcome === 'Passed') found.passed.push(test.name);
      else if (outcome === 'NotExecuted') found.skipped.push(part(body, 'Message') || part(body, 'StdOut') || 'no reason given');
      else found.failed.push({ ...test, says: part(body, 'Message').replace(/\s+/g, ' ').slice(0, MESSAGE_CHARACTERS), at: part(body, 'StackTrace').trim().split('\n')[0] });
    }
  }
  return found;
}

const first = read(folder);
if (mode === '--failed') {
  for (const test of first.failed) console.log(`${test.file}\t${test.method}`);
} else {
  const again = existsSync(join(folder, 'again')) ? read(join(folder, 'again')) : { passed: [] };
  const unsteady = first.failed.filter((test) => again.passed.includes(test.name));
  const failed = first.failed.filter((test) => !unsteady.includes(test));
  const reasons = new Map();
  for (const reason of first.skipped) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  for (const [reason, count] of [...reasons].sort((a, b) => b[1] - a[1])) console.log(`skipped ${count}: ${reason}`);
  for (const test of unsteady) console.log(`UNSTEADY ${test.name}: failed beside others, passed alone: ${test.says} ${test.at}`);
  for (const test of failed) console.log(`FAILED ${test.name}: ${test.says} ${test.at}`);
  const passed = first.passed.length + unsteady.length;
  const crashed = first.aborted || (mode !== '0' && first.failed.length === 0);
  if (crashed) console.log(`the test runner ended with ${mode} and not for a failed test: a test host may have crashed`);
  console.log(`${passed} passed, ${failed.length} failed, ${first.skipped.length} skipped`);
  process.exitCode = failed.length > 0 || crashed || passed === 0 ? 1 : 0;
}
