// Builds the engine as a program without Node. Only what changed is compiled again.

import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { SourceFile } from './sanitizers/build-description.js';
import { engineSources } from './sanitizers/build-description.js';

/** The folder of the package */
export const NATIVE = fileURLToPath(new URL('..', import.meta.url));
const MOST_OUTPUT_BYTES = 64 << 20;

const run = promisify(execFile);

export interface Recipe {
  /** Where objects and the program go, below build/: nothing else may use it */
  readonly results: string;
  readonly compiler: string;
  /** 'x64' or 'arm64': decides which engine files there are, and their flags */
  readonly architecture: string;
  /** Flags beside those that binding.gyp gives the file */
  readonly flagsOf: (source: SourceFile) => readonly string[];
  /** An object that is there already and is taken as it is */
  readonly objectOf?: (source: SourceFile) => string | undefined;
  readonly linkFlags: readonly string[];
  /** Folders below testing/ whose C++ files belong to the program, each compiled as one unit */
  readonly folders: readonly string[];
  /** Engine files that go into the unit of the first folder: what they take of the standard library is compiled once. */
  readonly joined?: readonly string[];
}

/** What a process that failed leaves. */
export interface FailedRun {
  readonly stderr?: Buffer | string;
  readonly message: string;
}

/** The folder of a recipe's results; it exists afterwards. */
export function resultsFolder({ results }: Pick<Recipe, 'results'>): string {
  const folder = path.join(NATIVE, 'build', results);
  fs.mkdirSync(folder, { recursive: true });
  return folder;
}

/** Builds what is not up to date and returns the program. Takes a minute the first time. */
export async function buildProgram(recipe: Recipe): Promise<string> {
  const folder = resultsFolder(recipe);
  const joined = recipe.joined ?? [];
  const own = recipe.folders.map(
    (name, i): SourceFile => ({ path: writeUnit(folder, name, i === 0 ? joined : []), flags: [] }),
  );
  const engine = engineSources(path.join(NATIVE, 'binding.gyp'), recipe.architecture);
  const sources = [...own, ...engine.filter((source) => !joined.includes(source.path))];
  const objects = await new Compilation(recipe, folder).compileAll(sources);
  const program = path.join(folder, 'driver');
  if (!isNewer(program, objects)) {
    await compiler(recipe, [...recipe.linkFlags, '-pthread', '-o', program, ...objects]);
  }
  return program;
}

/** A file that takes those of a folder below testing/ together, as units/ does: headers take the compiler longer. */
function writeUnit(folder: string, name: string, joined: readonly string[]): string {
  const below = path.join(NATIVE, 'testing', name);
  const files = fs.readdirSync(below).filter((file) => file.endsWith('.cpp'));
  const all = [...joined.map((file) => path.join(NATIVE, file)), ...files.map((file) => path.join(below, file))];
  const text = all.map((file) => `#include "${path.relative(folder, file)}"\n`).join('');
  const unit = path.join(folder, `testing-${name}.cpp`);
  if (!fs.existsSync(unit) || fs.readFileSync(unit, 'utf8') !== text) fs.writeFileSync(unit, text);
  return path.relative(NATIVE, unit);
}

class Compilation {
  readonly #recipe: Recipe;
  readonly #folder: string;

  constructor(recipe: Recipe, folder: string) {
    this.#recipe = recipe;
    this.#folder = folder;
  }

  async compileAll(sources: readonly SourceFile[]): Promise<string[]> {
    const taken = (source: SourceFile) => this.#recipe.objectOf?.(source);
    const waiting = sources
      .filter((source) => !taken(source))
      .map((source) => ({ source, object: this.#objectOf(source) }));
    const objects = sources.map((source) => taken(source) ?? this.#objectOf(source));
    const worker = async () => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        const { source, object } = next;
        if (!this.#upToDate(source, object)) await this.#compile(source, object);
      }
    };
    await Promise.all(Array.from({ length: os.availableParallelism() }, worker));
    return objects;
  }

  #objectOf({ path: source }: SourceFile): string {
    return path.join(this.#folder, `${source.replaceAll(/[\\/]/g, '-')}.o`);
  }

  async #compile(source: SourceFile, object: string): Promise<void> {
    const flags = this.#flagsOf(source);
    await compiler(this.#recipe, [...flags, '-MMD', '-MF', `${object}.d`, '-c', source.path, '-o', object]);
    fs.writeFileSync(`${object}.flags`, [this.#recipe.compiler, ...flags].join(' '));
  }

  #flagsOf(source: SourceFile): string[] {
    return [...this.#recipe.flagsOf(source), ...source.flags];
  }

  /** Whether the object was made with these flags after every file it depends on. */
  #upToDate(source: SourceFile, object: string): boolean {
    const read = (file: string) => (fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '');
    if (read(`${object}.flags`) !== [this.#recipe.compiler, ...this.#flagsOf(source)].join(' ')) return false;
    const [, dependencies = ''] = read(`${object}.d`).split(/:(.*)/s);
    const files = dependencies.split(/[\s\\]+/).filter((file) => file !== '');
    const paths = files.map((file) => path.resolve(NATIVE, file));
    return files.length > 0 && isNewer(object, paths);
  }
}

async function compiler(recipe: Recipe, args: readonly string[]): Promise<void> {
  await run(recipe.compiler, args, { cwd: NATIVE, maxBuffer: MOST_OUTPUT_BYTES }).catch((failure: FailedRun) => {
    throw new Error(`${recipe.compiler} failed on ${args.at(-3)}:\n${failure.stderr ?? failure.message}`);
  });
}

/** Whether a result is there and none of the files was changed after it. */
export function isNewer(result: string, files: readonly string[]): boolean {
  const changed = (file: string) => fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Number.POSITIVE_INFINITY;
  return fs.existsSync(result) && files.every((file) => changed(file) <= changed(result));
}

/** Runs a program and returns what it printed. Throws with what it said if it failed. */
export async function runProgram(
  command: readonly [string, ...string[]],
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Buffer> {
  const [file, ...first] = command;
  const options = {
    encoding: 'buffer' as const,
    maxBuffer: MOST_OUTPUT_BYTES,
    env: { ...process.env, ...env },
  };
  const { stdout } = await run(file, [...first, ...args], options).catch(({ stderr, message }: FailedRun) => {
    throw new Error(`${path.basename(file)} ${args.slice(0, 3).join(' ')} failed:\n${stderr ?? message}`);
  });
  return stdout;
}
