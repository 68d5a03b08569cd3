// Which engine files a build takes and with which compiler flags, read from binding.gyp, so that this is written once.

import fs from 'node:fs';

const BINDING = 'units/binding.cpp';

export interface SourceFile {
  /** Relative to the folder of binding.gyp */
  readonly path: string;
  /** Flags of its own, such as those for wider registers */
  readonly flags: readonly string[];
}

interface Settings {
  readonly sources?: readonly string[];
  readonly cflags_cc?: readonly string[];
  readonly conditions?: readonly (readonly [string, Settings, Settings?])[];
}

/** The files that binding.gyp lists for the architecture ('x64', 'arm64'), without the binding to Node. */
export function engineSources(bindingFile: string, architecture: string): SourceFile[] {
  const { targets } = parseGyp(fs.readFileSync(bindingFile, 'utf8')) as { targets: readonly Settings[] };
  return targets.flatMap((target) => {
    const settings = [target, ...applicable(target, architecture)];
    const flags = settings.flatMap((one) => one.cflags_cc ?? []);
    const sources = settings.flatMap((one) => one.sources ?? []);
    return sources.filter((source) => source !== BINDING).map((source) => ({ path: source, flags }));
  });
}

function applicable(target: Settings, architecture: string): Settings[] {
  return (target.conditions ?? []).flatMap(([condition, then, otherwise]) => {
    const wanted = /^target_arch\s*==\s*["'](\w+)["']$/.exec(condition)?.[1];
    if (wanted === undefined) return [];
    return wanted === architecture ? [then] : otherwise === undefined ? [] : [otherwise];
  });
}

/** A gyp file is JSON with comments, quotes of either kind and commas before closing brackets. */
function parseGyp(text: string): unknown {
  const json = text.replace(
    /#.*|'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|,(?=(?:\s|#.*)*[\]}])/g,
    (found, single?: string, double?: string) => {
      const content = single ?? double;
      return content === undefined || found.startsWith('#') ? '' : JSON.stringify(content.replace(/\\(.)/g, '$1'));
    },
  );
  return JSON.parse(json);
}
