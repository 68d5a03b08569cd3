// What a Step-GUI model is asked in each step: one user message of text, the picture and text again. The markers and the
// order are those that the open weights were trained with (gelab-zero, prompt v1.0 and v1.1); the sentences are ours.
// The history is one line: the model's own last summary. Who wants the literal words names a file of them.

import type { PromptTemplate } from './prompt-template.js';

export type SummaryVersion = '1.0' | '1.1';

const tab = '\t';

const actionLines = [
  ['点按屏幕上的一个位置', `action:CLICK${tab}point:x,y`],
  ['在输入框中输入文字，value是文字，point是输入框的位置', `action:TYPE${tab}value:文字${tab}point:x,y`],
  ['任务已经完成，return是给用户的结果', `action:COMPLETE${tab}return:结果`],
  ['等待页面加载，value是秒数', `action:WAIT${tab}value:2`],
  ['打开一个应用，value是应用名称', `action:AWAKE${tab}value:应用名称`],
  ['缺少信息或需要用户选择时提问，value是问题', `action:INFO${tab}value:问题`],
  ['任务无法继续时放弃，value是原因', `action:ABORT${tab}value:原因`],
  ['从point1滑动到point2', `action:SLIDE${tab}point1:x1,y1${tab}point2:x2,y2`],
  ['长按屏幕上的一个位置', `action:LONGPRESS${tab}point:x,y`],
] as const;

const principles = [
  '先回想上一步做了什么、屏幕有没有变化，没有效果的动作不要重复。',
  '同一方向连续滑动不超过5次。',
  '用户的话有多轮时，以最新的一轮为准。',
  '涉及付款、下单、转账时停下来，用INFO交给用户。',
];

const role =
  '你是操作手机界面的专家。根据用户的目标、已做过的步骤和当前屏幕，决定下一步动作。坐标以屏幕左上角为原点，x向右，y向下，取值都在0到1000之间。';

const rules = principles.map((rule, index) => `${index + 1}. ${rule}`).join('\n');
const actions = actionLines.map(([meaning, example], index) => `${index + 1}. ${meaning}：${example}`).join('\n');
const sample = ['explain:这一步的目的', 'action:动作和它的参数', 'summary:到目前为止做过的事'].join(tab);

const common = {
  instruction: `结合历史和可用的动作，先思考，再说明，再给出动作，最后更新历史总结。各项之间用制表符分开，格式如下：\n<THINK> 思考 </THINK>\n${sample}\n`,
  noHistory: '暂无历史操作{notice}',
  notice: '（{notice}）',
  told: '{dialogue}',
  dialogue: '\n这是你和用户的对话历史：\n{turns}\n其中最后一条指示最重要。',
  turn: '你曾经提出的问题：{question}\n用户对你的指示：{answer}',
  between: '\n',
  answer: '用户回复说：{answer}',
  reply: '{reply}',
};

export const promptTemplates: Readonly<Record<SummaryVersion, PromptTemplate>> = {
  '1.0': {
    ...common,
    definition: `${role}\n\n${actions}\n`,
    status: '已知用户任务为：{task}\n已知已经执行过的历史动作如下：{history}\n当前手机屏幕截图如下：\n',
    history: '{summary}{answer}{notice}',
  },
  '1.1': {
    ...common,
    definition: `${role}\n\n# 行动原则：\n${rules}\n\n# Action Space:\n${actions}\n`,
    status: '已知用户指令为：{task}{told}\n指令结束\n已知已经执行过的历史动作如下：{history}\n当前手机屏幕截图如下：\n',
    history: '{summary}{dialogue}{notice}',
  },
};
