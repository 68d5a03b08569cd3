// Splits a model's answer, as it comes in, into thought, text and tool calls:
//   [<think>\n] thought \n</think>\n text <tool_call>\n ... \n</tool_call> <tool_call> ...
// A thought also ends at a tool call: the model forgets to close it at times. What might still become a mark is held
// back, so the parts are the same however the answer is cut into pieces. What is no call, or one of a function that is
// not among the tools, is passed on as text.

import type { ToolCall, ToolDefinition } from './messages.js';
import { readToolCall } from './tool-arguments.js';

export const THINK = '<think>';
export const THINK_END = '</think>';
export const CALL = '<tool_call>';
export const CALL_END = '</tool_call>';

export type AnswerPart =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'thinking'; readonly text: string }
  | { readonly type: 'toolCall'; readonly call: ToolCall };

type State = 'start' | 'thought begins' | 'thought' | 'text begins' | 'text' | 'call';

export class AnswerParser {
  readonly #tools: readonly ToolDefinition[];
  #state: State;
  #held = '';
  /** Of what is held: where no call ends before */
  #searchedTo = 0;
  #parts: AnswerPart[] = [];

  /** `inThought`: the prompt has opened a thought already. */
  constructor(tools: readonly ToolDefinition[], inThought: boolean) {
    this.#tools = tools;
    this.#state = inThought ? 'thought begins' : 'start';
  }

  /** The parts that this piece completes; neighbours of one kind belong together. */
  push(piece: string): AnswerPart[] {
    this.#held += piece;
    while (this.#step());
    return this.#takeParts();
  }

  /** What was held back, now that nothing follows. */
  end(): AnswerPart[] {
    const rest = this.#held;
    this.#held = '';
    if (this.#state === 'call') this.#emitCall(rest, '');
    else if (this.#state === 'thought') this.#emit('thinking', rest.replace(/\n$/, ''));
    else if (this.#state === 'start' || this.#state === 'text') this.#emit('text', rest);
    return this.#takeParts();
  }

  #takeParts(): AnswerPart[] {
    const parts = this.#parts;
    this.#parts = [];
    return parts;
  }

  /** One move of the machine; false when it needs more text. */
  #step(): boolean {
    switch (this.#state) {
      case 'start':
        return this.#start();
      case 'thought begins':
        return this.#skipNewlines('thought', 'one');
      case 'thought':
        return this.#thought();
      case 'text begins':
        return this.#skipNewlines('text', 'all');
      case 'text':
        return this.#text();
      case 'call':
        return this.#call();
    }
  }

  #start(): boolean {
    const visible = this.#held.trimStart();
    if (visible.startsWith(THINK)) {
      this.#held = visible.slice(THINK.length);
      this.#state = 'thought begins';
      return true;
    }
    if (THINK.startsWith(visible)) return false;
    this.#state = 'text';
    return true;
  }

  #skipNewlines(next: State, most: 'one' | 'all'): boolean {
    if (this.#held === '') return false;
    this.#held = this.#held.replace(most === 'one' ? /^\n/ : /^\n+/, '');
    if (this.#held === '' && most === 'all') return false;
    this.#state = next;
    return true;
  }

  #thought(): boolean {
    const end = firstOf(this.#held, [THINK_END, CALL]);
    if (end === undefined) {
      // The line break before the closing mark is not part of the thought, so one at the end has to wait.
      this.#emitUpTo('thinking', safeLength(this.#held, [`\n${THINK_END}`, `\n${CALL}`, THINK_END, CALL]));
      return false;
    }
    this.#emit('thinking', this.#held.slice(0, end.at).replace(/\n$/, ''));
    this.#held = this.#held.slice(end.at + end.mark.length);
    this.#state = end.mark === CALL ? 'call' : 'text begins';
    return true;
  }

  #text(): boolean {
    const at = this.#held.indexOf(CALL);
    if (at < 0) {
      this.#emitUpTo('text', safeLength(this.#held, [CALL]));
      return false;
    }
    this.#emit('text', this.#held.slice(0, at));
    this.#held = this.#held.slice(at + CALL.length);
    this.#state = 'call';
    return true;
  }

  #call(): boolean {
    for (;;) {
      const at = this.#held.indexOf(CALL_END, this.#searchedTo);
      if (at < 0) {
        this.#searchedTo = Math.max(this.#searchedTo, this.#held.length - CALL_END.length + 1);
        return false;
      }
      const text = this.#held.slice(0, at);
      this.#searchedTo = at + 1;
      if (parameterIsOpen(text)) continue;
      this.#held = this.#held.slice(at + CALL_END.length);
      this.#searchedTo = 0;
      this.#emitCall(text, CALL_END);
      this.#state = 'text begins';
      return true;
    }
  }

  /** A call that lacks its closing mark counts if the function is closed; one cut off in a value would be a wrong one. */
  #emitCall(text: string, mark: string): void {
    const whole = mark !== '' || text.includes('</function>');
    const call = whole ? readToolCall(text, this.#tools) : undefined;
    if (call !== undefined) this.#parts.push({ type: 'toolCall', call });
    else this.#emit('text', `${CALL}${text}${mark}`);
  }

  #emitUpTo(type: 'text' | 'thinking', length: number): void {
    this.#emit(type, this.#held.slice(0, length));
    this.#held = this.#held.slice(length);
  }

  #emit(type: 'text' | 'thinking', text: string): void {
    if (text !== '') this.#parts.push({ type, text });
  }
}

/** Whether the closing mark that follows this text belongs to a parameter's value instead of to the call. */
function parameterIsOpen(text: string): boolean {
  const whole = text.trimEnd();
  return text.includes('<parameter=') && !whole.endsWith('</function>') && !whole.endsWith('</parameter>');
}

function firstOf(text: string, marks: readonly string[]): { at: number; mark: string } | undefined {
  const found = marks.map((mark) => ({ at: text.indexOf(mark), mark })).filter(({ at }) => at >= 0);
  return found.sort((a, b) => a.at - b.at)[0];
}

/** How much of the text surely belongs to no mark that is still coming. */
function safeLength(text: string, marks: readonly string[]): number {
  let held = 0;
  for (const mark of marks) {
    for (let length = Math.min(mark.length - 1, text.length); length > held; length--) {
      if (mark.startsWith(text.slice(-length))) held = length;
    }
  }
  return text.length - held;
}
