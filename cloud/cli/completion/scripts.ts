// Completion scripts of shells, as text. Each holds the whole table of places, so that pressing the key starts no process.
// A place is found by walking along the words that are there: a word that leads on from a command is the next command,
// anything else is an argument.
import type { Place } from './offers.js';

export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

/** What the shell calls the program. */
export const programName = 'farhand';

export function completionScript(shell: Shell, places: readonly Place[]): string {
  if (shell === 'bash') return bash(places);
  return shell === 'zsh' ? zsh(places) : fish(places);
}

/** Path of a place with the program before it: no shell likes an empty key. */
function key({ path }: Place, sub = ''): string {
  return [programName, path, sub].filter((part) => part !== '').join(' ');
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function bash(places: readonly Place[]): string {
  const offers = places.map(
    (place) => `    [${quoted(key(place))}]=${quoted(place.offers.map(({ word }) => word).join(' '))}`,
  );
  return `# Completion of ${programName} for bash: source <(${programName} completion bash)
_${programName}() {
  local -A offers=(
${offers.join('\n')}
  )
  local -A values=(
${valueLines(places).join('\n')}
  )
  local at=${programName} word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    [[ -n \${offers["$at $word"]+there} ]] && at="$at $word"
  done
  local offered=\${values["$at \${COMP_WORDS[COMP_CWORD-1]}"]-\${offers[$at]}}
  mapfile -t COMPREPLY < <(compgen -W "$offered" -- "\${COMP_WORDS[COMP_CWORD]}")
}
complete -o default -F _${programName} ${programName}
`;
}

/** Lines of a shell's table from a place and one of its options to the option's values. */
function valueLines(places: readonly Place[]): string[] {
  return places.flatMap((place) =>
    Array.from(place.values, ([option, values]) => `    [${quoted(key(place, option))}]=${quoted(values.join(' '))}`),
  );
}

function zsh(places: readonly Place[]): string {
  const colon = (text: string) => text.replaceAll(':', '\\:');
  const cases = places.map(({ path, offers, values }) => {
    const choices = Array.from(
      values,
      ([option, words]) => `        ${quoted(option)}) compadd ${words.map(quoted).join(' ')}; return ;;`,
    );
    const said = offers.map(({ word, means }) => `        ${quoted(`${colon(word)}:${colon(means)}`)}`);
    return `    ${quoted(key({ path, offers, values }))})
      case $words[CURRENT-1] in
${choices.join('\n')}
      esac
      offers=(
${said.join('\n')}
      ) ;;`;
  });
  const known = places.map((place) => `    ${quoted(key(place))} 1`);
  return `#compdef ${programName}
# Completion of ${programName} for zsh: source <(${programName} completion zsh), after compinit
_${programName}() {
  local at=${programName} word
  local -a offers
  local -A known=(
${known.join('\n')}
  )
  for word in $words[2,CURRENT-1]; do
    (( \${+known[$at $word]} )) && at="$at $word"
  done
  case $at in
${cases.join('\n')}
  esac
  _describe ${programName} offers || _files
}
compdef _${programName} ${programName}
`;
}

function fish(places: readonly Place[]): string {
  const lines = places.flatMap(({ path, offers, values }) => {
    const here = `-n ${quoted(`__${programName}_at ${quoted(key({ path, offers, values }))}`)}`;
    return offers.map(({ word, means }) => {
      const what = word.startsWith('--') ? `-l ${word.slice(2)}` : `-a ${word}`;
      const choices = values.get(word);
      return `complete -c ${programName} -f ${here} ${what} ${choices ? `-x -a ${quoted(choices.join(' '))} ` : ''}-d ${quoted(means)}`;
    });
  });
  return `# Completion of ${programName} for fish: ${programName} completion fish | source
set -g __${programName}_places ${places.map((place) => quoted(key(place))).join(' ')}
function __${programName}_at
  set -l at ${programName}
  for word in (commandline -opc)[2..-1]
    contains -- "$at $word" $__${programName}_places; and set at "$at $word"
  end
  test "$at" = "$argv[1]"
end
${lines.join('\n')}
`;
}
