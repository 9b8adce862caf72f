// Writes the types of the TypeScript client from the OpenAPI document: node clients/generate-typescript.mjs [OUT]
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const out = process.argv[2] ?? join(root, 'clients', 'typescript', 'src', 'schema.d.ts');
const document = JSON.parse(readFileSync(join(root, 'tests', 'RemoteVerify.Server.Tests', 'Golden', 'openapi.json'), 'utf8'));

writeFileSync(out, '// Generated from the OpenAPI document; not to be changed by hand.\n' + astToString(await openapiTS(document)));
