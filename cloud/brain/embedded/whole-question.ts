// Two questions in one (“哪个车次，几点开”, "how many episodes, and what is its score"): what was taken as the question ends at
// the first, and the other stands right behind it.
import { findMentions } from '@farhand/shared';

const another =
  /^[ ]*[，,、？?]?[ ]*(?:(?:还有|以及|和|并且|and|also)[ ]*)?(?<question>[^，,。；;、？?!！\n]*?(?:几[点天号个趟]|多少|什么|哪[天个里儿家种趟]|怎么|多[久远长大高]|\b(?:what|when|where|how|which|who)\b)[^，,。；;！!？?\n]*)/iu;
/** Behind these, something else is to be done. */
const tells = /^[^，,。]*?(?:告诉|提醒|发给|然后|记到|再|帮我|\b(?:then|tell|send|text|add|set)\b)/iu;

/** The question with the ones that follow it in the command. */
export function wholeQuestion(what: string, command: string): string {
  const start = command.indexOf(what);
  // Words that stand there twice could be either.
  if (start === -1 || command.lastIndexOf(what) !== start) return what;
  let end = start + what.length;
  for (;;) {
    const rest = command.slice(end);
    const { length } = another.exec(rest)?.[0] ?? '';
    const said = rest.slice(0, length);
    if (length === 0 || tells.test(said.replace(/^[，,、？?\s]+/u, '')) || findMentions(said).length > 0)
      return command.slice(start, end);
    end += length;
  }
}
