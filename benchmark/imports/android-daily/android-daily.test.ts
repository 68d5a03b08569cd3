import { FarhandError } from '@farhand/shared';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { benchTaskSchema } from '../../task.js';
import { fileOf, type RowFields, rowOf, rowsAsPublished } from '../../testing/android-daily-file.js';
import { importAndroidDaily } from './index.js';

const runDate = '2026-11-30';
const read = (...rows: (RowFields | string)[]) => importAndroidDaily(fileOf(rows), { runDate });
const only = (row: RowFields, options = {}) => importAndroidDaily(fileOf([row]), { runDate, ...options }).tasks[0];

describe('the file', () => {
  test('a file like the published one gives 235 tasks, 59 of them hard and 30 composite, and nothing to remark', () => {
    const { tasks, rejected, notes, subsets } = importAndroidDaily(fileOf(rowsAsPublished(), '\r\n'), { runDate });
    expect(rejected).toEqual([]);
    expect(tasks).toHaveLength(235);
    expect(notes).toEqual([]);
    expect(tasks.filter((task) => subsets['ad-hard59']?.(task))).toHaveLength(59);
    expect(tasks.filter((task) => subsets['ad-comp30']?.(task))).toHaveLength(30);
    for (const task of tasks) expect(benchTaskSchema.parse(task)).toEqual(task);
  });

  test('counts that differ from the published ones are told', () => {
    const rows = rowsAsPublished().map((row, index) => (index === 0 ? { ...row, 综合难度: 'hard' } : row));
    const { notes } = importAndroidDaily(fileOf(rows), { runDate });
    expect(notes).toEqual([
      'difficulty easy: 84 tasks, published are 85',
      'difficulty hard: 60 tasks, published are 59',
    ]);
    expect(read({}).notes[0]).toContain('1 tasks, not the 235');
  });

  test('each bad row is told by its line, and the rows around it stay', () => {
    const { tasks, rejected } = read(
      { task_tag: '1', 任务: '看一眼\n第二行, 带"引号"' },
      { task_tag: '2', 场景: '本地生活' },
      { task_tag: '3', 任务: '  ' },
      { task_tag: 'x' },
      { task_tag: '5', 需要预制: '3' },
      `${rowOf({ task_tag: '6' })},one too many`,
      { task_tag: '1', 任务: '同一个号' },
      { task_tag: '8' },
    );
    expect(tasks.map(({ id }) => id)).toEqual(['ad-1', 'ad-8']);
    expect(tasks[0]?.instruction).toBe('看一眼\n第二行, 带"引号"');
    expect(rejected).toEqual([
      { line: 4, why: 'its 场景 "本地生活" is unknown; did you mean "本地服务"?' },
      { line: 5, why: 'its 任务 is empty' },
      { line: 6, why: 'its task_tag "x" is no number' },
      { line: 7, why: 'its 需要预制 "3" is not 0, 1 or 2' },
      { line: 8, why: 'it has 13 columns, not 12' },
      { line: 9, why: 'its task_tag is that of line 2' },
    ]);
  });

  test('a quote that is never closed loses no row in silence', () => {
    const text = `${fileOf([{ task_tag: '1' }])},,"never closed,a,b\n${rowOf({ task_tag: '3' })}\n`;
    const { tasks, rejected } = importAndroidDaily(text, { runDate });
    expect(tasks.map(({ id }) => id)).toEqual(['ad-1']);
    expect(rejected).toHaveLength(1);
    expect(rejected[0]?.why).toMatch(/no CSV/);
  });

  test('every row of any file is a task or rejected', () => {
    const cell = fc.oneof(fc.constantFrom('原子任务', 'easy', '1', '0', '信息查询'), fc.string());
    const field = fc.constantFrom('任务', '场景', '综合难度', '需要预制', '任务复杂度');
    const row = fc.tuple(field, cell).map(([name, value]) => ({ [name]: value }) as RowFields);
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 8 }), (rows) => {
        const numbered = rows.map((fields, index) => ({ ...fields, task_tag: String(index + 1) }));
        const { tasks, rejected } = read(...numbered);
        expect(tasks.length + rejected.length).toBe(rows.length);
      }),
    );
  });

  test('a file without a column, and one without a run date, are refused with what is missing', () => {
    const lacking = fileOf([{}]).replace('APP名称', 'APP');
    expect(() => importAndroidDaily(lacking, { runDate })).toThrow('lacks the column APP名称');
    expect(() => importAndroidDaily(fileOf([{}]), {})).toThrow(FarhandError);
    expect(() => importAndroidDaily(fileOf([{}]), { runDate: '2026-02-30' })).toThrow('2026-02-30');
  });
});

describe('one row', () => {
  test('keeps the words as published and tells the agent the shifted ones', () => {
    const task = only({ 任务: '用去哪儿查12月3号的票' });
    expect(task?.instruction).toBe('用去哪儿查12月3号的票');
    expect(task?.instructionEffective).toBe('用去哪儿查12月5号的票');
    expect(task?.warnings).toContain('the date "12月3号" was shifted to "12月5号"');
    expect(only({ 任务: '看今天的天气' })).not.toHaveProperty('instructionEffective');
  });

  test('facets, limits and preparation are in our words', () => {
    const task = only({ 任务复杂度: '条件/循环任务', 个性化程度: '强个性化', 综合难度: 'hard', 需要预制: '2' });
    expect(task?.facets).toEqual({
      scene: 'local',
      cognitive: 'query',
      complexity: 'conditional',
      ambiguity: 'low',
      personalisation: 'strong',
      difficulty: 'hard',
    });
    expect(task?.limits).toEqual({ maxSteps: 100, maxSeconds: 2400 });
    expect(task?.prepare.level).toBe(2);
    expect(task?.prepare.steps).toHaveLength(1);
    expect(only({})?.limits).toEqual({ maxSteps: 40, maxSeconds: 1200 });
  });

  test('a red packet stops before it is sent, its guideline can still be met, and no option lifts that', () => {
    for (const allowOutward of [false, true]) {
      const task = only({ 任务: '给小李发一个8元的微信红包', APP名称: '微信' }, { allowOutward });
      expect(task?.stopBefore).toContain('red packet');
      expect(task?.allowsOutward).toBe(false);
      expect(task?.guideline.operational.join()).toContain('up to the step that sends or pays');
      expect(task?.guideline.negative.join()).toContain('No red packet or transfer was sent');
      expect(task?.guideline.approved).toBeUndefined();
    }
  });

  test('a post stops unless the run allows what reaches others', () => {
    const row = { 任务: '发一条朋友圈，就说放假了', APP名称: '微信' };
    expect(only(row)?.stopBefore).toBe('the post is published');
    expect(only(row, { allowOutward: true })).toMatchObject({ allowsOutward: true });
    expect(only(row, { allowOutward: true })).not.toHaveProperty('stopBefore');
  });

  test('a task that depends on where the phone is gets a place, or a warning', () => {
    const place = { name: '苏州', latitude: 31.3, longitude: 120.6 };
    expect(only({ 任务: '找附近的书店' }, { place })?.place).toEqual(place);
    expect(only({ 任务: '找附近的书店' })?.warnings.join()).toContain('no place was given');
    expect(only({ 任务: '从大恒科技大厦走到书店' })?.place?.name).toBe('北京');
    expect(only({ 任务: '从大恒科技大厦走到书店' }, { place })?.warnings.join()).toContain('written for 北京');
    expect(only({ 任务: '放一首歌' })).not.toHaveProperty('place');
  });
});
