// Adds up the .trx files of all test projects: skips by reason, failures by name, and the totals as the last line.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder, runnerStatus] = process.argv.slice(2);
const decode = (text) => text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&#xD;&#xA;|&#xA;/g, ' ').replace(/&amp;/g, '&');
let passed = 0;
const failed = [];
const skipped = new Map();
for (const file of readdirSync(folder).filter((name) => name.endsWith('.trx'))) {
  const text = readFileSync(join(folder, file), 'utf8');
  for (const [, attributes, body] of text.matchAll(/<UnitTestResult ([^>]*?)(?:\/>|>([\s\S]*?)<\/UnitTestResult>)/g)) {
    const outcome = /outcome="([^"]*)"/.exec(attributes)?.[1];
    if (outcome === 'Passed') passed++;
    else if (outcome === 'NotExecuted') {
      const reason = decode(/<(?:Message|StdOut)>([\s\S]*?)<\/(?:Message|StdOut)>/.exec(body ?? '')?.[1] ?? 'no reason given').trim();
      skipped.set(reason, (skipped.get(reason) ?? 0) + 1);
    } else failed.push(decode(/testName="([^"]*)"/.exec(attributes)?.[1] ?? '?'));
  }
}
const skips = [...skipped.values()].reduce((sum, count) => sum + count, 0);
for (const [reason, count] of [...skipped].sort((a, b) => b[1] - a[1])) console.log(`skipped ${count}: ${reason}`);
for (const name of failed) console.log(`FAILED ${name}`);
const broken = failed.length > 0 || runnerStatus !== '0' || passed === 0;
if (runnerStatus !== '0' && failed.length === 0) console.log(`the test runner ended with ${runnerStatus} although no test failed: a test host may have crashed`);
console.log(`${passed} passed, ${failed.length} failed, ${skips} skipped`);
process.exit(broken ? 1 : 0);
