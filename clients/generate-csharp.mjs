// Writes the types and calls of the C# client from the OpenAPI document: node clients/generate-csharp.mjs DOCUMENT OUT
import { readFileSync, writeFileSync } from 'node:fs';

const [, , source, out] = process.argv;
const document = JSON.parse(readFileSync(source, 'utf8'));
const schemas = document.components.schemas;
const keywords = new Set(['as', 'case', 'default', 'event', 'from', 'in', 'is', 'lock', 'object', 'operator', 'out', 'params', 'private', 'public', 'ref', 'string', 'switch', 'this', 'type']);

const pascal = (name) => name.split(/[^A-Za-z0-9]+/).filter(Boolean).map((word) => word[0].toUpperCase() + word.slice(1)).join('');
const camel = (name) => {
  const made = pascal(name);
  const low = made[0].toLowerCase() + made.slice(1);
  return keywords.has(low) ? `@${low}` : low;
};
const quote = (text) => JSON.stringify(text);
const xml = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\n', ' ');
const typesOf = (schema) => (Array.isArray(schema.type) ? schema.type : [schema.type]).filter(Boolean);
const isEnum = (schema) => Array.isArray(schema.enum) && schema.enum.filter((value) => value !== null).every((value) => typeof value === 'string');
const isEmpty = (schema) => Object.keys(schema).every((key) => key === 'description');

// The name of a schema's type; nullability is said by who uses it.
function typeOf(schema) {
  if (schema.$ref) {
    const name = schema.$ref.split('/').at(-1);
    return isEmpty(schemas[name]) ? 'JsonElement' : isEnum(schemas[name]) || schemas[name].properties ? pascal(name) : typeOf(schemas[name]);
  }
  const choice = (schema.oneOf ?? schema.anyOf)?.find((one) => one.type !== 'null');
  if (choice) return typeOf(choice);
  const types = typesOf(schema);
  if (types.includes('array')) return `IReadOnlyList<${typeOf(schema.items ?? {})}${nullable(schema.items ?? {}) ? '?' : ''}>`;
  if (types.includes('object')) return schema.additionalProperties ? `IReadOnlyDictionary<string, ${typeOf(schema.additionalProperties)}>` : 'JsonElement';
  if (types.includes('boolean')) return 'bool';
  if (types.includes('integer')) return schema.format === 'int32' ? 'int' : 'long';
  if (types.includes('number')) return 'double';
  if (types.includes('string')) return { uuid: 'Guid', 'date-time': 'DateTimeOffset', date: 'DateOnly', time: 'TimeOnly', byte: 'byte[]', uri: 'Uri' }[schema.format] ?? 'string';
  return 'JsonElement';
}

const nullable = (schema) => typesOf(schema).includes('null') || (schema.oneOf ?? schema.anyOf ?? []).some((one) => one.type === 'null') || (schema.enum ?? []).includes(null);

function writeEnum(name, schema) {
  const lines = schema.enum.filter((value) => value !== null).map((value) => `    [JsonStringEnumMemberName(${quote(value)})] ${pascal(value)},`);
  return `[JsonConverter(typeof(JsonStringEnumConverter<${pascal(name)}>))]\npublic enum ${pascal(name)}\n{\n${lines.join('\n')}\n}\n`;
}

function writeRecord(name, schema) {
  const required = new Set(schema.required ?? []);
  const members = Object.entries(schema.properties).map(([property, of]) => {
    const member = pascal(property) === pascal(name) ? `${pascal(property)}Value` : pascal(property);
    const type = typeOf(of);
    const sure = required.has(property) && !nullable(of);
    const documentation = of.description ? `    /// <summary>${xml(of.description)}</summary>\n` : '';
    return `${documentation}    [JsonPropertyName(${quote(property)})]\n    public ${type}${sure ? '' : '?'} ${member} { get; init; }${sure && !valueTypes.has(type) && !isEnumName(type) ? ' = default!;' : ''}`;
  });
  const about = schema.description ? `/// <summary>${xml(schema.description)}</summary>\n` : '';
  return `${about}public sealed record ${pascal(name)}\n{\n${members.join('\n\n')}\n\n    public override string ToString() => nameof(${pascal(name)});\n}\n`;
}

