// Our conversations in the words of the OpenAI API.
import type OpenAI from 'openai';
import type { ChatMessage, ToolDefinition } from './chat.js';

export function toOpenAiMessages(messages: readonly ChatMessage[]): OpenAI.Chat.ChatCompletionMessageParam[] {
  return messages.map(toOpenAiMessage);
}

export function toOpenAiTools(tools: readonly ToolDefinition[]): OpenAI.Chat.ChatCompletionTool[] {
  return tools.map(({ name, description, parameters }) => ({
    type: 'function',
    function: { name, description, parameters: { ...parameters } },
  }));
}

function toOpenAiMessage(message: ChatMessage): OpenAI.Chat.ChatCompletionMessageParam {
  switch (message.role) {
    case 'system':
      return { role: 'system', content: message.content };
    case 'tool':
      return { role: 'tool', tool_call_id: message.callId, content: message.content };
    case 'assistant': {
      const { content, toolCalls = [] } = message;
      if (toolCalls.length === 0) return { role: 'assistant', content };
      const calls = toolCalls.map(({ id, name, arguments: text }) => ({
        id,
        type: 'function' as const,
        function: { name, arguments: text },
      }));
      return { role: 'assistant', content: content === '' ? null : content, tool_calls: calls };
    }
    case 'user': {
      const { content, pictures = [] } = message;
      if (pictures.length === 0) return { role: 'user', content };
      const shown = pictures.map((url) => ({ type: 'image_url' as const, image_url: { url } }));
      return { role: 'user', content: [{ type: 'text', text: content }, ...shown] };
    }
  }
}
