import { wordsOf } from '../../words/words.js';

export const t = wordsOf({
  title: { en: 'Tools', zh: '工具' },
  lead: {
    en: 'What agents may use in the cloud: built-in tools, and those of any MCP servers. Each server is started to be looked at.',
    zh: '云端可用的工具：内置工具，以及任意 MCP 服务器提供的工具。查看时会逐一启动这些服务器。',
  },
  servers: { en: 'Servers', zh: '服务器' },
  server: { en: 'Server', zh: '服务器' },
  state: { en: 'State', zh: '状态' },
  works: { en: '✓ answers', zh: '✓ 可用' },
  tools: { en: 'Tools', zh: '工具' },
  denied: { en: 'Denied', zh: '已禁用' },
  builtIn: { en: 'built in', zh: '内置' },
  named: { en: 'Servers are named in', zh: '服务器在这个文件中配置：' },
  search: { en: 'Words', zh: '搜索' },
  tool: { en: 'Tool', zh: '工具' },
  policy: { en: 'Policy', zh: '许可' },
  allow: { en: 'may be used', zh: '可直接使用' },
  ask: { en: 'asks first', zh: '先询问' },
  deny: { en: 'denied', zh: '已禁用' },
  does: { en: 'What it does', zh: '用途' },
});
