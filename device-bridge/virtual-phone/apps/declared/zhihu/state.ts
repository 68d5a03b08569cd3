// The data of Zhihu, and what a touch does to it.
import type * as ui from '../../toolkit/index.js';
import { questions, readers, remarks, writers } from './tables.js';

export interface Writer {
  id: string;
  name: string;
  about: string;
  fans: number;
  followed: boolean;
}

export interface Remark {
  id: string;
  by: string;
  text: string;
  likes: number;
}

export interface Answer {
  id: string;
  /** "me" is the owner of the phone. */
  writer: string;
  text: string;
  votes: number;
  vote: 'none' | 'agree' | 'disagree';
  thanked: boolean;
  saved: boolean;
  /** Milliseconds since 1970. */
  at: number;
  remarks: Remark[];
}

export interface Question {
  id: string;
  title: string;
  topic: string;
  views: number;
  followers: number;
  followed: boolean;
  /** How hot it is, in ten thousands. */
  heat: number;
  answers: Answer[];
}

export interface ZhihuState {
  writers: Writer[];
  questions: Question[];
  /** Newest first. */
  searches: string[];
  /** Ids of answers, the one read last first. */
  read: string[];
  nextId: number;
}

export interface Routes {
  home: { tab?: 'feed' | 'follows' | 'hot' | 'me'; topic?: string };
  search: { query?: string; submitted?: string; kind?: 'all' | 'people' };
  question: { id: string; order?: 'votes' | 'time' };
  answer: { id: string; draft?: string; remarks?: boolean };
  writer: { id: string };
  write: { question: string; text?: string };
  list: { of: 'saved' | 'agreed' | 'read' | 'questions' };
}

export type Act = ui.Actions<Routes>;

/** 2026-11-23 08:10 in Shanghai. */
const newestMs = Date.UTC(2026, 10, 23, 0, 10);
const hourMs = 3_600_000;
const anonymous = '匿名用户';

export function writerOf(state: ZhihuState, id: string): Writer {
  const own = { id, name: '陈小北', about: '爱提问的人', fans: 26, followed: false };
  return state.writers.find((writer) => writer.id === id) ?? own;
}

export function answerOf(state: ZhihuState, id: string): { question: Question; answer: Answer } | undefined {
  for (const question of state.questions) {
    const answer = question.answers.find((other) => other.id === id);
    if (answer) return { question, answer };
  }
  return undefined;
}

export function everyAnswer(state: ZhihuState): { question: Question; answer: Answer }[] {
  return state.questions.flatMap((question) => question.answers.map((answer) => ({ question, answer })));
}

/** The one with most votes. */
export function best({ answers }: Question): Answer | undefined {
  return answers.toSorted((a, b) => b.votes - a.votes)[0];
}

export function byHeat(state: ZhihuState): Question[] {
  return state.questions.toSorted((a, b) => b.heat - a.heat);
}

/** A second touch takes the vote back. */
export function vote(answer: Answer, wanted: 'agree' | 'disagree'): void {
  if (answer.vote === 'agree') answer.votes -= 1;
  answer.vote = answer.vote === wanted ? 'none' : wanted;
  if (answer.vote === 'agree') answer.votes += 1;
}

export function remember(state: ZhihuState, query: string): void {
  state.searches = [query, ...state.searches.filter((other) => other !== query)].slice(0, 12);
}

export function open(state: ZhihuState, id: string, act: Act): void {
  state.read = [id, ...state.read.filter((other) => other !== id)];
  act.go('answer', { id });
}

export function publish(state: ZhihuState, question: Question, text: string, at: number): string {
  const id = `a${state.nextId}`;
  state.nextId += 1;
  question.answers.push({
    id,
    writer: 'me',
    text,
    votes: 0,
    vote: 'none',
    thanked: false,
    saved: false,
    at,
    remarks: [],
  });
  return id;
}

export function dataOf(random: ui.Random): ZhihuState {
  const known = writers.map(([name = '', about = '', fans = ''], index): Writer => {
    return { id: `u${index + 1}`, name, about, fans: Number(fans), followed: index % 5 === 1 };
  });
  let count = 0;
  let remarkCount = 0;
  const remark = (): Remark => {
    remarkCount += 1;
    return {
      id: `r${remarkCount}`,
      by: random.pick(readers),
      text: random.pick(remarks),
      likes: random.integer(0, 600),
    };
  };
  const list = questions.map(([title = '', topic = '', texts = ''], index): Question => {
    const named = random.sample(
      known.filter(({ name }) => name !== anonymous),
      5,
    );
    const answers = texts.split('/').map((text, place): Answer => {
      count += 1;
      const votes = Math.round((random.integer(800, 26_000) * (0.3 + random.next())) / (place + 1));
      return {
        id: `a${count}`,
        writer: (place === 3 ? known.find(({ name }) => name === anonymous) : named[place])?.id ?? 'me',
        text,
        votes,
        vote: 'none',
        thanked: false,
        saved: false,
        at: newestMs - random.integer(1, 9000) * hourMs,
        remarks: Array.from({ length: random.integer(2, 6) }, remark),
      };
    });
    return {
      id: `q${index + 1}`,
      title,
      topic,
      views: random.integer(40_000, 9_000_000),
      followers: random.integer(300, 48_000),
      followed: false,
      heat: random.integer(60, 1900),
      answers,
    };
  });
  return { writers: known, questions: list, searches: ['人体工学椅 推荐'], read: [], nextId: 1000 };
}
