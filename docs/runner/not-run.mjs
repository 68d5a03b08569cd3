// What of the pages is not run by docs/run.mjs, and why. Patterns of commands as the checker reads them; one that fits no
// command of any page is told as a problem, so that the list stays true.
export const notRun = [
  [/^npm test$|^npx vitest /, 'these are the tests'],
  [
    /^npx (tsc|biome) |^node docs\/(check|generate)\.mjs$/,
    'run beside the tests, or by one: tests/docs-snippets.test.ts',
  ],
  [/^npm start$|^npm start -- (serve|mcp)\b/, 'runs until it is stopped: tests/command-line.test.ts'],
  [
    /^npm start -- (phone|bridge)\b/,
    'runs until it is stopped: device-bridge/virtual-phone/main.test.ts, cloud/users/',
  ],
  [/^npm start -- (Compare |辛拉面|open WeChat --)/, 'a whole task: tests/main-job.test.ts'],
  [/^npm start -- (run prices|skill add (prices|two-shops)) /, 'wants such a task: cloud/cli/facts.test.ts'],
  [/^npm start -- (搜索|find the 3 newest)/, 'asks arXiv: tests/main-job.test.ts has one of its own'],
  [/^npm start -- (research|think)\b/, 'needs a model that converses: cloud/agents/'],
  [/^npm start -- (takeover|answer)\b/, 'waits for a person: tests/console-live.test.ts, cloud/cli/'],
  [/^npm start -- doctor\b/, 'starts Appium and phones: device-bridge/doctor/'],
  [/^npm start -- bench\b/, 'takes minutes to hours: benchmark/'],
  [
    /^npm start -- engine (bench|generate|pack)\b|^npm start -- engine \S+ --model YOUR-file$/,
    'wants a file of yours, or takes long: cloud/cli/engine-command.test.ts',
  ],
  [/^(export )?FARHAND_[A-Z_]+=/, 'another setting is another service; the settings themselves are checked'],
  [
    /^export (OPENAI|ANTHROPIC)_|^curl -s http:\S+\/v1\/chat\/completions/,
    'needs a model that converses: cloud/api/chat/',
  ],
  [
    /^(adb|hf|ollama|vllm|claude|git clone) |^cd gelab|^npm run gelab-template /,
    'a real phone, or a program and a model of others',
  ],
  [
    /^(docker|kubectl|kustomize) |^cd deploy|^cp deploy/,
    'needs Docker or Kubernetes: tests/deploy.test.ts reads the files',
  ],
];
