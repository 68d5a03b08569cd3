// What an MCP tool answered, as text for a model: pictures and sounds are named, long answers cut in the middle.
import type { CallToolResult } from '@modelcontextprotocol/client';

const longestResult = 20_000;

export function textOfResult({ content, structuredContent }: CallToolResult): string {
  const text = (content ?? []).map(textOfPart).filter(Boolean).join('\n');
  return shortened(text === '' && structuredContent ? JSON.stringify(structuredContent) : text);
}

function textOfPart(part: CallToolResult['content'][number]): string {
  if (part.type === 'text') return part.text;
  if (part.type === 'resource_link') return `${part.name}: ${part.uri}`;
  if (part.type === 'resource')
    return 'text' in part.resource ? part.resource.text : `[${part.resource.uri}, not text]`;
  return `[${part.mimeType}, ${Math.round((part.data.length * 3) / 4000)} kB, not shown]`;
}

function shortened(text: string): string {
  if (text.length <= longestResult) return text;
  const half = longestResult / 2;
  return `${text.slice(0, half)}\n[${text.length - longestResult} characters left out]\n${text.slice(-half)}`;
}