const valueTypes = new Set(['bool', 'int', 'long', 'double', 'Guid', 'DateTimeOffset', 'DateOnly', 'TimeOnly', 'JsonElement']);
const isEnumName = (type) => Object.entries(schemas).some(([name, schema]) => pascal(name) === type && isEnum(schema));

function bodyOf(operation) {
  const content = operation.requestBody?.content;
  if (!content) return null;
  const json = Object.keys(content).find((type) => type === 'application/json');
  if (json) return { type: typeOf(content[json].schema), kind: 'json' };
  const form = Object.keys(content).find((type) => type.endsWith('urlencoded'));
  return form ? { type: 'IReadOnlyDictionary<string, string>', kind: 'form' } : { type: 'HttpContent', kind: 'content' };
}

function answerOf(operation) {
  const [, response] = Object.entries(operation.responses).find(([status]) => status.startsWith('2')) ?? [];
  const content = response?.content;
  if (!content) return { type: 'string', read: 'TextAsync' };
  const json = Object.keys(content).find((type) => type === 'application/json');
  if (json) return { type: typeOf(content[json].schema), read: 'JsonAsync' };
  return Object.keys(content).some((type) => type.startsWith('text/')) ? { type: 'string', read: 'TextAsync' } : { type: 'byte[]', read: 'BytesAsync' };
}

function writeCall(path, method, operation) {
  const parameters = operation.parameters ?? [];
  const body = bodyOf(operation);
  const answer = answerOf(operation);
  const inPath = parameters.filter((one) => one.in === 'path');
  const optional = parameters.filter((one) => one.in !== 'path' && one.name !== 'Idempotency-Key');
  const isPost = method === 'post';
  const argument = (one) => `${typeOf(one.schema)}? ${camel(one.name)} = null`;
  const args = [
    ...inPath.map((one) => `${typeOf(one.schema)} ${camel(one.name)}`),
    ...(body ? [`${body.type}? body`] : []),
    ...optional.map(argument),
    ...(isPost ? ['string? idempotencyKey = null'] : []),
    'CancellationToken cancellationToken = default',
  ];
  const address = `$"${path.replace(/\{(\w+)(:[^}]*)?\}/g, (_, name) => `{Text(${camel(name)})}`)}"`;
  const queries = optional.filter((one) => one.in === 'query').map((one) =>
    typeOf(one.schema).startsWith('IReadOnlyList<') ? `.. (${camel(one.name)} ?? []).Select(one => (${quote(one.name)}, Text(one)))` : `(${quote(one.name)}, Text(${camel(one.name)}))`);
  const headers = optional.filter((one) => one.in === 'header').map((one) => `(${quote(one.name)}, ${camel(one.name)})`);
  const content = { json: 'Json(body)', form: 'Form(body)', content: 'body' }[body?.kind] ?? 'null';
  return [
    `    /// <summary>${xml(operation.summary ?? operation.operationId)}</summary>`,
    `    public Task<Reply<${answer.type}>> ${operation.operationId}Async(${args.join(', ')}) =>`,
    `        SendAsync(HttpMethod.${pascal(method)}, Address(${address}, [${queries.join(', ')}]), ${content}, [${headers.join(', ')}], ${isPost ? 'idempotencyKey ?? NewKey()' : 'null'}, ${answer.read}${answer.read === 'JsonAsync' ? `<${answer.type}>` : ''}, cancellationToken);`,
  ].join('\n');
}

const types = Object.entries(schemas).filter(([, schema]) => !isEmpty(schema) && (isEnum(schema) || schema.properties)).map(([name, schema]) => (isEnum(schema) ? writeEnum(name, schema) : writeRecord(name, schema)));
const calls = Object.entries(document.paths).flatMap(([path, item]) => Object.entries(item).map(([method, operation]) => writeCall(path, method, operation)));

writeFileSync(out, `// <auto-generated>From the OpenAPI document; not to be changed by hand.</auto-generated>
#nullable enable
#pragma warning disable
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading;
using System.Threading.Tasks;

namespace RemoteVerify.Client;

public sealed partial class RemoteVerifyClient
{
${calls.join('\n\n')}
}

${types.join('\n')}`);
