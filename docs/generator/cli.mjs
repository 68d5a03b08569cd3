// The command line, from the table that reads it.
import { table } from './fields.mjs';

/** @param program the root command; @param benchHelp what `bench --help` prints; @param examples lines by command */
export function cliPage(program, benchHelp, examples) {
  const commands = below(program).filter(({ command }) => command.commands.length === 0);
  const overview = commands.map(({ path, command }) => [`[\`${path}\`](#${anchor(path)})`, command.description()]);
  const sections = commands.map(({ path, command }) =>
    section(path, command, path === 'bench' ? benchHelp : undefined, examples[path]),
  );
  return `# Command line

Generated from the table that reads the arguments (\`cloud/cli\`). \`npm start -- --help\` prints the same, with examples.

\`\`\`text
npm start -- "<command>" [options]
npm start -- <name> [arguments] [options]
\`\`\`

Results go to stdout, progress and logs to stderr; with \`--json\` stdout holds exactly one JSON object. Exit codes: 0 done,
1 failed, 2 bad usage, 3 needs you, 4 no phone, 5 budget, 6 refused ([errors](errors.md)). Settings come from the
environment: [settings](settings.md).

## A command in words

\`npm start -- "<command>"\` carries a command out. With \`--json\` it prints a [task result](schemas/task-result.json).

${options(program)}

${shown(examples[''])}

## Commands

${table(['command', 'what it does'], overview)}

${sections.join('\n\n')}
`;
}

function below(parent, before = '') {
  return parent.commands.flatMap((command) => {
    const path = `${before}${command.name()}`;
    return [{ path, command }, ...below(command, `${path} `)];
  });
}

function section(path, command, help, examples) {
  const given = command.registeredArguments.map((argument) => {
    const name = argument.variadic ? `${argument.name()}...` : argument.name();
    return argument.required ? `<${name}>` : `[${name}]`;
  });
  const usage = ['npm start --', path, ...given].join(' ');
  const what = sentence(command.description());
  const parts =
    help === undefined
      ? [`\`${usage}\``, what, options(command), shown(examples)]
      : [what, `\`\`\`text\n${help.trim()}\n\`\`\``];
  return [`### ${path}`, ...parts].filter(Boolean).join('\n\n');
}

/** Lines that can be typed as they stand. */
function shown(examples = []) {
  const lines = examples.map(({ line, does }) => `# ${does}\nnpm start -- ${line}`);
  return lines.length === 0 ? '' : `\`\`\`sh\n${lines.join('\n')}\n\`\`\``;
}

function sentence(text) {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function options(command) {
  const rows = command.options
    .filter(({ hidden }) => !hidden)
    .map(({ flags, description, argChoices, defaultValue, mandatory }) => [
      `\`${flags}\``,
      [
        description,
        argChoices && `one of ${argChoices.map((choice) => `\`${choice}\``).join(', ')}`,
        defaultValue === undefined || defaultValue.length === 0 ? undefined : `default \`${defaultValue}\``,
        mandatory && 'needed',
      ]
        .filter(Boolean)
        .join('; '),
    ]);
  return rows.length === 0 ? '' : table(['option', 'meaning'], rows);
}

function anchor(path) {
  return path.replaceAll(' ', '-');
}
