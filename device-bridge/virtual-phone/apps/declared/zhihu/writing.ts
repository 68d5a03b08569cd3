// The page on which an answer is written.
import * as ui from '../../toolkit/index.js';
import { type Act, publish, type Routes, type ZhihuState } from './state.js';

export function writePage(state: ZhihuState, params: Routes['write'], act: Act): ui.Body {
  const question = state.questions.find(({ id }) => id === params.question);
  const text = ui.bind(params, 'text', '');
  const leave = (): boolean => {
    if (text.value === '') return false;
    act.confirm('放弃回答？', '写好的内容不会保留。', '放弃', () => act.back());
    return true;
  };
  const send = (): void => {
    if (!question) return;
    const id = publish(state, question, text.value.trim(), act.now());
    act.toast('回答已发布');
    act.replace('answer', { id });
  };
  return {
    bar: {
      title: '写回答',
      close: true,
      onBack: () => leave() || act.back(),
      actions: [ui.textAction('发布', send, { enabled: text.value.trim() !== '', color: '#0066ff' })],
    },
    background: '#ffffff',
    onBack: leave,
    content: [
      ui.paragraph(question?.title ?? '', { key: 'question', sizeDp: 18, bold: true }),
      ui.field('text', text, { hint: '写回答…', lines: 30, minLines: 8, bare: true }),
    ],
  };
}
