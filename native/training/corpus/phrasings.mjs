// Reads the phrasing files: sections with a plan header, one phrasing a line. A fixed part of the lines, chosen by
// a hash of their text, is held out of training to measure how unseen phrasings fare.
import { readdirSync, readFileSync } from 'node:fs';
import { clauseRules, slotNames } from '../encoding.mjs';

const heldOutShare = 0.08;

function hashOf(text) {
  let hash = 2166136261;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16777619) >>> 0;
  return (hash ^ (hash >>> 13)) / 4294967296;
}

function parseClause(words, where) {
  const [kind, ...rest] = words;
  const rule = clauseRules[kind];
  if (rule === undefined) throw new Error(`${where}: no such clause "${kind}"`);
  const clause = { kind, apps: undefined, slots: [], previous: false };
  for (const word of rest) {
    const [name, type] = word.split(':');
    const base = name.replace(/\d+$/, '');
    if (word === 'PREV') clause.previous = true;
    else if (word === 'all') clause.apps = { name: undefined, category: 'all' };
    else if (base === 'app' || base === 'apps') clause.apps = { name, category: type, many: base === 'apps' };
    else if (slotNames.includes(base)) clause.slots.push({ name, slot: base, type });
    else throw new Error(`${where}: no such slot "${word}"`);
  }
  return clause;
}

/** Sections as `{ language, group, clauses, lines, heldOut }`; group is the row of clause kinds. */
export function readPhrasings(directory) {
  const sections = new Map();
  const complaints = [];
  for (const language of ['zh', 'en']) {
    for (const file of readdirSync(new URL(`${language}/`, directory)).sort()) {
      if (!file.endsWith('.txt')) continue;
      let section;
      for (const [index, raw] of readFileSync(new URL(`${language}/${file}`, directory), 'utf8')
        .split('\n')
        .entries()) {
        const line = raw.replace(/\s#\s.*$/, '').trim();
        const where = `${language}/${file}:${index + 1}`;
        if (line === '' || line.startsWith('#')) continue;
        if (line.startsWith('@')) {
          try {
            section = openSection(sections, language, line.slice(1).trim(), where);
          } catch (problem) {
            complaints.push(problem.message);
            section = undefined;
          }
        } else if (section !== undefined) addLine(section, line, where, complaints);
      }
    }
  }
  return { sections: [...sections.values()], complaints };
}

function openSection(sections, language, header, where) {
  const key = `${language} ${header}`;
  const known = sections.get(key);
  if (known !== undefined) return known;
  const clauses =
    header === 'refuse' ? [] : header.split('>').map((part) => parseClause(part.trim().split(/\s+/), where));
  const group = clauses.length === 0 ? 'refuse' : clauses.map((clause) => clause.kind).join('>');
  const section = { language, header, group, clauses, lines: [], heldOut: [] };
  sections.set(key, section);
  return section;
}

function addLine(section, line, where, complaints) {
  const wanted = new Set();
  for (const clause of section.clauses) {
    if (clause.apps?.name !== undefined) wanted.add(clause.apps.name);
    for (const slot of clause.slots) wanted.add(slot.name);
  }
  const found = [...line.matchAll(/\{([\w-]+)\}/g)].map((match) => match[1]);
  if (section.group !== 'refuse') {
    const complete = found.length === wanted.size && found.every((name) => wanted.has(name));
    if (!complete) {
      complaints.push(`${where}: slots of "${line}" do not fit "${section.header}"`);
      return;
    }
  }
  (hashOf(line) < heldOutShare ? section.heldOut : section.lines).push(line);
}
