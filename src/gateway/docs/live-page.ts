import type { AsyncApi } from '../../protocol/asyncapi.ts';
import { escapeHtml, page } from './html.ts';

/** The keywords of a schema that the page speaks of. */
interface Node {
  readonly type?: unknown;
  readonly const?: unknown;
  readonly enum?: unknown;
  readonly anyOf?: unknown;
  readonly items?: unknown;
  readonly properties?: unknown;
  readonly required?: unknown;
  readonly description?: unknown;
}
const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const nodes = (value: unknown): readonly Node[] => (Array.isArray(value) ? value.filter(isNode) : []);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** A schema in a few words: `string or null`, `[number, number]`, `live | late | lost`. */
function typeText(schema: Node): string {
  const union = nodes(schema.anyOf);
  if (union.length > 0) return union.map(typeText).join(' or ');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (Array.isArray(schema.enum)) return schema.enum.map((v) => JSON.stringify(v)).join(' | ');
  const tuple = nodes(schema.items);
  if (tuple.length > 0) return `[${tuple.map(typeText).join(', ')}]`;
  if (isNode(schema.items)) return `list of ${typeText(schema.items)}`;
  return text(schema.type) || 'any';
}

/** Properties below an object, a list of objects, or an optional one of either. */
function inner(schema: Node): Node | null {
  if (isNode(schema.properties)) return schema;
  for (const part of [schema.items, ...nodes(schema.anyOf)]) {
    const found = isNode(part) ? inner(part) : null;
    if (found) return found;
  }
  return null;
}

function rows(schema: Node, prefix: string): string {
  const required = Array.isArray(schema.required) ? schema.required : [];
  return Object.entries(isNode(schema.properties) ? schema.properties : {})
    .filter((entry): entry is [string, Node] => isNode(entry[1]))
    .map(([name, property]) => {
      const below = inner(property);
      const path = prefix + name;
      const optional = required.includes(name) ? '' : ' <em>optional</em>';
      const meaning = [typeText(property), text(property.description)].filter(Boolean).join('. ');
      return (
        `<tr><td><code>${escapeHtml(path)}</code>${optional}</td><td>${escapeHtml(meaning)}</td></tr>` +
        (below ? rows(below, `${path}${typeText(property).startsWith('list') ? '[]' : ''}.`) : '')
      );
    })
    .join('\n');
}

/** The AsyncAPI document as a page to read. */
export function livePage(document: AsyncApi): string {
  const { info, channels, operations, components } = document;
  const sections = Object.values(operations).map((operation) => {
    const frames = operation.messages.map(({ $ref }) => {
      const name = $ref.slice($ref.lastIndexOf('/') + 1);
      const message = components.messages[name];
      const payload = isNode(message?.payload) ? message.payload : {};
      return `<h3 id="${escapeHtml(name)}"><code>${escapeHtml(name)}</code></h3>
<p>${escapeHtml(message?.summary ?? '')}</p>
<table><tbody>${rows(payload, '')}</tbody></table>`;
    });
    return `<h2>${escapeHtml(operation.title)}</h2>\n${frames.join('\n')}`;
  });
  return page(
    info.title,
    `<h1>${escapeHtml(info.title)}</h1>
<p>${escapeHtml(info.description)}</p>
<p>WebSocket <code>${escapeHtml(channels.live.address)}</code>. Machine-readable: <a href="/api/v1/asyncapi.json">asyncapi.json</a> (AsyncAPI ${escapeHtml(document.asyncapi)}).</p>
${sections.join('\n')}`,
  );
}
