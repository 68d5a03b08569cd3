import { wordsOf } from '../words/words.js';

export const t = wordsOf({
  title: { en: 'Skills', zh: '技能' },
  lead: {
    en: 'What was done once, kept under a name: say what is to be different this time, and see the plan before anything is done.',
    zh: '把做过的任务起个名字留下来：下次只改要变的内容，执行前仍会先给您看计划。',
  },
  none: { en: 'No skill is kept yet', zh: '还没有技能' },
  noneHint: {
    en: 'Open a task that was done, and press “Make it a skill”.',
    zh: '打开一个已完成的任务，点击“存为技能”。',
  },
  toTasks: { en: 'To the tasks', zh: '查看任务' },
  plan: { en: 'Show the plan', zh: '查看计划' },
  go: { en: 'Go', zh: '开始' },
  remove: { en: 'Remove', zh: '删除' },
  madeOf: { en: 'The task that it was made of', zh: '来自这个任务' },
  make: { en: 'Make it a skill', zh: '存为技能' },
  makeLead: {
    en: 'Its plan is kept under a name. What may be different next time gets a name of its own; all else stays as it was.',
    zh: '计划会以一个名字保存。勾选下次可以改的内容，其余保持不变。',
  },
  name: { en: 'Name', zh: '名称' },
  nameHelp: { en: 'Letters, digits, “-” and “_”: tell-somebody', zh: '字母、汉字、数字、“-”和“_”，如：发消息' },
  mayChange: { en: 'May change', zh: '可以修改' },
  calledAs: { en: (value: string) => `What “${value}” is called`, zh: (value: string) => `“${value}”叫作` },
  nothing: { en: 'Nothing in it can change.', zh: '其中没有可以修改的内容。' },
  keep: { en: 'Keep it', zh: '保存' },
  kept: { en: (name: string) => `Kept as “${name}”.`, zh: (name: string) => `已保存为“${name}”。` },
  use: { en: 'Use it', zh: '去使用' },
});
