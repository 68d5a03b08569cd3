// Templates of one's own: what they may say, what becomes of them, and that they are taken out of a checkout byte for byte. The
// checkout here is a stand-in with the reference's interface and words of ours; docs/guides/larger-model.md tells of the real one.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { screen } from '../../testing/screens.js';
import { promptTemplates } from './prompt.js';
import { fillPrompt, readPromptTemplate } from './prompt-template.js';
import { compareWithReference } from './reference/compare.js';
import { templateOfReference } from './reference/extract.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'farhand-template-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function fileOf(content: unknown): string {
  const file = join(folder, 'template.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

const smallest = {
  definition: 'You tap. {this stays}',
  status: 'Task: {task}{told}\nDone: {history}\n{{now}}',
  instruction: 'Answer.',
  history: '{summary}{dialogue}',
  noHistory: 'nothing',
  told: '; {dialogue}',
  turn: 'Q {question} A {answer}',
  between: ' / ',
};

describe('a template', () => {
  test('says what it says, and nothing that is filled in is looked at again', () => {
    const template = readPromptTemplate(fileOf(smallest));
    const state = { task: 'open {history} $& }}', summary: '', notice: 'no effect', dialogue: [] };
    expect(fillPrompt(template, state)).toEqual({
      before: ['You tap. {this stays}', 'Task: open {history} $& }}\nDone: nothing\n{now}'],
      after: 'Answer.',
    });
    const turns = [
      { question: 'which?', answer: ' left ' },
      { question: 'sure?', answer: '{task}' },
    ];
    expect(fillPrompt(template, { ...state, summary: 'tapped', dialogue: turns }).before[1]).toBe(
      'Task: open {history} $& }}; Q which? A left / Q sure? A {task}\nDone: tappedQ which? A left / Q sure? A {task}\n{now}',
    );
  });

  test('of ours is one of these, too', () => {
    for (const template of Object.values(promptTemplates)) {
      expect(readPromptTemplate(fileOf(template))).toEqual(template);
    }
  });

  test.each([
    ['a file that is not there', undefined, /cannot be read: ENOENT/],
    ['no JSON', '{', /is no JSON/],
    ['a text that is missing', { ...smallest, instruction: undefined }, /instruction/],
    ['a text too many', { ...smallest, footer: 'x' }, /footer/],
    ['a placeholder that is missing', { ...smallest, status: '{task}' }, /status.*lacks \{history\}/],
    [
      'an unknown placeholder',
      { ...smallest, turn: '{question}{anser}' },
      /knows no \{anser\}; did you mean \{answer\}\?/,
    ],
    ['a brace by itself', { ...smallest, history: '{summary} }' }, /single \} stands alone/],
  ])('with %s is refused by name', (_, content, reason) => {
    const file = content === undefined ? join(folder, 'nowhere.json') : fileOf(content);
    expect(() => readPromptTemplate(file)).toThrow(reason);
    expect(() => readPromptTemplate(file)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }));
    expect(() => readPromptTemplate(file)).toThrow(file);
  });
});

function hasPython(): boolean {
  try {
    return execFileSync('python3', ['--version']).length > 0;
  } catch {
    return false;
  }
}

describe.runIf(hasPython())('the words of a checkout', () => {
  const parser = `
import jsonlines
from megfile import smart_open
class Parser0920Summary:
    def env2messages4ask(self, task, environments, actions):
        pairs = []
        for index, action in enumerate(actions):
            said = environments[index + 1]['user_comment'].strip()
            if action['action'] == 'INFO': pairs.append((action['value'], said))
            elif said: pairs.append(('指令是：', said))
        talk = 'TALK:\\n' + '\\n'.join(f'Q={q};A={a}' for q, a in pairs) + ' END. ' if pairs else ''
        summary = actions[-1]['summary'] if actions else ''
        past = summary + talk if summary.strip() else 'NONE'
        text = lambda words: {'type': 'text', 'text': words}
        status = text(f"TASK {task}{' [' + talk + ']' if talk else ''}!\\nPAST {past}\\nNOW\\n")
        image = {'type': 'image_url', 'image_url': {'url': environments[-1]['image']}}
        return [{'role': 'user', 'content': [text('ROLE\\t{x}'), status, image, text('ANSWER')]}]
`;

  test('become a template with which the hand sends the same bytes', async () => {
    mkdirSync(join(folder, 'copilot_tools'));
    writeFileSync(join(folder, 'copilot_tools/parser_0920_summary.py'), parser);
    const template = await templateOfReference(folder);
    expect(readPromptTemplate(fileOf(template))).toEqual(template);
    const png = await sharp({ create: { width: 9, height: 20, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();
    const compared = await compareWithReference(folder, template, screen(), png);
    expect(compared.map(({ what, ours }) => [what, ours])).toEqual(compared.map((one) => [one.what, one.reference]));
    expect(compared.map(({ what }) => what)).toEqual(expect.arrayContaining(['first step', 'step after INFO']));
    const older = parser
      .replace(
        'summary + talk',
        'summary + (f"SAID {environments[-1][\'user_comment\']}" if environments[-1][\'user_comment\'] else "")',
      )
      .replace(/\{' \[' \+ talk.*?''\}/, '');
    writeFileSync(join(folder, 'copilot_tools/parser_0920_summary.py'), older);
    const before = await templateOfReference(folder);
    expect(before.history).toBe('{summary}{reply}');
    const then = await compareWithReference(folder, before, screen(), png);
    expect(then.map(({ ours }) => ours)).toEqual(then.map(({ reference }) => reference));
    writeFileSync(join(folder, 'copilot_tools/parser_0920_summary.py'), parser);
    const other = await compareWithReference(folder, { ...template, between: ', ' }, screen(), png);
    expect(other.filter(({ isSame }) => !isSame).map(({ what }) => what)).toEqual(['two questions later']);
  });

  test('of another folder are asked for in vain', async () => {
    await expect(templateOfReference(join(folder, 'nowhere'))).rejects.toMatchObject({ code: 'USAGE' });
  });
});
